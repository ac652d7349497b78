package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.MsgTck;
import io.zmq4j.tck.RequiresBackend;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@RequiresBackend("native")
class NativeMsgTest extends MsgTck {}
