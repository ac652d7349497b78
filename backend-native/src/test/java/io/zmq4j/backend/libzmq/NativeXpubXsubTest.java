package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.XpubXsubTck;

@RequiresBackend("native")
class NativeXpubXsubTest extends XpubXsubTck {}
