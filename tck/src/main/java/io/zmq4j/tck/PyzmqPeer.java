package io.zmq4j.tck;

import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.SocketType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of Python with sockets of pyzmq, which does with them what it is told, one thing after the other. */
final class PyzmqPeer implements AutoCloseable {
    /** The one that Debian's packages are for; another that is first on the PATH may not see them. */
    static final String PYTHON = "/usr/bin/python3";

    private static final String DONE = "= ";
    private static final String FAILED = "! ";
    private static final String END = "";
    private static final int KEPT = 40;

    /** It gives up by itself before. */
    private static final Duration LIMIT = ZmqTck.AWAIT.multipliedBy(2);

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Deque<String> otherLines = new ArrayDeque<>(); // guarded by itself

    /**
     * Starts it.
     *
     * @throws IOException there is no Python, or it has no pyzmq
     */
    PyzmqPeer() throws IOException {
        process = new ProcessBuilder(PYTHON, "-I", "-c", script())
                .redirectErrorStream(true)
                .start();
        orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "pyzmq's answers");
        reader.setDaemon(true);
        reader.start();
        String greeting = answer("start");
        if (greeting.startsWith(FAILED)) {
            close();
            throw new IOException(greeting.substring(FAILED.length()));
        }
    }

    private static String script() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PyzmqPeer.class.getResourceAsStream("/io/zmq4j/tck/pyzmq_peer.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DONE) || line.startsWith(FAILED)) {
                    answers.add(line);
                } else {
                    keep(line);
                }
            }
        } catch (IOException e) {
            keep(e.toString());
        } finally {
            answers.add(END);
        }
    }

    private void keep(String line) {
        synchronized (otherLines) {
            if (otherLines.size() == KEPT) {
                otherLines.remove();
            }
            otherLines.add(line);
        }
    }

    private String answer(String order) {
        try {
            String answer = answers.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (answer != null && !answer.equals(END)) {
                return answer;
            }
            close();
            synchronized (otherLines) {
                throw new AssertionError("pyzmq " + (answer == null ? "does not answer" : "ended") + " at '" + order
                        + "': " + String.join("\n", otherLines));
            }
        } catch (InterruptedException e) {
            close(); // its answer would be taken for that to the next order
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at '" + order + "'", e);
        }
    }

    /** Has something done, and returns what comes of it. */
    String order(String... words) {
        String order = String.join(" ", words);
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(order, e);
        }
        String answer = answer(order);
        if (answer.startsWith(FAILED)) {
            throw new AssertionError("pyzmq failed at '" + order + "': " + answer.substring(FAILED.length()));
        }
        return answer.substring(DONE.length());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    PyzmqSocket socket(SocketType type) {
        return new PyzmqSocket(this, type, order("open", type.name(), "" + ZmqTck.AWAIT.toMillis()));
    }

    /** Keys that it has made. */
    CurveKeyPair keyPair() {
        String[] keys = order("keypair").split(" ", -1);
        return new CurveKeyPair(CurveKey.parse(keys[0]), CurveKey.parse(keys[1]));
    }

    /** Closes all its sockets, and forgets whom to let in. */
    void reset() {
        order("reset");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
