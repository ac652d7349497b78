package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.DeclarationTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeDeclarationTest extends DeclarationTck {}
