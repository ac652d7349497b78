package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ConnectionOptionTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqConnectionOptionTest extends ConnectionOptionTck {}
