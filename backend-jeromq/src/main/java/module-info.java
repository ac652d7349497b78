import org.jspecify.annotations.NullMarked;

/** The backend {@code jeromq}: JeroMQ, all in Java. */
@NullMarked
@SuppressWarnings("requires-automatic") // jnacl is not a module
module io.zmq4j.backend.jeromq {
    requires io.zmq4j;
    requires jnacl; // JeroMQ only says "requires static": on the module path its first CURVE call would not find it
    requires org.zeromq.jeromq;
    requires static org.jspecify;

    provides io.zmq4j.spi.BackendProvider with
            io.zmq4j.backend.jeromq.JeroMqBackendProvider;
}
