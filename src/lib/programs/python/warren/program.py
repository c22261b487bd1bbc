"""Runs a learner's program as `python3 <file>` would, from its first line to its exit code."""

import asyncio
import asyncio.runners
import atexit
import linecache
import os
import random
import signal
import sys
import threading
import traceback
import types

from warren import alarms, clock, console, event_loop, files, link, outside, threads, tracebacks, wording

HOME = '/home/learner'

#: Exit codes of a program that failed, and of one that was interrupted.
_FAILED = 1
_INTERRUPTED = 128 + signal.SIGINT


def run(bridge, file, args, stage=None, doze=None):
    """Runs `file` of the learner's folder to its end, and tells the bridge its exit code.

    `stage`: where its threads are begun and suspended; None where they can't be, and `doze(0)` waits until the bridge
    has heard from the world.
    """
    path = f'{HOME}/{file}'
    link.attach(bridge, path, doze)
    threads.install(stage, _ignore)
    _set_the_stage(file, list(args))
    link.exit_now(_play(path))


def _set_the_stage(file, args):
    random.seed()
    console.install()
    clock.install()
    alarms.install()
    files.install()
    event_loop.install(asyncio.runners.run)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.excepthook = sys.__excepthook__
    os._exit = link.exit_now
    os.environ.clear()
    os.environ.update(HOME=HOME, USER='learner', LANG='C.UTF-8', PATH='/usr/bin')
    os.chdir(HOME)
    sys.argv = [file, *args]
    sys.path.insert(0, HOME)
    outside.install()
    tracebacks.install()
    wording.install()


def _play(path):
    """Runs the program and what it left for its end; answers its exit code."""
    code = _act(lambda: _run_main(path))
    ending = _act(_leave)
    return code or ending


def _run_main(path):
    main = types.ModuleType('__main__')
    main.__file__ = path
    main.__builtins__ = __builtins__
    sys.modules['__main__'] = main
    with open(path, 'rb') as file:
        source = file.read()
    exec(compile(source, path, 'exec'), vars(main))


def _leave():
    try:
        threading._shutdown()
    except BaseException as error:
        _ignore(error, f'Exception ignored in: {threading!r}')
    atexit._run_exitfuncs()
    sys.stdout.flush()


def _ignore(error, where):
    """Says of an error that it leads to nothing."""
    told = traceback.format_exception(error)
    print(where, ''.join(told), sep='\n', end='', file=sys.stderr, flush=True)


def _act(scene):
    """Plays a scene; answers the exit code that its end means, having reported an error."""
    try:
        scene()
    except SystemExit as leaving:
        return _exit_code(leaving.code)
    except BaseException as error:
        report(error)
        return _INTERRUPTED if isinstance(error, KeyboardInterrupt) else _FAILED
    return 0


def _exit_code(code):
    """The exit code that `sys.exit(code)` means; a text is an error message."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xff
    print(code, file=sys.stderr)
    return _FAILED


def report(error):
    """Prints an error as Python does, without the frames of the stage."""
    sys.stdout.flush()
    linecache.checkcache()
    if sys.excepthook is not sys.__excepthook__:
        sys.excepthook(type(error), error, error.__traceback__)
        return
    print(''.join(traceback.format_exception(error)), end='', file=sys.stderr, flush=True)
