package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZapTck;

@RequiresBackend("jeromq")
class JeroMqZapTest extends ZapTck {}
