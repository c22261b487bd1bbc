"""`signal.alarm` and its kind, in virtual time: this build of Python has none."""

import math
import signal

from warren import link


def alarm(seconds, /):
    """Arrange for SIGALRM to arrive after the given number of seconds."""
    until, _interval = _arrange(seconds, 0)
    return math.ceil(_remaining(until))


def setitimer(which, seconds, interval=0.0, /):
    """Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF)."""
    _check(which)
    if seconds < 0 or interval < 0:
        raise signal.ItimerError(22, 'Invalid argument')
    until, before = _arrange(seconds, interval)
    return _remaining(until), before / 1000


def getitimer(which, /):
    """Returns current value of given itimer."""
    _check(which)
    until, interval = link.alarm()
    return _remaining(until), interval / 1000


def pause():
    """Wait until a signal arrives."""
    link.rest()


def _check(which):
    if which != signal.ITIMER_REAL:
        raise signal.ItimerError(22, 'Invalid argument')


def _arrange(seconds, interval):
    return link.set_alarm(link.now() + seconds * 1000 if seconds else None, interval * 1000)


def _remaining(until):
    """Seconds."""
    return 0.0 if until is None else max(until - link.now(), 0) / 1000


def install():
    """Makes them Python's own."""
    signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF = range(3)
    signal.ItimerError = OSError
    for function in (alarm, setitimer, getitimer, pause):
        function.__module__ = 'signal'
        setattr(signal, function.__name__, function)
