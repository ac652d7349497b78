package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.differential.DifferentialTck;

@RequiresBackend("native")
class NativeDifferentialTest extends DifferentialTck {}
