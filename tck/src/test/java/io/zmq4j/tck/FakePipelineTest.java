package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePipelineTest extends PipelineTck {}
