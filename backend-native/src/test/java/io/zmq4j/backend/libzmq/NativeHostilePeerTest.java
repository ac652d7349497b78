package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.HostilePeerTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeHostilePeerTest extends HostilePeerTck {}
