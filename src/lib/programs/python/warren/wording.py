"""Errors in the words of Python 3.11, which is what a program is compared with: later ones say some things otherwise."""

import re

_REWORDINGS = tuple((re.compile(now), then) for now, then in (
    (r"\. Did you forget to import '.*'\?$", ''),
    (r"^(name '.*' is not defined)\. Did you mean: 'self\..*'\?$", r'\1'),
    (r"^(cannot import name .*)\. Did you mean: '.*'\?$", r'\1'),
    (r"^(.* got an unexpected keyword argument '.*')\. Did you mean '.*'\?$", r'\1'),
    (r"^cannot use '.*' as a (?:dict key|set element) \((.*)\)$", r'\1'),
    (r'^(too many values to unpack \(expected \d+), got \d+\)$', r'\1)'),
    (r"^(argument of type '.*' is not) a container or iterable$", r'\1 iterable'),
    (r"^'B' (format requires 0 <= number <= 255)$", r'ubyte \1'),
))

#: Begins the notes that the json module adds to its errors.
_NOTE = 'when serializing '


def reword(told):
    """Rewords what a TracebackException tells of the error."""
    text = told._str
    if isinstance(text, str):
        for now, then in _REWORDINGS:
            text = now.sub(then, text)
        told._str = text
    notes = told.__notes__
    if isinstance(notes, list):
        told.__notes__ = [note for note in notes if not str(note).startswith(_NOTE)]
