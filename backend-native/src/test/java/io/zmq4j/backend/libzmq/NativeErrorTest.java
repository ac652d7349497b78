package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ErrorTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeErrorTest extends ErrorTck {}
