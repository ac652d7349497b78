package io.zmq4j.tck.differential;

import io.zmq4j.SocketType;
import io.zmq4j.tck.differential.Subject.MsgVerb;
import io.zmq4j.tck.differential.Subject.Verb;
import java.util.List;
import java.util.Random;

/** Makes programs over message objects, and two sockets to send them through. */
final class MsgGenerator {
    private static final List<MsgVerb> VERBS = List.of(MsgVerb.values());
    private static final int LEAST_CALLS = 10;
    private static final int MORE_CALLS = 30;

    private final Random random;
    private final List<Step> steps;

    MsgGenerator(Random random, List<Step> steps) {
        this.random = random;
        this.steps = steps;
    }

    void make() {
        steps.add(new Step.Open(0, SocketType.PAIR));
        steps.add(new Step.Open(1, SocketType.PAIR));
        steps.add(new Step.Attach(Verb.BIND, 0, "inproc://a"));
        steps.add(new Step.Attach(Verb.CONNECT, 1, "inproc://a"));
        for (int msg = 0; msg < Subject.MSGS; msg++) {
            steps.add(new Step.OnMsg(MsgVerb.NEW, msg, msg, text()));
        }
        for (int i = LEAST_CALLS + random.nextInt(MORE_CALLS); i > 0; i--) {
            call(VERBS.get(random.nextInt(VERBS.size())), random.nextInt(Subject.MSGS));
        }
    }

    private void call(MsgVerb verb, int msg) {
        if (verb == MsgVerb.SEND && random.nextInt(4) == 0) {
            steps.add(new Step.SendFrame(0, text(), true));
        }
        String text = verb == MsgVerb.PUT ? "!" : text();
        steps.add(new Step.OnMsg(verb, msg, random.nextInt(Subject.MSGS), text));
    }

    /** Short ones are held in another way than long ones by some engines. */
    private String text() {
        String letter = String.valueOf((char) ('a' + random.nextInt(26)));
        return random.nextInt(4) == 0 ? letter.repeat(40 + random.nextInt(100)) : letter.repeat(random.nextInt(4));
    }
}
