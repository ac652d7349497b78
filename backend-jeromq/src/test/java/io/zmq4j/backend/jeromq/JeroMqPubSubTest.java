package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PubSubTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPubSubTest extends PubSubTck {}
