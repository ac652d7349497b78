package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.StreamTck;

@RequiresBackend("native")
class NativeStreamTest extends StreamTck {}
