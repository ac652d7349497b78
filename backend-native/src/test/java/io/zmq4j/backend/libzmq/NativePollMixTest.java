package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PollMixTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePollMixTest extends PollMixTck {}
