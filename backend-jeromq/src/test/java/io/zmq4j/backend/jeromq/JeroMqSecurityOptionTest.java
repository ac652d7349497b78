package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SecurityOptionTck;

@RequiresBackend("jeromq")
class JeroMqSecurityOptionTest extends SecurityOptionTck {}
