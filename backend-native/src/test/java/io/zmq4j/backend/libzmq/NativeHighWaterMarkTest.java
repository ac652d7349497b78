package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.HighWaterMarkTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeHighWaterMarkTest extends HighWaterMarkTck {}
