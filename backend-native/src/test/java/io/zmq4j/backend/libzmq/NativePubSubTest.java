package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.PubSubTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativePubSubTest extends PubSubTck {}
