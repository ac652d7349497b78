package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PollTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePollTest extends PollTck {}
