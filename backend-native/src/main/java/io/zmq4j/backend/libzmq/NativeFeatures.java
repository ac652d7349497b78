package io.zmq4j.backend.libzmq;

/**
 * What a libzmq was built with.
 *
 * @param curve the mechanism CURVE
 * @param gssapi the mechanism GSSAPI
 * @param ipc the transport ipc
 * @param pgm the transports pgm and epgm
 * @param norm the transport norm
 * @param tipc the transport tipc
 * @param contextExt context options that are texts
 * @param socks connections through a SOCKS proxy that may fail
 * @param threadScheduling whether the system lets the scheduling of threads be tried out
 */
record NativeFeatures(
        boolean curve,
        boolean gssapi,
        boolean ipc,
        boolean pgm,
        boolean norm,
        boolean tipc,
        boolean contextExt,
        boolean socks,
        boolean threadScheduling) {
    /**
     * The rewritten SOCKS connecter came with it: when its proxy has failed, it removes its descriptor twice as it is
     * closed, and ends the process ({@code epoll.cpp}). No release without the defect is known.
     */
    private static final NativeVersion SOCKS_BROKEN = new NativeVersion(4, 3, 3);

    /** What is sure before a library was looked for: what every usual build of libzmq 4.3 has. */
    static final NativeFeatures USUAL = new NativeFeatures(true, false, true, false, false, false, false, false, true);

    static NativeFeatures of(NativeBinding binding) {
        return new NativeFeatures(
                binding.has("curve"),
                binding.has("gssapi"),
                binding.has("ipc"),
                binding.has("pgm"),
                binding.has("norm"),
                binding.has("tipc"),
                binding.zmq().hasContextExt(),
                binding.version().compareTo(SOCKS_BROKEN) < 0,
                binding.libc().hasThreadScheduling());
    }
}
