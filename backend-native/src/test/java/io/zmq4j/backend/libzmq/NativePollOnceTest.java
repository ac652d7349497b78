package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PollOnceTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePollOnceTest extends PollOnceTck {}
