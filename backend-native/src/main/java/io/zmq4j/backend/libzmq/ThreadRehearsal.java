package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Tries the THREAD_* options of a context out on a thread of ours, just before libzmq starts its own: libzmq 4.3 ends
 * the process when the system refuses them there, for lack of a right or of a CPU.
 */
final class ThreadRehearsal {
    /** What the options are before they are set. */
    static final int DEFAULT = -1;

    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RR = 2;
    private static final int HIGHEST_PRIORITY = -20;
    private static final int CPU_SET_SIZE = 128;

    private final NativeBinding binding;
    private final NativeErrors errors;
    private int policy = DEFAULT;
    private int priority = DEFAULT;
    private final BitSet cpus = new BitSet();

    /** What the system said, and to what. */
    private record Refusal(int errno, String call) {}

    ThreadRehearsal(NativeBinding binding, NativeErrors errors) {
        this.binding = binding;
        this.errors = errors;
    }

    void policy(int newPolicy) {
        policy = newPolicy;
    }

    void priority(int newPriority) {
        priority = newPriority;
    }

    /** CPU numbers beyond this are not to be had in C's set. */
    void addCpu(int cpu) {
        if (cpu >= CPU_SET_SIZE * Byte.SIZE) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "THREAD_AFFINITY_CPU_ADD must be 0…" + (CPU_SET_SIZE * Byte.SIZE - 1) + ", was " + cpu);
        }
        cpus.set(cpu);
    }

    void removeCpu(int cpu) {
        cpus.clear(cpu);
    }

    /**
     * Does what libzmq's threads will do.
     *
     * @throws ZmqException the system refuses it
     */
    void run() {
        if ((policy == DEFAULT && priority == DEFAULT && cpus.isEmpty()) || !Safeguard.isOn("thread-rehearsal")) {
            return;
        }
        @Nullable Refusal[] refusal = new Refusal[1];
        Thread thread = new Thread(() -> refusal[0] = rehearse(), "zmq4j thread rehearsal");
        thread.start();
        join(thread);
        Refusal refused = refusal[0];
        if (refused != null) {
            throw errors.failure(
                    refused.errno(),
                    refused.call() + " for the threads of the context (THREAD_SCHED_POLICY " + policy
                            + ", THREAD_PRIORITY " + priority + ", CPUs " + cpus + ")");
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Refusal rehearse() {
        LibC libc = binding.libc();
        long address = libc.malloc(CPU_SET_SIZE);
        try {
            return rehearse(libc, address, libc.view(address, CPU_SET_SIZE));
        } finally {
            libc.free(address);
        }
    }

    private @Nullable Refusal rehearse(LibC libc, long address, ByteBuffer memory) {
        int used = policy == DEFAULT ? SCHED_OTHER : policy;
        boolean hasPriorities = used == SCHED_FIFO || used == SCHED_RR;
        memory.putInt(0, hasPriorities && priority != DEFAULT ? priority : 0);
        int errno = libc.pthread_setschedparam(libc.pthread_self(), used, address);
        if (errno != 0) {
            return new Refusal(errno, "pthread_setschedparam");
        }
        if (!hasPriorities && priority > 0 && libc.nice(HIGHEST_PRIORITY) == -1) {
            return new Refusal(binding.zmq().errno(), "nice");
        }
        if (!cpus.isEmpty()) {
            byte[] set = cpus.toByteArray();
            memory.put(0, new byte[CPU_SET_SIZE]).put(0, set);
            errno = libc.pthread_setaffinity_np(libc.pthread_self(), CPU_SET_SIZE, address);
            if (errno != 0) {
                return new Refusal(errno, "pthread_setaffinity_np");
            }
        }
        return null;
    }
}
