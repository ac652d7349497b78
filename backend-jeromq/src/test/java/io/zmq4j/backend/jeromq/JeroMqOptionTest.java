package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.OptionTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqOptionTest extends OptionTck {}
