package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.AllocationTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeAllocationTest extends AllocationTck {
    @Override
    protected long engineBytes(int size) {
        return 0;
    }

    @Override
    protected long engineBytesForwarded() {
        return 0;
    }

    @Override
    protected long engineBytesPolled() {
        return 0;
    }

    /** The JDK's linker slices the memory for errno; in a JVM with much code the slice is made indeed. */
    @Override
    protected long engineBytesInVain() {
        return "ffm".equals(System.getProperty("zmq4j.test.binding")) ? 40 : 0;
    }
}
