package io.zmq4j.tck.fuzz;

/** One statement of a program: data, so that it can be run, printed and left out. */
sealed interface Step
        permits ContextStep, SocketStep, SendStep, RecvStep, MsgStep, PollStep, MonitorStep, ProxyStep, ThreadStep {
    /**
     * Does it. Never waits for long.
     *
     * @throws io.zmq4j.ZmqException as the API promises
     * @throws EmptySlotException what it works on is not there, which is no failure
     */
    void run(World world) throws Exception;

    /** The statement as Java, over the arrays that {@link Listing} declares. */
    String java();
}
