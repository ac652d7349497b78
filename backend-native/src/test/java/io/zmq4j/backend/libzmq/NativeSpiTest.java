package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SpiTck;

@RequiresBackend("native")
class NativeSpiTest extends SpiTck {}
