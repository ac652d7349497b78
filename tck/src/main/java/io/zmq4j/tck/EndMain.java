package io.zmq4j.tck;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that ends, or is ended, while its sockets are open. Arguments: the backend; {@code exit} or {@code return}
 * with threads that wait, or {@code echo} at an endpoint.
 */
final class EndMain {
    private static final int WAITING = 3;

    private EndMain() {}

    public static void main(String[] arguments) {
        Context context = BackendCondition.backend(arguments[0]).context();
        if (arguments[1].equals("echo")) {
            echo(context.socket(SocketType.DEALER), arguments[2]);
        }
        List<Task<byte[]>> tasks = waiting(context);
        tasks.forEach(Task::awaitWaiting);
        if (arguments[1].equals("exit")) {
            System.exit(0);
        }
    }

    private static void echo(Socket dealer, String endpoint) {
        dealer.bind(endpoint);
        while (true) {
            dealer.send(dealer.recv());
        }
    }

    private static List<Task<byte[]>> waiting(Context context) {
        List<Task<byte[]>> tasks = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            Socket pull = context.socket(SocketType.PULL);
            context.socket(SocketType.PUSH).connect(pull.bind("inproc://end-" + i));
            tasks.add(Task.start("waiting " + i, pull::recv));
        }
        return tasks;
    }
}
