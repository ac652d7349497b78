package io.zmq4j.tck;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the kit on mutants of the real backends, each by the rules of all of them (the quick ones by their own). */
final class TcpMutantMain {
    /** Of every area something, which over tcp is to work on each of them. */
    private static final Set<String> SAMPLE = Set.of(
            "PAR-001", "PSH-001", "PUL-001", "REQ-001", "REQ-006", "REP-001", "DLR-001", "RTR-008", "PUB-001",
            "SUB-003");

    private TcpMutantMain() {}

    @SuppressWarnings("SystemOut") // its lines are what the caller reads
    public static void main(String... faults) {
        List<TcpMutant> mutants = TcpMutant.all().stream()
                .filter(mutant -> List.of(faults).contains(mutant.fault()))
                .toList();
        boolean quick = mutants.stream().allMatch(TcpMutant::isQuick);
        Stream<TcpMutant> all = quick ? mutants.stream() : TcpMutant.all().stream();
        MutantRun run = new MutantRun(Stream.concat(SAMPLE.stream(), all.flatMap(mutant -> mutant.rules().stream()))
                .distinct()
                .collect(Collectors.joining(",")));
        mutants.stream()
                .flatMap(mutant -> run.lines(mutant.fault(), mutant, mutant.rules()).stream())
                .forEach(System.out::println);
        System.exit(0);
    }
}
