package io.zmq4j.cli;

import io.zmq4j.Backend;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command-line tool. Each subcommand is a class of its own. */
@Command(
        name = "zmq4j",
        description = "One ZeroMQ API for Java; this tool shows what its backends can do here.",
        subcommands = {
            DemoCommand.class,
            BackendsCommand.class,
            OptionsCommand.class,
            TckCommand.class,
            PerfCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:something failed", "2:an unknown command or option"})
public final class Main implements Runnable {
    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show stack traces, and what is logged.")
    private boolean verbose;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(System.out))
                .setErr(writer(System.err))
                .setExecutionStrategy(main::execute)
                .setParameterExceptionHandler(Main::explain)
                .setExecutionExceptionHandler(main::fail);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new PlainWriter(stream), true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private int execute(ParseResult arguments) {
        Logs.configure(verbose);
        return new CommandLine.RunLast().execute(arguments);
    }

    /** Says what is wrong with the arguments, in as few lines as it takes. */
    private static int explain(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(new Style(command.getColorScheme().ansi()).bad(String.valueOf(e.getMessage())));
        UnmatchedArgumentException.printSuggestions(e, err);
        String name = command.getCommandSpec().qualifiedName();
        if (command.getSubcommands().isEmpty()) {
            err.println("'" + name + " --help' tells more.");
        } else {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private int fail(Exception e, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        String message = e.getMessage();
        err.println(new Style(command.getColorScheme().ansi()).bad("zmq4j: " + (message == null ? e : message)));
        if (verbose) {
            e.printStackTrace(err);
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The version of the tool, or null when it does not run from its jar. */
    static String version() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return "zmq4j " + (version == null ? "(not packaged)" : version);
    }

    boolean verbose() {
        return verbose;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            List<String> lines = new ArrayList<>();
            lines.add(version());
            lines.add("Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
            for (Backend backend : Zmq.backends()) {
                lines.add("backend " + backend + ": "
                        + (backend.availability() instanceof Availability.Available available
                                ? available.implementationVersion() + ", through " + available.binding()
                                : "not usable, see 'zmq4j backends'"));
            }
            return lines.toArray(String[]::new);
        }
    }
}
