package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ThreadTck;

@RequiresBackend("native")
class NativeThreadTest extends ThreadTck {}
