package io.zmq4j.backend.libzmq;

/** Opens the binding on the JDK's own foreign functions; found by its name where the JDK has them. */
final class FfmOpener implements NativeLoader.Opener {
    FfmOpener() {}

    @Override
    public NativeBinding open(String library, NativePlatform platform) {
        FfmLibrary.choose(library);
        LibC libc = new FfmLibC();
        return new NativeBinding("ffm", new FfmLibZmq(), libc, library, platform, new FfmMemory(libc));
    }
}
