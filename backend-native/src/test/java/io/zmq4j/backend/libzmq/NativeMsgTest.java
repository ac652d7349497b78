package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.MsgTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeMsgTest extends MsgTck {}
