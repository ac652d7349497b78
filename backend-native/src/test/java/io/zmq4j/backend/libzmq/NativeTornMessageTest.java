package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.TornMessageTck;

@RequiresBackend("native")
class NativeTornMessageTest extends TornMessageTck {}
