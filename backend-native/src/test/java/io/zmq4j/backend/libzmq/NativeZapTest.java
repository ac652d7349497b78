package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZapTck;

@RequiresBackend("native")
class NativeZapTest extends ZapTck {}
