package io.zmq4j.backend.libzmq;

import java.util.Locale;

/**
 * What ends the process in libzmq 4.3.4: what it is here, the safeguard without which it is that end, and a program.
 */
enum Hazard {
    HALF_RECEIVED("EFSM", MessageHazards::halfReceived),
    DETACH_SEEN("EFSM", MessageHazards::detachSeen),
    CONFLATE_FRAMES("EINVAL", MessageHazards::conflateFrames),
    CONFLATE_RECEIVED("EFSM", "conflate-frames", MessageHazards::conflateReceived),
    CONFLATE_KEPT("EINVAL", MessageHazards::conflateKept),
    STREAM_INPROC("ENOCOMPATPROTO", MessageHazards::streamInproc),
    UNBIND_FRAMES("ENOTSUP", MessageHazards::unbindFrames),
    DISCONNECT_LINGER("nothing", MessageHazards::disconnectLinger),
    DISCONNECT_LINGERING("ENOTSUP", "disconnect-linger", MessageHazards::disconnectLingering),
    CLOSE_LINGER("nothing", MessageHazards::closeLinger),
    CONFLATE_INPROC("ECONNREFUSED", InprocHazards::conflateInproc),
    WELCOME_INPROC("EFSM", InprocHazards::welcomeInproc),
    DISCONNECT_WAITING("EFSM", InprocHazards::disconnectWaiting),
    PAIR_INPROC("EFSM", InprocHazards::pairInproc),
    LONG_TOPICS("EINVAL", OptionHazards::longTopics),
    LONG_TOPICS_SENT("nothing", "long-topics", OptionHazards::longTopicsSent),
    HWM_AFTER_ATTACH("ENOTSUP", OptionHazards::hwmAfterAttach),
    OPTION_SOCKET_TYPES("EINVAL", OptionHazards::optionSocketTypes),
    RAW_PROBE("EINVAL", OptionHazards::rawProbe),
    CONNECT_ROUTING_IDS("EINVAL", OptionHazards::connectRoutingIds),
    SOCKS_PROXY("ENOTSUP", OptionHazards::socksProxy),
    ADOPTED_DESCRIPTORS("EINVAL", SystemHazards::adoptedDescriptors),
    THREAD_REHEARSAL("EINVAL", SystemHazards::threadRehearsal),
    DESCRIPTOR_HEAD_ROOM("EMFILE", SystemHazards::descriptorHeadRoom),
    IO_THREADS("EINVAL", "io-threads,descriptor-head-room", SystemHazards::ioThreads),
    FREED_BUFFERS("IllegalStateException", SystemHazards::freedBuffers);

    private final String result;
    private final String safeguard;

    @SuppressWarnings("ImmutableEnumChecker") // a static method
    private final Program program;

    /** What is done to a context of its own. */
    interface Program {
        void run(HazardProgram in) throws Exception;
    }

    Hazard(String result, Program program) {
        this.result = result;
        this.safeguard = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.program = program;
    }

    Hazard(String result, String safeguard, Program program) {
        this.result = result;
        this.safeguard = safeguard;
        this.program = program;
    }

    /** What the exception is that stands between the program and the end. */
    String result() {
        return result;
    }

    /** The safeguard, or those of which any will do. */
    String safeguard() {
        return safeguard;
    }

    void run(HazardProgram in) throws Exception {
        program.run(in);
    }
}
