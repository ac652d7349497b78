package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PollEndTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePollEndTest extends PollEndTck {}
