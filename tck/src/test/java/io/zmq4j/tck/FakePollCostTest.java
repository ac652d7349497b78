package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePollCostTest extends PollCostTck {
    @Override
    void pollingAllocatesNothing() {
        // Not a test here: the fake is made to be read, not to be fast.
    }
}
