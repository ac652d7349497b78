package io.zmq4j.tck;

import io.zmq4j.tck.fuzz.ProgramFuzzTck;

@RequiresBackend("fake")
class FakeProgramFuzzTest extends ProgramFuzzTck {}
