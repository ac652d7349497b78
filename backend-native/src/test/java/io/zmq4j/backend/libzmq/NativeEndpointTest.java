package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.EndpointTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeEndpointTest extends EndpointTck {}
