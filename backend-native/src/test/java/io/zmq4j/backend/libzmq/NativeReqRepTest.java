package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ReqRepTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeReqRepTest extends ReqRepTck {}
