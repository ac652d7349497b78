package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PairTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePairTest extends PairTck {}
