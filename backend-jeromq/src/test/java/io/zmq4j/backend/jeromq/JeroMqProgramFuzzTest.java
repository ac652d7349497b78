package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.fuzz.ProgramFuzzTck;

@RequiresBackend("jeromq")
class JeroMqProgramFuzzTest extends ProgramFuzzTck {}
