package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.VirtualThreadTck;

@RequiresBackend("jeromq")
class JeroMqVirtualThreadTest extends VirtualThreadTck {}
