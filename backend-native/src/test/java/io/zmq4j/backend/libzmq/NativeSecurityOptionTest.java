package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SecurityOptionTck;

@RequiresBackend("native")
class NativeSecurityOptionTest extends SecurityOptionTck {}
