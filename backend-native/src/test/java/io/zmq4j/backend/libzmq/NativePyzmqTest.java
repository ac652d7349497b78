package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PyzmqTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePyzmqTest extends PyzmqTck {}
