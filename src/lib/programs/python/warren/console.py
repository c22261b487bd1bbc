"""The terminal: what the program prints goes to its output pane, what is typed there comes from `input()`."""

import codecs
import io
import sys

from warren import link


class _Screen(io.RawIOBase):
    """One of the two output streams."""

    def __init__(self, stream, number):
        self.name = f'<{stream}>'
        self.mode = 'wb'
        self._stream = stream
        self._number = number
        self._decode = codecs.getincrementaldecoder('utf-8')('replace').decode

    def writable(self):
        return True

    def fileno(self):
        return self._number

    def write(self, data):
        text = self._decode(bytes(data))
        if text:
            link.show(self._stream, text)
        return len(data)


class _Keyboard(io.RawIOBase):
    """What is typed under the program's output, line by line."""

    def __init__(self):
        self.name = '<stdin>'
        self.mode = 'rb'
        self._rest = b''

    def readable(self):
        return True

    def fileno(self):
        return 0

    def readinto(self, buffer):
        if not self._rest:
            while not link.typed:
                link.rest(is_ready=lambda: bool(link.typed))
            text = link.typed[0]
            if text is None:
                return 0
            link.typed.popleft()
            self._rest = text.encode('utf-8')
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def install():
    """Puts the three streams in place. Output is passed on at the end of each line, as on a terminal."""
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(_Keyboard()), 'utf-8')
    sys.stdout = sys.__stdout__ = io.TextIOWrapper(io.BufferedWriter(_Screen('stdout', 1)), 'utf-8',
                                                   line_buffering=True)
    sys.stderr = sys.__stderr__ = io.TextIOWrapper(io.BufferedWriter(_Screen('stderr', 2)), 'utf-8',
                                                   'backslashreplace', line_buffering=True)
