package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.BadInputTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeBadInputTest extends BadInputTck {}
