package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.DescriptorLimitTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqDescriptorLimitTest extends DescriptorLimitTck {}
