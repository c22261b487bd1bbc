"""The program's link to the world: it waits here, and only here, for time to pass and for news to come.

Times are virtual. The bridge counts in milliseconds; the rest of Python counts in seconds.
"""

import itertools
import select
import signal
import sys
from collections import deque

from pyodide.ffi import to_js

#: What `bridge.next()` answers.
_CONNECTED, _REFUSED, _DATA, _CLOSED, _SIGNAL, _INPUT = range(1, 7)

#: Linux's numbers of these errors; this build of Python has others.
_ECONNRESET, _ECONNREFUSED = 104, 111

#: Milliseconds that looking whether there is news takes, so that a program that does nothing else gets on in time.
_GLANCE = 1

#: So many writes of a turn leave at once: a program that computes after sending has sent. The others leave together,
#: when there are this many bytes or at the end of the turn.
_PROMPT_WRITES = 4
_CHUNK = 32768

#: Sleeps until the bridge has heard from the world. pyodide lets a poll wait for a promise (which the bridge is asked
#: for) and suspends all of Python meanwhile; its `run_sync` can do that too, at ten times the price.
_doze = select.poll().poll

#: A signal for which programs have no use. The bridge has it raised when a program hasn't rested for a while.
_LISTEN = 63

#: What Linux would call a program's first connection, how far the next is from it (pika has three more files open for
#: each), and the number of its port.
_FIRST_FILE, _FILE_STEP, _FIRST_PORT = 6, 4, 40000

#: Frames in these files are at something that must not be interrupted by another thread.
_OWN_FOLDER = sys._getframe().f_code.co_filename.rpartition('/')[0]

_bridge = None
#: Where there are several threads, three functions of `warren.threads`: `rest` for several, `yield_turn` for one that
#: is at work, and whether the present thread is the main one.
_turns = None
#: A signal that nobody has obeyed yet.
_signal = None
#: When SIGALRM is due (virtual milliseconds, None for never), and after how long again (0 for once).
_alarm = None
_alarm_interval = 0
#: The program's own file.
_file = None
_streams = {}
_unsent = []
_prompt_writes = _PROMPT_WRITES
#: Lines typed that nobody has read yet; None is the end of input.
typed = deque()


def attach(bridge, file, doze=None):
    """Lets the program in `file` (its path) loose on the world behind `bridge`. `doze(0)`: another way to sleep."""
    global _bridge, _file, _doze, _alarm
    _doze = doze or _doze
    _alarm = None
    _bridge = bridge
    _file = file
    signal.signal(_LISTEN, _listen)


def now():
    """Virtual milliseconds."""
    return _bridge.now()


def take_turns(rest, yield_turn=None, is_main=None):
    """From now on there are several threads, with these functions of theirs; with None there is one again."""
    global _turns
    _turns = rest and (rest, yield_turn, is_main)


def rest(until=None, background=None, is_ready=None):
    """Lets the world go on until there is news, or one of two times (virtual milliseconds) has come.

    `until` is a time the program waits for, `background` one that nobody waits for. None is never. `is_ready()` says
    whether the news that is waited for has come: where there are several threads, the news may be for another.
    Raises KeyboardInterrupt when the program is asked to stop.
    """
    if _turns is not None:
        _turns[0](until, background, is_ready)
    else:
        rest_alone(until, background)
        obey()


def rest_alone(until, background):
    """The same for all threads together, with no heed to signals."""
    global _prompt_writes
    _send_all()
    if _alarm is not None:
        until = _alarm if until is None else min(until, _alarm)
    _bridge.rest(until, background)
    _doze(0)
    _prompt_writes = _PROMPT_WRITES
    _take_news()
    _ring()


def take_in():
    """Takes in what the world has said, without rest."""
    _bridge.takeIn()
    _take_news()


def _send_all():
    while _unsent:
        _unsent.pop()._flush()


def _take_news():
    global _signal
    while kind := _bridge.next():
        if kind == _DATA:
            stream = _streams.get(_bridge.socket)
            if stream is not None:
                stream._arrived.append(_bridge.bytes.to_bytes())
        elif kind == _CONNECTED:
            _streams[_bridge.socket]._state = Stream.OPEN
        elif kind == _REFUSED:
            _streams[_bridge.socket]._state = Stream.REFUSED
        elif kind == _CLOSED:
            stream = _streams.get(_bridge.socket)
            if stream is not None:
                stream._state = Stream.RESET if _bridge.reset else Stream.ENDED
        elif kind == _SIGNAL:
            _signal = signal.Signals[_bridge.text]
        elif kind == _INPUT:
            typed.append(_bridge.text)


def set_alarm(moment, interval=0):
    """Has SIGALRM come at a moment (None: not at all), and from then on every `interval` milliseconds unless it is 0.

    Answers what was arranged before, as (moment, interval).
    """
    global _alarm, _alarm_interval
    before = _alarm, _alarm_interval
    _alarm, _alarm_interval = moment, interval
    return before


def alarm():
    """What is arranged, as (moment, interval)."""
    return _alarm, _alarm_interval


def _ring():
    global _alarm, _signal
    if _alarm is not None and now() >= _alarm:
        _alarm = _alarm + _alarm_interval if _alarm_interval else None
        _signal = signal.SIGALRM


def is_signalled():
    """Whether there is a signal that nobody has obeyed yet."""
    return _signal is not None


def obey(frame=None):
    """Does what a signal asks for, if there is one. `frame`: what is at work."""
    global _signal
    if _signal is not None:
        number, _signal = _signal, None
        interrupt(number, frame or sys._getframe(1))


def _listen(_number, frame):
    """Hears, in the midst of work, whether the program is asked to stop. All else waits until it rests."""
    global _signal
    if not _bridge.listen():
        return
    _doze(0)
    _ring()
    if name := _bridge.takeSignal():
        _signal = signal.Signals[name]
    if _turns is None:
        obey(frame)
    elif not frame.f_code.co_filename.startswith(_OWN_FOLDER):
        _rest, yield_turn, is_main = _turns
        yield_turn()
        if is_main():
            obey(frame)


def interrupt(number, frame):
    """Does what the program has arranged for a signal, by default what every program does."""
    handler = signal.getsignal(number)
    if callable(handler):
        handler(number, frame)
    elif handler == signal.SIG_DFL:
        exit_now(128 + number)


def exit_now(code):
    """Ends the program on the spot; doesn't return."""
    _send_all()
    _bridge.exit(code)
    _doze(0)


def show(stream, text):
    """Prints text on 'stdout' or 'stderr'."""
    if _unsent:
        _send_all()
    _bridge.print(stream, text)


def _line():
    """The line of the program's own file that is at work, in the innermost frame there; 0 when none is."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == _file:
            return frame.f_lineno
        frame = frame.f_back
    return 0


class Stream:
    """A TCP connection of the simulated network."""

    CONNECTING, OPEN, REFUSED, ENDED, RESET, CLOSED = range(6)

    def __init__(self, number, port):
        self._number = number
        self._port = port
        used = {stream._file for stream in _streams.values()}
        self._file = next(file for file in itertools.count(_FIRST_FILE, _FILE_STEP) if file not in used)
        self._state = Stream.CONNECTING
        self._arrived = deque()
        self._outgoing = []
        self._outgoing_size = 0
        self._outgoing_line = 0

    def __repr__(self):
        return (f"<socket.socket fd={self._file}, family=2, type=1, proto=6, "
                f"laddr=('127.0.0.1', {_FIRST_PORT + self._number}), raddr=('127.0.0.1', {self._port})>")

    @property
    def has_news(self):
        """Whether `receive` has something to say."""
        return bool(self._arrived) or self._state in (Stream.ENDED, Stream.RESET)

    def send(self, data):
        """Sends bytes."""
        global _prompt_writes
        line = _line()
        if self._outgoing and line != self._outgoing_line:
            self._flush()
            _unsent.remove(self)
        if not self._outgoing:
            _unsent.append(self)
            self._outgoing_line = line
        self._outgoing.append(data)
        self._outgoing_size += len(data)
        if _prompt_writes > 0 or self._outgoing_size >= _CHUNK:
            _prompt_writes -= 1
            _unsent.remove(self)
            self._flush()

    def _flush(self):
        data = self._outgoing[0] if len(self._outgoing) == 1 else b''.join(self._outgoing)
        self._outgoing.clear()
        self._outgoing_size = 0
        _bridge.write(self._number, to_js(data), self._outgoing_line)

    def receive(self):
        """What has arrived: b'' for nothing. Raises EOFError at the end and ConnectionResetError when broken."""
        if self._arrived:
            return self._arrived.popleft()
        if self._state == Stream.ENDED:
            raise EOFError
        if self._state == Stream.RESET:
            raise ConnectionResetError(_ECONNRESET, 'Connection reset by peer')
        return b''

    def close(self):
        """Ends the connection."""
        if self._state != Stream.CLOSED:
            self._state = Stream.CLOSED
            _send_all()
            _streams.pop(self._number, None)
            _bridge.end(self._number)


class Waker:
    """Looks like a stream, and has news as soon as another thread says so."""

    def __init__(self):
        self.has_news = False

    def wake(self):
        """Whoever waits for it need not wait any longer."""
        self.has_news = True

    def receive(self):
        """It has no news any more."""
        self.has_news = False


def connect(host, port, timeout=None):
    """A stream to `host`, whichever it is: there is one server. Raises ConnectionRefusedError for another port."""
    number = _bridge.connect(host, port, _line())
    stream = _streams[number] = Stream(number, port)
    while stream._state == Stream.CONNECTING:
        rest(is_ready=lambda: stream._state != Stream.CONNECTING)
    if stream._state == Stream.REFUSED:
        del _streams[number]
        raise ConnectionRefusedError(_ECONNREFUSED, 'Connection refused')
    return stream


def wait(streams, timeout=None, background=None):
    """Waits until one of `streams` has news, or one of two times in seconds is over."""

    def is_ready():
        return any(stream.has_news for stream in streams)

    if not is_ready():
        rest(_moment(timeout), _moment(background), is_ready)


def _moment(seconds):
    """The moment `seconds` from now, in milliseconds to the microsecond."""
    return None if seconds is None else round(now() + max(seconds * 1000, _GLANCE), 3)
