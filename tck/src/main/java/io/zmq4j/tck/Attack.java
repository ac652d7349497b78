package io.zmq4j.tck;

import java.io.IOException;
import java.util.Set;

/**
 * Something that a hostile peer does, as a row of a table.
 *
 * @param name tells what
 * @param against which mechanisms
 * @param script does it over a connection that is open
 */
record Attack(String name, Set<Security> against, Script script) {
    /** What is done. */
    @FunctionalInterface
    interface Script {
        void play(HostilePeer peer, Victim victim) throws IOException;
    }

    /** Does it, and looks after the victim while the peer is still there, and when it has gone. */
    void on(Victim victim) throws IOException {
        try (HostilePeer peer = HostilePeer.connect(victim.endpoint())) {
            script.play(peer, victim);
            victim.assertOthersWork();
            if (!peer.isClosed()) {
                peer.finish();
            }
        }
        victim.assertOthersWork();
        victim.assertServesNewPeers();
    }

    @Override
    public String toString() {
        return name;
    }
}
