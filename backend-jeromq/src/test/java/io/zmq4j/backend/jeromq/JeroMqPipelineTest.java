package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PipelineTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPipelineTest extends PipelineTck {}
