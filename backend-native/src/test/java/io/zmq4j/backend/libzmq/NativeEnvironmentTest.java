package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.EnvironmentTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeEnvironmentTest extends EnvironmentTck {}
