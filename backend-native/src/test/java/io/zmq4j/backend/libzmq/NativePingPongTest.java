package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PingPongTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePingPongTest extends PingPongTck {}
