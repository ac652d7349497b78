package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SecurityTck;

@RequiresBackend("jeromq")
class JeroMqSecurityTest extends SecurityTck {}
