package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.IpcTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeIpcTest extends IpcTck {}
