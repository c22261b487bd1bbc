"""The kinds of fields that methods are made of, and the compiler from a list of fields to code.

Methods are encoded and decoded for every message, so a method's codec is one straight-line function written out
for its fields, in the way `dataclasses` writes constructors.
"""

import struct

from pika import data
from pika.compat import as_bytes


class Kind:
    """How one kind of field travels."""

    def __init__(self, encode, decode, text=False):
        """`encode` and `decode` are statements; {f} stands for the field. `text`: only text and bytes will do."""
        self.encode = encode
        self.decode = decode
        self.text = text


class Number(Kind):
    """An unsigned integer of fixed size."""

    def __init__(self, layout):
        """`layout` in the language of `struct`."""
        fixed = struct.Struct(layout)
        self.pack = fixed.pack
        self.unpack = fixed.unpack_from
        self.size = fixed.size
        super().__init__(f"pieces.append(pack('{layout}', self.{{f}}))",
                         f"(self.{{f}},) = unpack('{layout}', encoded, offset); offset += {self.size}")


octet = Number('>B')
short = Number('>H')
long = Number('>I')
longlong = Number('>Q')
shortstr = Kind('encode_short_string(pieces, self.{f})',
                'end = offset + 1 + encoded[offset]; self.{f} = text(encoded[offset + 1:end]); offset = end',
                text=True)
longstr = Kind('encode_long_string(pieces, self.{f})',
               'self.{f}, offset = decode_long_string(encoded, offset)', text=True)
table = Kind('encode_table(pieces, self.{f})',
             'self.{f}, offset = decode_table(encoded, offset)')
#: Up to eight of these in a row share one byte.
bit = Kind(None, None)


def encode_long_string(pieces, value):
    """Appends text or bytes with a length of 32 bits."""
    encoded = as_bytes(value)
    pieces.append(struct.pack('>I', len(encoded)))
    pieces.append(encoded)


def decode_long_string(encoded, offset):
    """The bytes at `offset` and the offset after them."""
    start = offset + 4
    end = start + struct.unpack_from('>I', encoded, offset)[0]
    return bytes(encoded[start:end]), end


_NAMES = {
    'pack': struct.pack,
    'unpack': struct.unpack_from,
    'encode_short_string': data.encode_short_string,
    'text': data.text,
    'encode_long_string': encode_long_string,
    'decode_long_string': decode_long_string,
    'encode_table': data.encode_table,
    'decode_table': data.decode_table,
}


def compile_codec(cls):
    """Gives a class with annotated fields its `__init__`, `encode` and `decode`."""
    declared = cls.__annotations__
    defaults = {name: getattr(cls, name) for name in declared}
    for name in declared:
        delattr(cls, name)
    parameters = ''.join(f', {name}=defaults[{name!r}]' for name in declared)
    _define(cls, f'__init__(self{parameters})', [f'self.{name} = {name}' for name in declared],
            'Fields not given have their defaults.', defaults)
    _define(cls, 'encode(self)', ['pieces = []', *_encoding(declared), 'return pieces'],
            'The fields as a list of bytes.')
    _define(cls, 'decode(self, encoded, offset=0)', [*_decoding(declared), 'return self'],
            'Reads the fields from bytes; answers itself.')


def _define(cls, head, statements, docstring, defaults=None):
    source = f'def {head}:\n    {docstring!r}\n' + ''.join(f'    {line}\n' for line in statements)
    scope = {}
    exec(source, {**_NAMES, 'defaults': defaults}, scope)
    (function,) = scope.values()
    function.__qualname__ = f'{cls.__qualname__}.{function.__name__}'
    function.__module__ = cls.__module__
    setattr(cls, function.__name__, function)


def _encoding(declared):
    for group in _bits_together(declared):
        if isinstance(group, list):
            flags = ' | '.join(f'({1 << place} if self.{name} else 0)' for place, name in enumerate(group))
            yield f'pieces.append(bytes(({flags},)))'
            continue
        name, kind = group
        if kind.text:
            yield (f'assert isinstance(self.{name}, (str, bytes)), '
                   f"'A non-string value was supplied for self.{name}'")
        yield kind.encode.format(f=name)


def _decoding(declared):
    for group in _bits_together(declared):
        if isinstance(group, list):
            yield from (f'self.{name} = encoded[offset] & {1 << place} != 0' for place, name in enumerate(group))
            yield 'offset += 1'
        else:
            yield group[1].decode.format(f=group[0])


def _bits_together(declared):
    """The fields as (name, kind), with each run of bits as one list of names."""
    groups = []
    for name, kind in declared.items():
        if kind is not bit:
            groups.append((name, kind))
        elif groups and isinstance(groups[-1], list):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups
