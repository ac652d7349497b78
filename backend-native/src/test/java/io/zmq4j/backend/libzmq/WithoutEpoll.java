package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The backend on a system that has no epoll, such as macOS. */
final class WithoutEpoll implements BackendProvider {
    private final NativeBackendProvider usual = new NativeBackendProvider();

    static Backend backend() {
        return Backend.of(new WithoutEpoll());
    }

    @Override
    public String name() {
        return usual.name();
    }

    @Override
    public int priority() {
        return usual.priority();
    }

    @Override
    public int spiVersion() {
        return usual.spiVersion();
    }

    @Override
    public Availability probe() {
        return usual.probe();
    }

    @Override
    public Support support(Capability capability) {
        return usual.support(capability);
    }

    @Override
    public AbstractContext open(Backend backend) {
        return new NativeContext(backend, binding());
    }

    private static NativeBinding binding() {
        try {
            NativeBinding found = NativeLoader.binding();
            return new NativeBinding(
                    found.name(), found.zmq(), withoutEpoll(found.libc()), found.location(), found.platform());
        } catch (NativeUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LibC withoutEpoll(LibC libc) {
        return (LibC) Proxy.newProxyInstance(
                LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("epoll_")) {
                        throw new AssertionError("there is no " + method.getName());
                    }
                    try {
                        return method.getName().equals("hasEpoll") ? false : method.invoke(libc, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
