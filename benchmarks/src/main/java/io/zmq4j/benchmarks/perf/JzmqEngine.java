package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * libzmq through jzmq. Its classes have the names of JeroMQ's, so they are loaded apart and called through handles,
 * which cost nothing when they are constants. Its library must lie in {@code java.library.path}.
 */
final class JzmqEngine implements Engine {
    private final PerfTask task;
    private final Object context = call(Jzmq.CONTEXT, 1);

    JzmqEngine(PerfTask task) {
        this.task = task;
        if (task.way() == Way.MSG) {
            throw new IllegalArgumentException("jzmq receives bytes and buffers only");
        }
    }

    /** The methods of jzmq. */
    private static final class Jzmq {
        private static final ClassLoader LOADER = loader();
        private static final Class<?> ZMQ = type("org.zeromq.ZMQ");
        private static final Class<?> CONTEXT_TYPE = type("org.zeromq.ZMQ$Context");
        private static final Class<?> SOCKET_TYPE = type("org.zeromq.ZMQ$Socket");

        static final MethodHandle VERSION = find(ZMQ, true, "getVersionString", String.class);
        static final MethodHandle CONTEXT = find(ZMQ, true, "context", CONTEXT_TYPE, int.class);
        static final MethodHandle TERM = find(CONTEXT_TYPE, false, "term", void.class);
        static final MethodHandle SOCKET = find(CONTEXT_TYPE, false, "socket", SOCKET_TYPE, int.class);
        static final MethodHandle BIND = find(SOCKET_TYPE, false, "bind", void.class, String.class);
        static final MethodHandle BIND_RANDOM = find(SOCKET_TYPE, false, "bindToRandomPort", int.class, String.class);
        static final MethodHandle CONNECT = find(SOCKET_TYPE, false, "connect", void.class, String.class);
        static final MethodHandle CLOSE = find(SOCKET_TYPE, false, "close", void.class);
        static final MethodHandle SEND = find(SOCKET_TYPE, false, "send", boolean.class, byte[].class, int.class);
        static final MethodHandle RECV = find(SOCKET_TYPE, false, "recv", byte[].class, int.class);
        static final MethodHandle SEND_BUFFER =
                find(SOCKET_TYPE, false, "sendByteBuffer", int.class, ByteBuffer.class, int.class);
        static final MethodHandle RECV_BUFFER =
                find(SOCKET_TYPE, false, "recvByteBuffer", int.class, ByteBuffer.class, int.class);

        private static ClassLoader loader() {
            Path jar = Engines.jzmq();
            if (!Files.exists(jar)) {
                throw new IllegalStateException("there is no " + jar + ": apt-get install libzmq-java");
            }
            try {
                return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Class<?> type(String name) {
            try {
                return Class.forName(name, true, LOADER);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("this is not the jar of jzmq", e);
            }
        }

        /** The objects of jzmq go by {@link Object} here. */
        private static MethodHandle find(
                Class<?> owner, boolean isStatic, String name, Class<?> result, Class<?>... parameters) {
            MethodType type = MethodType.methodType(result, parameters);
            try {
                MethodHandle found = isStatic
                        ? MethodHandles.publicLookup().findStatic(owner, name, type)
                        : MethodHandles.publicLookup().findVirtual(owner, name, type);
                MethodType plain = found.type();
                for (int i = 0; i < plain.parameterCount(); i++) {
                    plain = isOfJzmq(plain.parameterType(i)) ? plain.changeParameterType(i, Object.class) : plain;
                }
                return found.asType(isOfJzmq(plain.returnType()) ? plain.changeReturnType(Object.class) : plain);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this jzmq lacks " + name, e);
            }
        }

        private static boolean isOfJzmq(Class<?> type) {
            return type == CONTEXT_TYPE || type == SOCKET_TYPE;
        }
    }

    /** For what happens once. */
    private static Object call(MethodHandle method, Object... arguments) {
        try {
            return method.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }

    @Override
    public String name() {
        return "libzmq " + call(Jzmq.VERSION) + " through jzmq";
    }

    @Override
    public Peer open(SocketType type) {
        return new JzmqPeer(call(Jzmq.SOCKET, context, Numbers.of(type)), task);
    }

    @Override
    public void close() {
        call(Jzmq.TERM, context);
    }

    private static final class JzmqPeer implements Peer {
        private static final String ANY_PORT = ":*";

        private final Object socket;
        private final Way way;
        private final byte[] data;
        private final ByteBuffer buffer;
        private byte[] received;

        JzmqPeer(Object socket, PerfTask task) {
            this.socket = socket;
            this.way = task.way();
            this.data = new byte[task.size()];
            this.buffer = ByteBuffer.allocateDirect(task.size());
            this.received = data;
        }

        @Override
        public String bind(String endpoint) {
            if (endpoint.endsWith(ANY_PORT)) {
                String address = endpoint.substring(0, endpoint.length() - ANY_PORT.length());
                return address + ":" + call(Jzmq.BIND_RANDOM, socket, address);
            }
            call(Jzmq.BIND, socket, endpoint);
            return endpoint;
        }

        @Override
        public void connect(String endpoint) {
            call(Jzmq.CONNECT, socket, endpoint);
        }

        @Override
        public void send() {
            if (way == Way.BUFFER) {
                buffer.clear();
                sendBuffer();
            } else {
                sendArray(data);
            }
        }

        private void sendArray(byte[] array) {
            try {
                check((boolean) Jzmq.SEND.invokeExact(socket, array, 0));
            } catch (Throwable e) {
                throw failed(e);
            }
        }

        private void sendBuffer() {
            try {
                check((int) Jzmq.SEND_BUFFER.invokeExact(socket, buffer, 0) >= 0);
            } catch (Throwable e) {
                throw failed(e);
            }
        }

        private static void check(boolean done) {
            if (!done) {
                throw new IllegalStateException("send or recv failed");
            }
        }

        @Override
        public int recv() {
            try {
                if (way == Way.BUFFER) {
                    buffer.clear();
                    int size = (int) Jzmq.RECV_BUFFER.invokeExact(socket, buffer, 0);
                    check(size >= 0);
                    return size;
                }
                received = (byte[]) Jzmq.RECV.invokeExact(socket, 0);
            } catch (Throwable e) {
                throw failed(e);
            }
            check(received != null);
            return received.length;
        }

        @Override
        public void sendBack() {
            if (way == Way.BUFFER) {
                buffer.flip();
                sendBuffer();
            } else {
                sendArray(received);
            }
        }

        @Override
        public void close() {
            call(Jzmq.CLOSE, socket);
        }
    }
}
