package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ContextTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeContextTest extends ContextTck {}
