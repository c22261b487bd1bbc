"""asyncio's event loop on the link: the standard loop, which waits where everything else waits."""

import _threading_local
import asyncio
import functools
import signal
from asyncio import base_events, coroutines, events

from warren import link


class _LinkSelector:
    """Tells the loop which streams have news. Keys are streams, values what to call."""

    def __init__(self, loop):
        self._loop = loop
        self.readers = {}
        self.waker = link.Waker()

    def select(self, timeout):
        """Waits at most `timeout` seconds (None: for ever)."""
        if timeout is None or timeout > 0:
            link.wait([*self.readers, self.waker], timeout, self._loop.time_to_background())
        self.waker.receive()
        return [handle for stream, handle in self.readers.items() if stream.has_news]


class LinkEventLoop(base_events.BaseEventLoop):
    """An event loop whose streams are those of the simulated network."""

    def __init__(self):
        super().__init__()
        self._selector = _LinkSelector(self)
        self._background = []
        self._clock_resolution = 1e-6

    def _process_events(self, handles):
        for handle in handles:
            self._add_callback(handle)

    def _write_to_self(self):
        self._selector.waker.wake()

    def add_reader(self, stream, callback, *args):
        """Calls `callback(*args)` whenever there is news on a stream of `warren.link`."""
        self._selector.readers[stream] = events.Handle(callback, args, self)

    def remove_reader(self, stream):
        """Ends that; answers whether there was something to end."""
        return self._selector.readers.pop(stream, None) is not None

    def _call_in_background(self, delay, callback):
        """`call_later` for what nobody waits for."""
        handle = events.TimerHandle(self.time() + delay, callback, (), self)
        self._background.append(handle)
        return handle

    def _timer_handle_cancelled(self, handle):
        if handle in self._background:
            self._background.remove(handle)
        else:
            super()._timer_handle_cancelled(handle)

    def time_to_background(self):
        """Seconds until the first such call; None without one."""
        return min((handle.when() - self.time() for handle in self._background), default=None)

    def _run_once(self):
        super()._run_once()
        now = self.time() + self._clock_resolution
        for handle in [handle for handle in self._background if handle.when() <= now]:
            self._background.remove(handle)
            self._add_callback(handle)

    def add_signal_handler(self, number, callback, *args):
        """Calls `callback(*args)` when the signal comes."""
        signal.signal(number, lambda _number, _frame: self.call_soon(callback, *args))

    def remove_signal_handler(self, number):
        """Ends that."""
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        return True


class _Policy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = LinkEventLoop

    class _Local(_threading_local.local):
        _loop = None


def install(run):
    """Makes it the loop that asyncio makes; `run` is asyncio's own `asyncio.run`."""
    @functools.wraps(run)
    def run_coroutine(main, **options):
        if events._get_running_loop() is None and not coroutines.iscoroutine(main):
            raise ValueError(f'a coroutine was expected, got {main!r}')
        return run(main, **options)

    events._set_event_loop_policy(_Policy())
    events._set_running_loop(None)
    asyncio.run = run_coroutine
