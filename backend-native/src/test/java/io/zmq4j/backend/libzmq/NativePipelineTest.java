package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PipelineTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePipelineTest extends PipelineTck {}
