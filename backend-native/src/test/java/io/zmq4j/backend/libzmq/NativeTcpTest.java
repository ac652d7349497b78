package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.TcpTck;

@RequiresBackend("native")
class NativeTcpTest extends TcpTck {}
