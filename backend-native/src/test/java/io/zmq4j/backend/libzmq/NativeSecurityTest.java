package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SecurityTck;

@RequiresBackend("native")
class NativeSecurityTest extends SecurityTck {}
