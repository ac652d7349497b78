/*
 * The perf tools in C, on libzmq: what zmq4j is compared with. Same shapes, arguments, counting and printed lines as
 * "./zmq4j perf".
 *
 *     cc -O2 -o zmqperf zmqperf.c -lzmq -lpthread
 *     zmqperf local-thr|remote-thr|local-lat|remote-lat ENDPOINT SIZE COUNT [--recv bytes|buffer|msg] [--warmup N]
 *     zmqperf inproc-thr|inproc-lat|proxy-thr [ENDPOINT] SIZE COUNT [--recv bytes|buffer|msg] [--warmup N]
 *     zmqperf version
 *
 * --recv bytes:  each message is copied into memory of its own, as Java's byte[] is;
 * --recv buffer: zmq_send from and zmq_recv into one buffer;
 * --recv msg:    zmq_msg_t, nothing is copied: the calls of libzmq's own tools.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

enum way { BYTES, BUFFER, MSG };

static const int PROXY_HWM = 10000;
static const long MOST_LATENCIES = 50000000;

static char *self;
static const char *tool;
static const char *endpoint;
static size_t size;
static long count;
static long warmup;
static enum way way = BYTES;
static void *context;

/* ---- errors */

static void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", self);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static int check(int result, const char *call) {
    if (result < 0) {
        die("%s: %s", call, zmq_strerror(zmq_errno()));
    }
    return result;
}

static void *check_pointer(void *pointer, const char *call) {
    if (pointer == NULL) {
        die("%s: %s", call, strerror(errno));
    }
    return pointer;
}

/* ---- the clock: wall time, and the processor time of the whole process */

struct meter {
    int64_t wall;
    int64_t cpu;
};

static int64_t nanos(clockid_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) {
        die("clock_gettime: %s", strerror(errno));
    }
    return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static struct meter now(void) {
    struct meter meter = {nanos(CLOCK_MONOTONIC), nanos(CLOCK_PROCESS_CPUTIME_ID)};
    return meter;
}

static void print_cpu(struct meter start, long messages) {
    printf("cpu_ns_per_msg %.1f\n", (double) (nanos(CLOCK_PROCESS_CPUTIME_ID) - start.cpu) / (double) messages);
}

static void print_throughput(struct meter start, struct meter end) {
    double seconds = (double) (end.wall > start.wall ? end.wall - start.wall : 1) / 1e9;
    double rate = (double) count / seconds;
    printf("throughput_msg_s %.0f\n", rate);
    printf("throughput_mb_s %.3f\n", rate * (double) size / 1e6);
    printf("cpu_ns_per_msg %.1f\n", (double) (end.cpu - start.cpu) / (double) count);
}

/* ---- a socket, and the ways of moving a message */

struct peer {
    void *socket;
    unsigned char *buffer; /* what is sent, and what is received with BUFFER */
    unsigned char *bytes;  /* received last with BYTES */
    zmq_msg_t msg;         /* received last with BYTES and MSG */
};

static struct peer open_peer(int type) {
    struct peer peer;
    memset(&peer, 0, sizeof peer);
    peer.socket = check_pointer(zmq_socket(context, type), "zmq_socket");
    peer.buffer = check_pointer(calloc(1, size > 0 ? size : 1), "calloc");
    zmq_msg_init(&peer.msg);
    return peer;
}

static void close_peer(struct peer *peer) {
    zmq_msg_close(&peer->msg);
    check(zmq_close(peer->socket), "zmq_close");
    free(peer->buffer);
    free(peer->bytes);
}

static void bind_peer(struct peer *peer, const char *to) {
    char bound[1024];
    size_t length = sizeof bound;
    if (zmq_bind(peer->socket, to) != 0) {
        die("cannot bind %s: %s", to, zmq_strerror(zmq_errno()));
    }
    check(zmq_getsockopt(peer->socket, ZMQ_LAST_ENDPOINT, bound, &length), "ZMQ_LAST_ENDPOINT");
    printf("endpoint %s\n", bound);
    fflush(stdout);
}

static void connect_peer(struct peer *peer, const char *to) {
    if (zmq_connect(peer->socket, to) != 0) {
        die("cannot connect to %s: %s", to, zmq_strerror(zmq_errno()));
    }
}

/* A message of the size. */
static int try_send(struct peer *peer) {
    if (way != MSG) {
        return zmq_send(peer->socket, peer->buffer, size, 0);
    }
    zmq_msg_t msg;
    check(zmq_msg_init_size(&msg, size), "zmq_msg_init_size");
    int result = zmq_msg_send(&msg, peer->socket, 0);
    if (result < 0) {
        int error = zmq_errno();
        zmq_msg_close(&msg);
        errno = error;
    }
    return result;
}

static void send_one(struct peer *peer) {
    check(try_send(peer), "zmq_send");
}

static void keep_bytes(struct peer *peer) {
    free(peer->bytes);
    peer->bytes = check_pointer(malloc(size > 0 ? size : 1), "malloc");
    memcpy(peer->bytes, zmq_msg_data(&peer->msg), size);
}

static void recv_one(struct peer *peer) {
    int received = way == BUFFER ? check(zmq_recv(peer->socket, peer->buffer, size, 0), "zmq_recv")
                                 : check(zmq_msg_recv(&peer->msg, peer->socket, 0), "zmq_msg_recv");
    if ((size_t) received != size) {
        die("a message of %d bytes came, not of %zu", received, size);
    }
    if (way == BYTES) {
        keep_bytes(peer);
    }
}

/* What was received last. */
static void send_back(struct peer *peer) {
    switch (way) {
    case BYTES:
        check(zmq_send(peer->socket, peer->bytes, size, 0), "zmq_send");
        break;
    case BUFFER:
        check(zmq_send(peer->socket, peer->buffer, size, 0), "zmq_send");
        break;
    case MSG:
        check(zmq_msg_send(&peer->msg, peer->socket, 0), "zmq_msg_send");
        break;
    }
}

static void close_context(void) {
    check(zmq_ctx_term(context), "zmq_ctx_term");
}

/* ---- throughput */

/* As in libzmq's tool the clock starts with the first message; or with the last one of the warm-up. */
static void receive_all(struct peer *peer) {
    recv_one(peer);
    for (long i = 1; i < warmup; i++) {
        recv_one(peer);
    }
    struct meter start = now();
    for (long i = warmup > 0 ? 0 : 1; i < count; i++) {
        recv_one(peer);
    }
    print_throughput(start, now());
}

/* Answers when the warm-up was over. */
static struct meter send_all(struct peer *peer) {
    for (long i = 0; i < warmup; i++) {
        send_one(peer);
    }
    struct meter start = now();
    for (long i = 0; i < count; i++) {
        send_one(peer);
    }
    return start;
}

static void local_thr(void) {
    struct peer pull = open_peer(ZMQ_PULL);
    bind_peer(&pull, endpoint);
    receive_all(&pull);
    close_peer(&pull);
    close_context();
}

static void remote_thr(void) {
    struct peer push = open_peer(ZMQ_PUSH);
    connect_peer(&push, endpoint);
    struct meter start = send_all(&push);
    close_peer(&push);
    close_context(); /* waits until everything is sent */
    print_cpu(start, count);
}

static void *inproc_push(void *unused) {
    struct peer push = open_peer(ZMQ_PUSH);
    connect_peer(&push, endpoint);
    send_all(&push);
    close_peer(&push);
    return unused;
}

static void run_beside(void *(*thread)(void *), void (*here)(struct peer *), struct peer *peer) {
    pthread_t other;
    if (pthread_create(&other, NULL, thread, NULL) != 0) {
        die("no thread");
    }
    here(peer);
    pthread_join(other, NULL);
}

static void inproc_thr(void) {
    struct peer pull = open_peer(ZMQ_PULL);
    bind_peer(&pull, endpoint);
    run_beside(inproc_push, receive_all, &pull);
    close_peer(&pull);
    close_context();
}

/* ---- latency */

static int compare(const void *one, const void *other) {
    int64_t a = *(const int64_t *) one;
    int64_t b = *(const int64_t *) other;
    return (a > b) - (a < b);
}

/* The nearest rank, one way. */
static double percentile(const int64_t *sorted, double percent) {
    double exact = percent / 100 * (double) count;
    long rank = (long) exact;
    if ((double) rank < exact) {
        rank++;
    }
    return (double) sorted[rank < 1 ? 0 : rank - 1] / 2000;
}

static void print_latency(struct meter start, struct meter end, int64_t *turns) {
    static const char *const percents[] = {"0",  "1",    "5",    "10",   "25",    "50",    "75", "90",
                                           "95", "99", "99.5", "99.9", "99.95", "99.99", "100"};
    qsort(turns, (size_t) count, sizeof *turns, compare);
    printf("latency_us %.3f\n", (double) (end.wall - start.wall) / 2000 / (double) count);
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        printf("percentile_us %s %.3f\n", percents[i], percentile(turns, atof(percents[i])));
    }
    printf("cpu_ns_per_msg %.1f\n", (double) (end.cpu - start.cpu) / 2 / (double) count);
}

static void ask_all(struct peer *peer) {
    int64_t *turns = check_pointer(malloc((size_t) count * sizeof *turns), "malloc");
    memset(turns, 0, (size_t) count * sizeof *turns); /* no page faults while measuring */
    if (warmup > 0) {
        send_one(peer);
        recv_one(peer);
    }
    for (long i = 1; i < warmup; i++) {
        send_back(peer);
        recv_one(peer);
    }
    struct meter start = now();
    int64_t before = start.wall;
    for (long i = 0; i < count; i++) {
        if (i + warmup == 0) {
            send_one(peer);
        } else {
            send_back(peer);
        }
        recv_one(peer);
        int64_t after = nanos(CLOCK_MONOTONIC);
        turns[i] = after - before;
        before = after;
    }
    print_latency(start, now(), turns);
    free(turns);
}

static struct meter answer_all(struct peer *peer) {
    struct meter start = now();
    for (long i = -warmup; i < count; i++) {
        if (i == 0) {
            start = now();
        }
        recv_one(peer);
        send_back(peer);
    }
    return start;
}

static void local_lat(void) {
    struct peer rep = open_peer(ZMQ_REP);
    bind_peer(&rep, endpoint);
    struct meter start = answer_all(&rep);
    print_cpu(start, 2 * count);
    close_peer(&rep);
    close_context();
}

static void remote_lat(void) {
    struct peer req = open_peer(ZMQ_REQ);
    connect_peer(&req, endpoint);
    ask_all(&req);
    close_peer(&req);
    close_context();
}

static void *inproc_rep(void *unused) {
    struct peer rep = open_peer(ZMQ_REP);
    connect_peer(&rep, endpoint);
    answer_all(&rep);
    close_peer(&rep);
    return unused;
}

static void inproc_lat(void) {
    struct peer req = open_peer(ZMQ_REQ);
    bind_peer(&req, endpoint);
    run_beside(inproc_rep, ask_all, &req);
    close_peer(&req);
    close_context();
}

/* ---- proxy: two XPUB that never drop, a proxy from XSUB to XPUB, one SUB */

struct side {
    struct peer peer;
    char endpoint[1024];
};

static struct side frontend;
static struct side backend;

static struct peer open_for_proxy(int type) {
    struct peer peer = open_peer(type);
    int one = 1;
    check(zmq_setsockopt(peer.socket, ZMQ_SNDHWM, &PROXY_HWM, sizeof PROXY_HWM), "ZMQ_SNDHWM");
    check(zmq_setsockopt(peer.socket, ZMQ_RCVHWM, &PROXY_HWM, sizeof PROXY_HWM), "ZMQ_RCVHWM");
    if (type == ZMQ_XPUB) {
        check(zmq_setsockopt(peer.socket, ZMQ_XPUB_NODROP, &one, sizeof one), "ZMQ_XPUB_NODROP");
    }
    return peer;
}

static void open_side(struct side *side, int type, const char *name) {
    snprintf(side->endpoint, sizeof side->endpoint, "%s-%s", endpoint, name);
    side->peer = open_for_proxy(type);
    bind_peer(&side->peer, side->endpoint);
}

/* Until the context is shut down. An XPUB that is full is asked again: nothing wakes a send that waits for it. */
static void *publish(void *unused) {
    struct peer xpub = open_for_proxy(ZMQ_XPUB);
    int millisecond = 1;
    char subscription[32];
    check(zmq_setsockopt(xpub.socket, ZMQ_SNDTIMEO, &millisecond, sizeof millisecond), "ZMQ_SNDTIMEO");
    connect_peer(&xpub, frontend.endpoint);
    if (zmq_recv(xpub.socket, subscription, sizeof subscription, 0) >= 0) {
        while (try_send(&xpub) >= 0 || zmq_errno() != ETERM) {
            /* the next one */
        }
    }
    close_peer(&xpub);
    return unused;
}

static void *pass_on(void *unused) {
    zmq_proxy(frontend.peer.socket, backend.peer.socket, NULL);
    close_peer(&frontend.peer);
    close_peer(&backend.peer);
    return unused;
}

static void proxy_thr(void) {
    void *(*const threads[])(void *) = {pass_on, publish, publish};
    pthread_t running[3];
    open_side(&frontend, ZMQ_XSUB, "frontend");
    open_side(&backend, ZMQ_XPUB, "backend");
    struct peer sub = open_for_proxy(ZMQ_SUB);
    connect_peer(&sub, backend.endpoint);
    check(zmq_setsockopt(sub.socket, ZMQ_SUBSCRIBE, "", 0), "ZMQ_SUBSCRIBE");
    for (int i = 0; i < 3; i++) {
        if (pthread_create(&running[i], NULL, threads[i], NULL) != 0) {
            die("no thread");
        }
    }
    receive_all(&sub);
    check(zmq_ctx_shutdown(context), "zmq_ctx_shutdown");
    for (int i = 0; i < 3; i++) {
        pthread_join(running[i], NULL);
    }
    close_peer(&sub);
    close_context();
}

/* ---- arguments */

struct shape {
    const char *name;
    void (*run)(void);
    const char *endpoint; /* when none is given */
};

static const struct shape SHAPES[] = {
    {"local-thr", local_thr, NULL},
    {"remote-thr", remote_thr, NULL},
    {"local-lat", local_lat, NULL},
    {"remote-lat", remote_lat, NULL},
    {"inproc-thr", inproc_thr, "inproc://perf"},
    {"inproc-lat", inproc_lat, "inproc://perf"},
    {"proxy-thr", proxy_thr, "inproc://perf"},
};

static void usage(const char *what) {
    fprintf(stderr, "%s: %s\nusage: %s TOOL [ENDPOINT] SIZE COUNT [--recv bytes|buffer|msg] [--warmup N]\nTOOL is one of",
            self, what, self);
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        fprintf(stderr, " %s", SHAPES[i].name);
    }
    fputc('\n', stderr);
    exit(2);
}

static long number(const char *text, const char *name, long least, long most) {
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || errno != 0 || value < least || value > most) {
        char what[200];
        snprintf(what, sizeof what, "%s must be %ld to %ld, was %s", name, least, most, text);
        usage(what);
    }
    return value;
}

static enum way parse_way(const char *text) {
    static const char *const names[] = {"bytes", "buffer", "msg"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            return (enum way) i;
        }
    }
    usage("--recv must be bytes, buffer or msg");
    return BYTES;
}

/* Takes the options out, leaves the rest in order. */
static int take_options(int argc, char **argv) {
    int left = 1;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) != 0) {
            argv[left++] = argv[i];
        } else if (i + 1 == argc) {
            usage("an option lacks its value");
        } else if (strcmp(argv[i], "--recv") == 0) {
            way = parse_way(argv[++i]);
        } else if (strcmp(argv[i], "--warmup") == 0) {
            warmup = number(argv[++i], "--warmup", 0, 2000000000);
        } else {
            usage("an unknown option");
        }
    }
    return left;
}

static const struct shape *find_shape(void) {
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        if (strcmp(tool, SHAPES[i].name) == 0) {
            return &SHAPES[i];
        }
    }
    usage("an unknown tool");
    return NULL;
}

static void print_version(void) {
    int major, minor, patch;
    zmq_version(&major, &minor, &patch);
    printf("engine libzmq %d.%d.%d through C\n", major, minor, patch);
    fflush(stdout);
}

int main(int argc, char **argv) {
    self = argv[0];
    argc = take_options(argc, argv);
    if (argc < 2) {
        usage("no tool given");
    }
    tool = argv[1];
    if (strcmp(tool, "version") == 0) {
        print_version();
        return 0;
    }
    const struct shape *shape = find_shape();
    if (argc != 5 && (argc != 4 || shape->endpoint == NULL)) {
        usage("the wrong number of arguments");
    }
    endpoint = argc == 5 ? argv[2] : shape->endpoint;
    size = (size_t) number(argv[argc - 2], "SIZE", 0, 1073741824);
    count = number(argv[argc - 1], "COUNT", 1, strstr(tool, "-lat") != NULL ? MOST_LATENCIES : 2000000000);
    print_version();
    context = check_pointer(zmq_ctx_new(), "zmq_ctx_new");
    shape->run();
    return 0;
}
