package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.LifecycleTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeLifecycleTest extends LifecycleTck {}
