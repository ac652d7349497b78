/**
 * The backend on JeroMQ 0.6.0.
 *
 * <p>The classes named {@code JeroMq…} mirror those of the native backend. Each of the others repairs one defect of the
 * engine; its comment says which, and how one would notice that it can go.
 */
package io.zmq4j.backend.jeromq;
