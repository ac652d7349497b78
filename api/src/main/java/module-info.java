import org.jspecify.annotations.NullMarked;

/** One ZeroMQ API for Java. The engine is a backend on the class path or module path, chosen when the program runs. */
@NullMarked
module io.zmq4j {
    requires static org.jspecify;

    exports io.zmq4j;
    exports io.zmq4j.spi;

    uses io.zmq4j.spi.BackendProvider;
}
