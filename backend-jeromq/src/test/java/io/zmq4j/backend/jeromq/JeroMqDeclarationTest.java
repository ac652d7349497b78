package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.DeclarationTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqDeclarationTest extends DeclarationTck {}
