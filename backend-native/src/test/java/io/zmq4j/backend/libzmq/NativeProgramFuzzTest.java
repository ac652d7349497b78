package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.fuzz.ProgramFuzzTck;

@RequiresBackend("native")
class NativeProgramFuzzTest extends ProgramFuzzTck {}
