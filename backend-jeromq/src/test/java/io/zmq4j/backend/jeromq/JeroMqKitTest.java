package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.KitTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqKitTest extends KitTck {}
