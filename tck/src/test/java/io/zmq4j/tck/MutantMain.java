package io.zmq4j.tck;

import io.zmq4j.backend.fake.Mutant;
import io.zmq4j.tck.conformance.Declaration;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the kit on the mutants of the fake. */
final class MutantMain {
    /** Of every area something. */
    private static final String SAMPLE =
            "PAR-001,PAR-003,PSH-001,PSH-003,PUL-001,REQ-001,REQ-004,REQ-006,REP-001,REP-004,"
                    + "REP-005,DLR-001,DLR-003,RTR-001,RTR-002,RTR-005,RTR-008,PUB-001,PUB-003,SUB-003,XPB-001,MPT-001,INP-005";

    private MutantMain() {}

    @SuppressWarnings("SystemOut") // its lines are what the caller reads
    public static void main(String... names) {
        Thread.currentThread().setContextClassLoader(new DeclarationOfTheFake());
        Set<String> wanted = Set.of(names);
        MutantRun run = new MutantRun(SAMPLE);
        Mutant.all().stream()
                .filter(mutant -> wanted.isEmpty() || wanted.contains(mutant.name()))
                .flatMap(mutant -> run.lines(mutant.name(), mutant, mutant.rules()).stream())
                .forEach(System.out::println);
        System.exit(0);
    }

    /** Gives mutants the declaration of the fake, whose faults they do not declare. */
    private static final class DeclarationOfTheFake extends ClassLoader {
        DeclarationOfTheFake() {
            super(MutantMain.class.getClassLoader());
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            boolean ofMutant = name.startsWith(Declaration.FOLDER + Mutant.PREFIX);
            return super.getResourceAsStream(ofMutant ? Declaration.FOLDER + "fake.properties" : name);
        }
    }
}
