package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ConnectionOptionTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeConnectionOptionTest extends ConnectionOptionTck {}
