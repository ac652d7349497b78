import io.zmq4j.backend.libzmq.NativeBackendProvider;
import io.zmq4j.spi.BackendProvider;
import org.jspecify.annotations.NullMarked;

/** The backend {@code native}: the installed libzmq. */
@NullMarked
@SuppressWarnings("requires-automatic") // plain jna: others bring it too, jna-jpms would be a second copy
module io.zmq4j.backend.libzmq {
    requires com.sun.jna;
    requires io.zmq4j;
    requires static org.jspecify;

    provides BackendProvider with
            NativeBackendProvider;
}
