package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.MultipartTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeMultipartTest extends MultipartTck {}
