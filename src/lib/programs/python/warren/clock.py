"""`time.sleep` in virtual time. What time it is, Python learns from the browser's clock, which the bridge replaces."""

import time

from warren import link


def sleep(seconds, /):
    """Delay execution for a given number of seconds. The argument may be a floating-point number."""
    if not hasattr(seconds, '__float__') and not hasattr(seconds, '__index__'):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    until = link.now() + max(seconds * 1000, 0.05)
    while link.now() < until:
        link.rest(until)


def install():
    """Makes it Python's own."""
    sleep.__module__ = 'time'
    time.sleep = sleep
