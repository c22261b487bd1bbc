"""Threads that take turns: one runs until it waits for something, then the next that can go on does.

Each thread is a call into Python of its own, which the browser can suspend and resume (see `threads.ts`). Everything
that waits, waits in `link.rest`, or here for a lock. A thread that computes for long lets others go on now and then.
"""

import _thread
import _threading_local
import functools
import queue
import select
import threading
from asyncio import events, tasks
from collections import deque

from warren import link

#: Begins, suspends and resumes threads; None where the browser can't do that.
_stage = None
#: Says of an error that it leads to nothing: `_ignore(error, where)`.
_ignore = None


class _Thread:
    """A line of execution, and what it waits for: a moment, a moment that nobody else waits for, or a condition."""

    __slots__ = ('ident', 'sleep', 'until', 'background', 'is_ready')

    def __init__(self, ident):
        self.ident = ident
        #: Suspends it: see `link._doze`.
        self.sleep = select.poll().poll
        self.until = self.background = None
        self.is_ready = None

    def waits_for(self, until, background, is_ready):
        """It waits from now on. Times are virtual milliseconds, None for never."""
        self.until = until
        self.background = background
        self.is_ready = is_ready

    def can_go_on(self, now):
        """Whether what it waits for has come. The main thread is the one that hears signals."""
        return (self.until is not None and self.until <= now or self.background is not None and self.background <= now
                or self.is_ready is not None and self.is_ready() or self is _main and link.is_signalled())


_main = _Thread(_thread.get_ident())
_current = _main
#: Those that have not begun, and what each will call, by number.
_unbegun = {}
#: Those that don't run, in the order in which they began to wait.
_waiting = deque()
#: Handles of threads that have not ended, by the number of their thread.
_handles = {}
#: Distance of two threads' numbers, about as on Linux.
_IDENT_STEP = 0x801000
_last_ident = _main.ident


def get_ident():
    """Return a nonzero integer that uniquely identifies the current thread amongst other threads."""
    return _current.ident


# ---- Turns


def _rest(until, background, is_ready):
    """`link.rest` where there are several threads: the others go on meanwhile."""
    global _current
    me = _current
    me.waits_for(until, background, is_ready)
    _waiting.append(me)
    following = _next()
    if following is not me:
        put_back = _put_loop_aside()
        _stage.resume(following.ident)
        _stage.suspend(me.ident)
        me.sleep(0)
        _current = me
        put_back()
    if me is _main:
        link.obey()


def _put_loop_aside():
    """Lets another thread have an event loop of its own; answers how to put this thread's back."""
    loop = events._get_running_loop()
    if loop is None:
        return _nothing
    task = tasks._swap_current_task(loop, None)
    events._set_running_loop(None)

    def put_back():
        events._set_running_loop(loop)
        tasks._swap_current_task(loop, task)

    return put_back


def _nothing():
    pass


def _next():
    """The thread that has waited longest of those that can go on; lets the world go on until there is one."""
    while True:
        now = link.now()
        for thread in _waiting:
            if thread.can_go_on(now):
                _waiting.remove(thread)
                return thread
        link.rest_alone(_earliest(thread.until for thread in _waiting),
                        _earliest(thread.background for thread in _waiting))


def _earliest(moments):
    return min((moment for moment in moments if moment is not None), default=None)


def perform(ident):
    """A thread from its beginning to its end. Answers the number of the thread that goes on then."""
    global _current
    _current, function = _unbegun.pop(ident)
    events._set_running_loop(None)
    try:
        function()
    except SystemExit:
        pass
    except BaseException as error:
        _ignore(error, f'Exception ignored in thread started by: {function!r}')
    _handles.pop(ident)._set_done()
    following = _next()
    if not _handles:
        link.take_turns(None)
    return following.ident


def yield_turn():
    """Lets all others go on that can. For a thread that is at work: it takes in what the world has said meanwhile."""
    link.take_in()
    _rest(link.now(), None, None)


def _is_main():
    return _current is _main


# ---- What Python's `threading` is made of


class Lock:
    """A lock: one at a time can hold it."""

    __slots__ = ('_held', '__weakref__')

    def __init__(self):
        self._held = False

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"

    def acquire(self, blocking=True, timeout=-1):
        """Takes it; answers whether it could, if need be within `timeout` seconds (-1: for ever)."""
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError('timeout value must be a non-negative number')
        if self._held and not (blocking and self._wait(None if timeout == -1 else link.now() + timeout * 1000)):
            return False
        self._held = True
        return True

    def _wait(self, until):
        while self._held:
            if until is not None and link.now() >= until:
                return False
            link.rest(until, None, self._is_free)
        return True

    def _is_free(self):
        return not self._held

    def release(self):
        """Gives it back."""
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = False

    def locked(self):
        """Whether somebody holds it."""
        return self._held

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()


class Handle:
    """How others see a thread: whether it is done."""

    def __init__(self, ident=0):
        self.ident = ident
        self.daemon = False
        self._done = False

    def is_done(self):
        """Whether the thread has ended."""
        return self._done

    def _set_done(self):
        self._done = True

    def join(self, timeout=None):
        """Waits until it has; at most `timeout` seconds."""
        until = None if timeout is None else link.now() + timeout * 1000
        while not self._done and (until is None or link.now() < until):
            link.rest(until, None, self.is_done)


def _start_joinable_thread(function, *, handle=None, daemon=True):
    """Makes a thread that will call `function()`, and answers its handle."""
    global _last_ident
    if _stage is None:
        raise RuntimeError("can't start new thread")
    _last_ident += _IDENT_STEP
    handle = handle or Handle()
    handle.ident = _last_ident
    handle.daemon = daemon
    thread = _Thread(_last_ident)
    thread.waits_for(link.now(), None, None)
    _waiting.append(thread)
    _unbegun[_last_ident] = thread, function
    _handles[_last_ident] = handle
    link.take_turns(_rest, yield_turn, _is_main)
    return handle


def _start_new_thread(function, args, kwargs=None, /):
    """Starts a thread that calls `function(*args, **kwargs)`; answers its number."""
    return _start_joinable_thread(_Call(function, *args, **(kwargs or {}))).ident


class _Call(functools.partial):
    """A call to come, which shows itself as what is called."""

    def __repr__(self):
        return repr(self.func)


def _wait_for_all():
    """Waits until every thread has ended that isn't a daemon."""
    while handle := next((handle for handle in _handles.values() if not handle.daemon), None):
        handle.join()


def install(stage, ignore):
    """Makes them Python's own. `stage` begins, suspends and resumes threads; None where that can't be done.
    `ignore(error, where)` says of an error that ended a thread that it leads to nothing else.
    """
    global _stage, _ignore
    _stage = stage
    _ignore = ignore
    for module, names in ((_thread, ('allocate_lock', 'allocate', 'lock', 'LockType')),
                          (threading, ('_allocate_lock', '_LockType', 'Lock'))):
        for name in names:
            setattr(module, name, Lock)
    _thread.get_ident = threading.get_ident = get_ident
    _thread.start_new_thread = _thread.start_new = _start_new_thread
    threading._start_joinable_thread = _start_joinable_thread
    threading._ThreadHandle = threading._make_thread_handle = Handle
    threading._main_thread._os_thread_handle = Handle(_main.ident)
    threading._thread_shutdown = _wait_for_all
    threading._CRLock = None
    threading.local = _threading_local.local
    queue.SimpleQueue = queue._PySimpleQueue
