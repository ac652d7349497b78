package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.InprocTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeInprocTest extends InprocTck {}
