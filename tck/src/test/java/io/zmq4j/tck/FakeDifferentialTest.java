package io.zmq4j.tck;

import io.zmq4j.tck.differential.DifferentialTck;

@RequiresBackend("fake")
class FakeDifferentialTest extends DifferentialTck {}
