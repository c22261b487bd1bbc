"""Small helpers that programs import from `pika.compat`."""

import re
import time
from urllib.parse import parse_qs as url_parse_qs
from urllib.parse import quote as url_quote
from urllib.parse import unquote as url_unquote
from urllib.parse import urlencode, urlparse

basestring = (str,)
str_or_bytes = (str, bytes)
unicode_type = str
time_now = time.monotonic

_LEADING_DIGITS = re.compile(r'(\d+).*')


class long(int):
    """An integer that travels as a 64-bit `l` field, as those that arrived that way do."""

    def __str__(self):
        return str(int(self))

    def __repr__(self):
        return f'{int(self)}L'


def as_bytes(value):
    """`value` as bytes; text is encoded as UTF-8."""
    return value if isinstance(value, bytes) else value.encode('utf-8')


def byte(*values):
    """The bytes with these values."""
    return bytes(values)


def is_integer(value):
    """Whether `value` is an integer."""
    return isinstance(value, int)


def to_digit(value):
    """The number that the text `value` begins with, 0 when there is none."""
    match = _LEADING_DIGITS.match(value)
    return int(match.group(1)) if match else 0
