package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.DescriptorLimitTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeDescriptorLimitTest extends DescriptorLimitTck {}
