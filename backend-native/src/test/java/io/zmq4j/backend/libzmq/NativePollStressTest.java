package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PollStressTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePollStressTest extends PollStressTck {}
