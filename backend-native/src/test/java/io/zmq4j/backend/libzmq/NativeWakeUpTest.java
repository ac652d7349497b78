package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WakeUpTck;

@RequiresBackend("native")
class NativeWakeUpTest extends WakeUpTck {}
