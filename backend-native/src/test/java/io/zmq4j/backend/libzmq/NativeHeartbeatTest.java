package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.HeartbeatTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeHeartbeatTest extends HeartbeatTck {}
