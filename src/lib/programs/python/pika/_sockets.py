"""Streams over TCP: how the package reaches a broker outside the simulator."""

import select
import socket


class Stream:
    """A connected TCP socket."""

    def __init__(self, connected):
        self._socket = connected
        connected.setblocking(False)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __repr__(self):
        return repr(self._socket)

    def fileno(self):
        """For event loops that watch files."""
        return self._socket.fileno()

    def send(self, data):
        """Sends all of `data`; raises OSError when the stream is broken."""
        remaining = memoryview(data)
        while remaining:
            try:
                remaining = remaining[self._socket.send(remaining):]
            except BlockingIOError:
                select.select([], [self._socket], [])

    def receive(self):
        """What has arrived: b'' for nothing. Raises EOFError at the end and OSError when the stream is broken."""
        try:
            data = self._socket.recv(1 << 20)
        except BlockingIOError:
            return b''
        if not data:
            raise EOFError
        return data

    def close(self):
        """Ends the stream."""
        self._socket.close()


class Waker(Stream):
    """A stream on which other threads can say that there is something to do."""

    def __init__(self):
        mine, self._others = socket.socketpair()
        self._others.setblocking(False)
        mine.setblocking(False)
        self._socket = mine

    def wake(self):
        """Whoever waits for it need not wait any longer."""
        try:
            self._others.send(b'.')
        except BlockingIOError:
            pass  # It is full: nobody has listened yet to those who woke before.


def connect(host, port, timeout=None):
    """A stream to `host`; waits at most `timeout` seconds. Raises OSError."""
    return Stream(socket.create_connection((host, port), timeout))


def wait(streams, timeout=None, background=None):
    """Waits until something has arrived on one of `streams`; at most the smaller of two times in seconds."""
    times = [seconds for seconds in (timeout, background) if seconds is not None]
    select.select(streams, [], [], max(0, min(times)) if times else None)
