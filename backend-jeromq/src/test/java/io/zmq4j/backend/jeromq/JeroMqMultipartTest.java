package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.MultipartTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqMultipartTest extends MultipartTck {}
