package io.zmq4j.tck;

import io.zmq4j.CurveKey;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A socket of pyzmq. */
record PyzmqSocket(PyzmqPeer peer, SocketType type, String number) implements End {
    @Override
    public <T> void set(SocketOption<T> option, T value) {
        peer.order("set", number, option.name(), spell(value));
    }

    private static String spell(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "#1" : "#0";
        }
        if (value instanceof CurveKey key) {
            return spell(key.toZ85());
        }
        return encode(value instanceof byte[] bytes ? bytes : value.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mechanism mechanism() {
        return switch (peer.order("get", number, SocketOptions.MECHANISM.name())) {
            case "0" -> Mechanism.NULL;
            case "1" -> Mechanism.PLAIN;
            case "2" -> Mechanism.CURVE;
            default -> Mechanism.GSSAPI;
        };
    }

    @Override
    public String bind(String endpoint) {
        return peer.order("bind", number, endpoint);
    }

    @Override
    public void connect(String endpoint) {
        peer.order("connect", number, endpoint);
    }

    @Override
    public void send(List<byte[]> message) {
        peer.order("send", number, message.stream().map(PyzmqSocket::encode).collect(Collectors.joining(" ")));
    }

    @Override
    public @Nullable List<byte[]> recv(Duration limit) {
        String message = peer.order("recv", number, "" + limit.toMillis());
        return message.equals("none")
                ? null
                : Arrays.stream(message.split(" ")).map(PyzmqSocket::decode).toList();
    }

    // ---- frames as the script writes and reads them

    private static String encode(byte[] frame) {
        return Arrays.equals(frame, ZmqTck.pattern(frame.length))
                ? "*" + frame.length
                : HexFormat.of().formatHex(frame);
    }

    private static byte[] decode(String frame) {
        return frame.startsWith("*")
                ? ZmqTck.pattern(Integer.parseInt(frame.substring(1)))
                : HexFormat.of().parseHex(frame);
    }
}
