package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.OptionTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeOptionTest extends OptionTck {}
