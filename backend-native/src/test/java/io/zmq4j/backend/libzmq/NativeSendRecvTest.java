package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SendRecvTck;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@RequiresBackend("native")
class NativeSendRecvTest extends SendRecvTck {}
