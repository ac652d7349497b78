package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.LifecycleTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqLifecycleTest extends LifecycleTck {}
