"""What would lead out of the simulation: it is closed, and says so as Python says it elsewhere."""

import os
import signal
import socket
import sys

from warren import link

#: Modules of the browser and of pyodide.
_MODULES = ('js', 'pyodide_js', 'pyodide', '_pyodide', '_pyodide_core', 'micropip')

#: Linux's number for it.
_ENETUNREACH = 101


def install():
    """Closes it. Programs reach the broker, and nobody else."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ not in _MODULES
                        and not type(finder).__module__.startswith('_pyodide')]
    for name in list(sys.modules):
        if name.partition('.')[0] in _MODULES:
            del sys.modules[name]
    sys.meta_path.insert(0, _Doors())
    for name in ('connect', 'bind', 'listen', 'sendto'):
        setattr(socket.socket, name, _unreachable)
    socket.socket.connect_ex = lambda _socket, _address: _ENETUNREACH
    os.kill = kill
    signal.raise_signal = raise_signal


class _Doors:
    """Says of the modules that lead out that there are none."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition('.')[0] in _MODULES:
            raise ModuleNotFoundError(f'No module named {name!r}', name=name)


def _unreachable(_socket, *_arguments):
    raise OSError(_ENETUNREACH, 'Network is unreachable')


def kill(pid, number, /):
    """Kill a process with a signal."""
    if pid != os.getpid():
        raise ProcessLookupError(3, 'No such process')
    if number:
        link.interrupt(signal.Signals(number), sys._getframe(1))


def raise_signal(number, /):
    """Send a signal to the executing process."""
    link.interrupt(signal.Signals(number), sys._getframe(1))
