package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WaitingTck;

@RequiresBackend("native")
class NativeWaitingTest extends WaitingTck {}
