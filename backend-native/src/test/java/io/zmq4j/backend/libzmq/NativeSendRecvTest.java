package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SendRecvTck;

@RequiresBackend("native")
class NativeSendRecvTest extends SendRecvTck {}
