package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.QueueOptionTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeQueueOptionTest extends QueueOptionTck {}
