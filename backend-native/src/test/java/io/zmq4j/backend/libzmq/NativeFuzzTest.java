package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.FuzzTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeFuzzTest extends FuzzTck {}
