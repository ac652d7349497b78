package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PollCostTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePollCostTest extends PollCostTck {}
