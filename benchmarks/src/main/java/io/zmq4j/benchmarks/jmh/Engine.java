package io.zmq4j.benchmarks.jmh;

/** An engine with or without zmq4j around it; one for each JVM that is measured. */
interface Engine extends AutoCloseable {
    /**
     * The engine of a name.
     *
     * @param name {@code native/ffm}, {@code native/jna} or {@code jeromq}; without zmq4j {@code raw/jna},
     *     {@code raw/SocketBase} or {@code raw/ZMQ}
     * @param form what zmq4j sends and receives with, see {@link Zmq4jEngine}; the others have one way each
     */
    static Engine open(String name, String form) {
        return switch (name) {
            case "raw/jna" -> new JnaEngine();
            case "raw/SocketBase" -> new SocketBaseEngine();
            case "raw/ZMQ" -> new OrgZeromqEngine();
            default -> new Zmq4jEngine(name, form);
        };
    }

    /** Opens a socket of a type that waits up to {@link Peer#PATIENCE_MILLIS}, for messages of a size. */
    Peer socket(String type, int size);

    @Override
    void close();
}
