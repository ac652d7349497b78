package io.zmq4j.tck;

import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import org.junit.jupiter.api.Test;

/**
 * Each option by itself: its default, the values it takes and those it refuses, its access, its types of socket. What
 * it does is shown by {@link QueueOptionTck} and its neighbours.
 */
public class OptionTck extends OptionTable {
    /** For those who run it. */
    public OptionTck() {}

    private void isAsDocumented(SocketOption<?> option) {
        onEachType(option, this::hasItsDefault);
        onEachType(option, this::isReadBackAsItWasSet);
        onEachType(option, this::refusesIllegalValues);
        onEachType(option, this::keepsToItsAccess);
        onEachType(option, this::isRefusedByOtherTypes);
        onEachType(option, this::isRefusedWhenUnsupported);
    }

    @Test
    @Rule("OPT-101")
    void affinity() {
        isAsDocumented(SocketOptions.AFFINITY);
    }

    @Test
    @Rule("OPT-102")
    void identity() {
        isAsDocumented(SocketOptions.IDENTITY);
    }

    @Test
    @Rule("OPT-104")
    void subscribe() {
        isAsDocumented(SocketOptions.SUBSCRIBE);
    }

    @Test
    @Rule("OPT-105")
    void unsubscribe() {
        isAsDocumented(SocketOptions.UNSUBSCRIBE);
    }

    @Test
    @Rule("OPT-106")
    void rate() {
        isAsDocumented(SocketOptions.RATE);
    }

    @Test
    @Rule("OPT-107")
    void recoveryIvl() {
        isAsDocumented(SocketOptions.RECOVERY_IVL);
    }

    @Test
    @Rule("OPT-108")
    void sndbuf() {
        isAsDocumented(SocketOptions.SNDBUF);
    }

    @Test
    @Rule("OPT-109")
    void rcvbuf() {
        isAsDocumented(SocketOptions.RCVBUF);
    }

    @Test
    @Rule("OPT-110")
    void rcvmore() {
        isAsDocumented(SocketOptions.RCVMORE);
    }

    @Test
    @Rule("OPT-111")
    void fd() {
        isAsDocumented(SocketOptions.FD);
    }

    @Test
    @Rule("OPT-112")
    void events() {
        isAsDocumented(SocketOptions.EVENTS);
    }

    @Test
    @Rule("OPT-113")
    void type() {
        isAsDocumented(SocketOptions.TYPE);
    }

    @Test
    @Rule("OPT-114")
    void linger() {
        isAsDocumented(SocketOptions.LINGER);
    }

    @Test
    @Rule("OPT-115")
    void reconnectIvl() {
        isAsDocumented(SocketOptions.RECONNECT_IVL);
    }

    @Test
    @Rule("OPT-116")
    void backlog() {
        isAsDocumented(SocketOptions.BACKLOG);
    }

    @Test
    @Rule("OPT-117")
    void reconnectIvlMax() {
        isAsDocumented(SocketOptions.RECONNECT_IVL_MAX);
    }

    @Test
    @Rule("OPT-118")
    void maxmsgsize() {
        isAsDocumented(SocketOptions.MAXMSGSIZE);
    }

    @Test
    @Rule("OPT-119")
    void sndhwm() {
        isAsDocumented(SocketOptions.SNDHWM);
    }

    @Test
    @Rule("OPT-120")
    void rcvhwm() {
        isAsDocumented(SocketOptions.RCVHWM);
    }

    @Test
    @Rule("OPT-121")
    void multicastHops() {
        isAsDocumented(SocketOptions.MULTICAST_HOPS);
    }

    @Test
    @Rule("OPT-122")
    void rcvtimeo() {
        isAsDocumented(SocketOptions.RCVTIMEO);
    }

    @Test
    @Rule("OPT-123")
    void sndtimeo() {
        isAsDocumented(SocketOptions.SNDTIMEO);
    }

    @Test
    @Rule("OPT-124")
    void lastEndpoint() {
        isAsDocumented(SocketOptions.LAST_ENDPOINT);
    }

    @Test
    @Rule("OPT-125")
    void routerMandatory() {
        isAsDocumented(SocketOptions.ROUTER_MANDATORY);
    }

    @Test
    @Rule("OPT-126")
    void tcpKeepalive() {
        isAsDocumented(SocketOptions.TCP_KEEPALIVE);
    }

    @Test
    @Rule("OPT-127")
    void tcpKeepaliveCnt() {
        isAsDocumented(SocketOptions.TCP_KEEPALIVE_CNT);
    }

    @Test
    @Rule("OPT-128")
    void tcpKeepaliveIdle() {
        isAsDocumented(SocketOptions.TCP_KEEPALIVE_IDLE);
    }

    @Test
    @Rule("OPT-129")
    void tcpKeepaliveIntvl() {
        isAsDocumented(SocketOptions.TCP_KEEPALIVE_INTVL);
    }

    @Test
    @Rule("OPT-130")
    void immediate() {
        isAsDocumented(SocketOptions.IMMEDIATE);
    }

    @Test
    @Rule("OPT-131")
    void xpubVerbose() {
        isAsDocumented(SocketOptions.XPUB_VERBOSE);
    }

    @Test
    @Rule("OPT-132")
    void routerRaw() {
        isAsDocumented(SocketOptions.ROUTER_RAW);
    }

    @Test
    @Rule("OPT-133")
    void ipv6() {
        isAsDocumented(SocketOptions.IPV6);
    }

    @Test
    @Rule("OPT-134")
    void mechanism() {
        isAsDocumented(SocketOptions.MECHANISM);
    }

    @Test
    @Rule("OPT-135")
    void plainServer() {
        isAsDocumented(SocketOptions.PLAIN_SERVER);
    }

    @Test
    @Rule("OPT-136")
    void plainUsername() {
        isAsDocumented(SocketOptions.PLAIN_USERNAME);
    }

    @Test
    @Rule("OPT-137")
    void plainPassword() {
        isAsDocumented(SocketOptions.PLAIN_PASSWORD);
    }

    @Test
    @Rule("OPT-138")
    void curveServer() {
        isAsDocumented(SocketOptions.CURVE_SERVER);
    }

    @Test
    @Rule("OPT-139")
    void curvePublickey() {
        isAsDocumented(SocketOptions.CURVE_PUBLICKEY);
    }

    @Test
    @Rule("OPT-140")
    void curveSecretkey() {
        isAsDocumented(SocketOptions.CURVE_SECRETKEY);
    }

    @Test
    @Rule("OPT-141")
    void curveServerkey() {
        isAsDocumented(SocketOptions.CURVE_SERVERKEY);
    }

    @Test
    @Rule("OPT-142")
    void probeRouter() {
        isAsDocumented(SocketOptions.PROBE_ROUTER);
    }

    @Test
    @Rule("OPT-143")
    void reqCorrelate() {
        isAsDocumented(SocketOptions.REQ_CORRELATE);
    }

    @Test
    @Rule("OPT-144")
    void reqRelaxed() {
        isAsDocumented(SocketOptions.REQ_RELAXED);
    }

    @Test
    @Rule("OPT-145")
    void conflate() {
        isAsDocumented(SocketOptions.CONFLATE);
    }

    @Test
    @Rule("OPT-146")
    void zapDomain() {
        isAsDocumented(SocketOptions.ZAP_DOMAIN);
    }

    @Test
    @Rule("OPT-147")
    void routerHandover() {
        isAsDocumented(SocketOptions.ROUTER_HANDOVER);
    }

    @Test
    @Rule("OPT-148")
    void tos() {
        isAsDocumented(SocketOptions.TOS);
    }

    @Test
    @Rule("OPT-149")
    void connectRid() {
        isAsDocumented(SocketOptions.CONNECT_RID);
    }

    @Test
    @Rule("OPT-150")
    void gssapiServer() {
        isAsDocumented(SocketOptions.GSSAPI_SERVER);
    }

    @Test
    @Rule("OPT-151")
    void gssapiPrincipal() {
        isAsDocumented(SocketOptions.GSSAPI_PRINCIPAL);
    }

    @Test
    @Rule("OPT-152")
    void gssapiServicePrincipal() {
        isAsDocumented(SocketOptions.GSSAPI_SERVICE_PRINCIPAL);
    }

    @Test
    @Rule("OPT-153")
    void gssapiPlaintext() {
        isAsDocumented(SocketOptions.GSSAPI_PLAINTEXT);
    }

    @Test
    @Rule("OPT-154")
    void handshakeIvl() {
        isAsDocumented(SocketOptions.HANDSHAKE_IVL);
    }

    @Test
    @Rule("OPT-155")
    void socksProxy() {
        isAsDocumented(SocketOptions.SOCKS_PROXY);
    }

    @Test
    @Rule("OPT-156")
    void xpubNodrop() {
        isAsDocumented(SocketOptions.XPUB_NODROP);
    }

    @Test
    @Rule("OPT-157")
    void blocky() {
        isAsDocumented(SocketOptions.BLOCKY);
    }

    @Test
    @Rule("OPT-158")
    void xpubManual() {
        isAsDocumented(SocketOptions.XPUB_MANUAL);
    }

    @Test
    @Rule("OPT-159")
    void xpubWelcomeMsg() {
        isAsDocumented(SocketOptions.XPUB_WELCOME_MSG);
    }

    @Test
    @Rule("OPT-160")
    void streamNotify() {
        isAsDocumented(SocketOptions.STREAM_NOTIFY);
    }

    @Test
    @Rule("OPT-161")
    void invertMatching() {
        isAsDocumented(SocketOptions.INVERT_MATCHING);
    }

    @Test
    @Rule("OPT-162")
    void heartbeatIvl() {
        isAsDocumented(SocketOptions.HEARTBEAT_IVL);
    }

    @Test
    @Rule("OPT-163")
    void heartbeatTtl() {
        isAsDocumented(SocketOptions.HEARTBEAT_TTL);
    }

    @Test
    @Rule("OPT-164")
    void heartbeatTimeout() {
        isAsDocumented(SocketOptions.HEARTBEAT_TIMEOUT);
    }

    @Test
    @Rule("OPT-165")
    void xpubVerboser() {
        isAsDocumented(SocketOptions.XPUB_VERBOSER);
    }

    @Test
    @Rule("OPT-166")
    void connectTimeout() {
        isAsDocumented(SocketOptions.CONNECT_TIMEOUT);
    }

    @Test
    @Rule("OPT-167")
    void tcpMaxrt() {
        isAsDocumented(SocketOptions.TCP_MAXRT);
    }

    @Test
    @Rule("OPT-168")
    void threadSafe() {
        isAsDocumented(SocketOptions.THREAD_SAFE);
    }

    @Test
    @Rule("OPT-169")
    void multicastMaxtpdu() {
        isAsDocumented(SocketOptions.MULTICAST_MAXTPDU);
    }

    @Test
    @Rule("OPT-170")
    void vmciBufferSize() {
        isAsDocumented(SocketOptions.VMCI_BUFFER_SIZE);
    }

    @Test
    @Rule("OPT-171")
    void vmciBufferMinSize() {
        isAsDocumented(SocketOptions.VMCI_BUFFER_MIN_SIZE);
    }

    @Test
    @Rule("OPT-172")
    void vmciBufferMaxSize() {
        isAsDocumented(SocketOptions.VMCI_BUFFER_MAX_SIZE);
    }

    @Test
    @Rule("OPT-173")
    void vmciConnectTimeout() {
        isAsDocumented(SocketOptions.VMCI_CONNECT_TIMEOUT);
    }

    @Test
    @Rule("OPT-174")
    void useFd() {
        isAsDocumented(SocketOptions.USE_FD);
    }
}
