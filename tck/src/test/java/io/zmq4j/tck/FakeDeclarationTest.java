package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeDeclarationTest extends DeclarationTck {}
