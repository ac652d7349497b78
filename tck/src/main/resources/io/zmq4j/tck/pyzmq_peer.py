"""Does with sockets of pyzmq what the lines on its standard input say, and answers each with a line.

An answer begins with "= ", or with "! " when something failed. Frames are written in hex, or as "*" and a size when they
hold the pattern of that size. It ends with its input.
"""

import functools
import os
import sys


def say(answer):
    sys.stdout.write(answer + "\n")
    sys.stdout.flush()


try:
    import zmq
    from zmq.auth.thread import ThreadAuthenticator
except ImportError as e:
    say("! " + str(e))
    sys.exit(0)

DOMAIN = "kit"  # of ZAP, as the kit sets it


@functools.lru_cache(maxsize=None)
def pattern(size):
    return bytes((i * 31 + i // 251 + size) & 0xFF for i in range(size))


def decode(frame):
    return pattern(int(frame[1:])) if frame.startswith("*") else bytes.fromhex(frame)


def encode(frame):
    return "*%d" % len(frame) if frame == pattern(len(frame)) else frame.hex()


class Peer:
    def __init__(self):
        self.context = zmq.Context()
        self.sockets = {}
        self.keys = set()
        self.authenticator = None

    def open(self, kind, limit):
        socket = self.context.socket(getattr(zmq, kind))
        socket.linger = 0
        socket.sndtimeo = int(limit)
        number = str(len(self.sockets))
        self.sockets[number] = socket
        return number

    def set(self, socket, option, value):
        number = value.startswith("#")
        self.sockets[socket].setsockopt(getattr(zmq, option), int(value[1:]) if number else decode(value))

    def get(self, socket, option):
        return str(self.sockets[socket].getsockopt(getattr(zmq, option)))

    def bind(self, socket, endpoint):
        self.sockets[socket].bind(endpoint)
        return self.sockets[socket].getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode()

    def connect(self, socket, endpoint):
        self.sockets[socket].connect(endpoint)

    def send(self, socket, *frames):
        self.sockets[socket].send_multipart([decode(frame) for frame in frames])

    def recv(self, socket, limit):
        self.sockets[socket].rcvtimeo = int(limit)
        try:
            return " ".join(encode(frame) for frame in self.sockets[socket].recv_multipart())
        except zmq.Again:
            return "none"

    def keypair(self):
        public, secret = zmq.curve_keypair()
        return public.decode() + " " + secret.decode()

    def guard(self):
        if self.authenticator is None:
            self.authenticator = ThreadAuthenticator(self.context)
            self.authenticator.start()
        return self.authenticator

    def allow_password(self, user, password):
        self.guard().configure_plain(DOMAIN, {user: password})

    def allow_key(self, key):
        self.keys.add(key.encode())
        self.guard().configure_curve_callback(DOMAIN, self)

    def callback(self, domain, key):
        return key in self.keys

    def reset(self):
        for socket in self.sockets.values():
            socket.close()
        self.sockets.clear()
        self.keys.clear()


peer = Peer()
say("= pyzmq %s on libzmq %s" % (zmq.__version__, zmq.zmq_version()))
for line in sys.stdin:
    words = line.split()
    try:
        say("= " + (getattr(peer, words[0])(*words[1:]) or ""))
    except Exception as e:
        say("! %s: %r" % (words[0], e))
os._exit(0)  # whatever its threads do
