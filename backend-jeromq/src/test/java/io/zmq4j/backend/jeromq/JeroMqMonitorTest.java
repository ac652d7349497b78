package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.MonitorTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqMonitorTest extends MonitorTck {}
