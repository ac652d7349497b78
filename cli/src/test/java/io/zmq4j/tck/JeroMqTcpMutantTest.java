package io.zmq4j.tck;

class JeroMqTcpMutantTest extends TcpMutantTest {
    JeroMqTcpMutantTest() {
        super("jeromq");
    }
}
