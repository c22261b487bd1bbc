"""Errors of files with the numbers that Linux gives them: this build of Python counts otherwise."""

import builtins
import errno
import functools
import io
import os

_LINUX = {'EPERM': 1, 'ENOENT': 2, 'EBADF': 9, 'EACCES': 13, 'EEXIST': 17, 'ENOTDIR': 20, 'EISDIR': 21, 'EINVAL': 22,
          'ENOTEMPTY': 39}

_PLACES = ((builtins, ('open',)), (io, ('open',)),
           (os, ('chdir', 'listdir', 'lstat', 'mkdir', 'open', 'remove', 'rename', 'replace', 'rmdir', 'scandir', 'stat',
                 'unlink')))


def _renumbered(function, numbers):
    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError as error:
            if error.errno in numbers:
                error.errno = numbers[error.errno]
                error.args = (error.errno, *error.args[1:])
            raise
    return call


def install():
    """Makes them Python's own."""
    numbers = {getattr(errno, name): number for name, number in _LINUX.items()}
    for module, names in _PLACES:
        for name in names:
            setattr(module, name, _renumbered(getattr(module, name), numbers))
    for name, number in _LINUX.items():
        setattr(errno, name, number)
    errno.errorcode.update({number: name for name, number in _LINUX.items()})
