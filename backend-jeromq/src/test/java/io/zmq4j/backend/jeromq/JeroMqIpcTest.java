package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.IpcTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqIpcTest extends IpcTck {}
