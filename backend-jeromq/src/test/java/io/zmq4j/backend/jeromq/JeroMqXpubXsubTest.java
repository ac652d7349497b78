package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.XpubXsubTck;

@RequiresBackend("jeromq")
class JeroMqXpubXsubTest extends XpubXsubTck {}
