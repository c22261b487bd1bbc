"""A connection with an event loop of its own, small and readable."""

import heapq
import itertools
import threading
import time

from pika import _transport
from pika.adapters.base_connection import BaseConnection

#: Seconds by which a timer may fire early: the width of rounding.
_SLACK = 1e-6


class _Timer:
    """A callback and its time. `background`: nobody waits for it."""

    __slots__ = ('deadline', 'callback', 'background')

    def __init__(self, deadline, callback, background):
        self.deadline = deadline
        self.callback = callback
        self.background = background


class IOLoop:
    """Waits for streams and timers, and calls who waits for them."""

    READ = 1
    WRITE = 4
    ERROR = 8

    def __init__(self):
        self._handlers = {}
        self._callbacks = []
        #: Heaps of (deadline, order, timer): those that the program waits for, and those in the background.
        self._timers = []
        self._background = []
        self._order = itertools.count()
        self._stopping = False
        self._waker = _transport.Waker()

    def close(self):
        """Forgets everything."""
        self._handlers.clear()
        self._callbacks.clear()
        self._timers.clear()
        self._background.clear()

    def call_later(self, delay, callback):
        """Calls `callback` after `delay` seconds; answers a timer for `remove_timeout`."""
        return self._schedule(self._timers, delay, callback, False)

    def _call_in_background(self, delay, callback):
        """The same for a callback that nobody waits for, such as a heartbeat."""
        return self._schedule(self._background, delay, callback, True)

    def _schedule(self, heap, delay, callback, background):
        if delay < 0:
            raise ValueError(f'call_later: delay must be non-negative, but got {delay!r}')
        if not callable(callback):
            raise TypeError(f'callback must be a callable, but got {callback!r}')
        timer = _Timer(time.monotonic() + delay, callback, background)
        heapq.heappush(heap, (timer.deadline, next(self._order), timer))
        return timer

    def remove_timeout(self, timeout_handle):
        """Cancels a timer."""
        timeout_handle.callback = None

    def add_callback(self, callback):
        """Calls `callback` in the next turn of the loop."""
        if not callable(callback):
            raise TypeError(f'callback must be a callable, but got {callback!r}')
        self._callbacks.append(callback)

    def add_callback_threadsafe(self, callback):
        """The same from another thread."""
        self.add_callback(callback)
        self._waker.wake()

    def add_handler(self, fd, handler, events):
        """Calls `handler(fd, events)` whenever there is something to read on the stream `fd`."""
        self._handlers[fd] = handler

    def update_handler(self, fd, events):
        """Streams are watched for reading only: this changes nothing."""

    def remove_handler(self, fd):
        """Ends that."""
        self._handlers.pop(fd, None)

    def start(self):
        """Turns until `stop()`."""
        self._stopping = False
        while not self._stopping:
            self.poll()
            self.process_timeouts()

    def stop(self):
        """Ends `start()` after the current turn."""
        self._stopping = True

    def activate_poller(self):
        """For those who turn the loop by hand; nothing has to be prepared."""

    def deactivate_poller(self):
        """The counterpart."""

    def poll(self):
        """Waits for the next thing to happen, and lets those read who have something to read."""
        _transport.wait([*self._handlers, self._waker], self._delay(self._timers), self._delay(self._background))
        self._waker.receive()
        for stream, handler in list(self._handlers.items()):
            handler(stream, self.READ)

    def _delay(self, heap):
        """Seconds until the first timer of a heap; None without timers."""
        if self._callbacks and heap is self._timers:
            return 0
        while heap and heap[0][2].callback is None:
            heapq.heappop(heap)
        return heap[0][0] - time.monotonic() if heap else None

    def process_timeouts(self):
        """Calls what is due."""
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()
        for heap in (self._timers, self._background):
            if heap:
                self._fire(heap)

    def _fire(self, heap):
        now = time.monotonic() + _SLACK
        due = []
        while heap and heap[0][0] <= now:
            due.append(heapq.heappop(heap)[2])
        for timer in due:
            callback, timer.callback = timer.callback, None
            if callback is not None:
                callback()


class SelectConnection(BaseConnection):
    """A connection with callbacks: run `connection.ioloop.start()` to let things happen."""

    @classmethod
    def _default_ioloop(cls):
        return IOLoop()

    def _watch(self, stream, callback):
        # Real pika has looked the host's name up in a thread: the names of a program's own threads count on from there.
        threading.Thread()
        self._ioloop.add_handler(stream, lambda _stream, _events: callback(), IOLoop.READ)

    def _unwatch(self, stream):
        self._ioloop.remove_handler(stream)

    def _adapter_call_later(self, delay, callback):
        return self._ioloop.call_later(delay, callback)

    def _adapter_call_in_background(self, delay, callback):
        return self._ioloop._call_in_background(delay, callback)

    def _adapter_remove_timeout(self, timer):
        self._ioloop.remove_timeout(timer)

    def _adapter_add_callback_threadsafe(self, callback):
        self._ioloop.add_callback_threadsafe(callback)
