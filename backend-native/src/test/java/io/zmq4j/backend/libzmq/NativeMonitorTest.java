package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.MonitorTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeMonitorTest extends MonitorTck {}
