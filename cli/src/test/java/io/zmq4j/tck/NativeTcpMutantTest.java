package io.zmq4j.tck;

class NativeTcpMutantTest extends TcpMutantTest {
    NativeTcpMutantTest() {
        super("native");
    }
}
