"""What stands around a lesson's program in real Python: whatever host it names, it reaches the gate that WARREN_GATE
names. It waits until file 3 ends, with its library already loaded, so that it begins the moment it is told to."""

import os
import socket

import pika  # noqa: F401

to_host = socket.getaddrinfo


def to_gate(host, port, *rest, **named):
    if port == 5672:
        host, port = '127.0.0.1', int(os.environ['WARREN_GATE'])
    return to_host(host, port, *rest, **named)


socket.getaddrinfo = to_gate
os.read(3, 1)
os.close(3)
