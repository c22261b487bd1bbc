"""AMQP's strings and field tables, to bytes and back (AMQP 0-9-1, section 4.2.5; RabbitMQ's errata)."""

import calendar
import decimal
import struct
from datetime import datetime, timezone

from pika import exceptions
from pika.compat import as_bytes, long

_pack_size = struct.Struct('>I').pack
_unpack_size = struct.Struct('>I').unpack_from


def encode_short_string(pieces, value):
    """Appends text of at most 255 bytes; answers how many bytes that made."""
    encoded = as_bytes(value)
    if len(encoded) > 255:
        raise exceptions.ShortStringTooLong(encoded)
    pieces.append(bytes((len(encoded),)))
    pieces.append(encoded)
    return 1 + len(encoded)


def decode_short_string(encoded, offset):
    """The text at `offset` and the offset after it; bytes when it is no UTF-8."""
    start = offset + 1
    end = start + encoded[offset]
    return text(encoded[start:end]), end


def encode_table(pieces, table):
    """Appends a table, None standing for an empty one; answers how many bytes that made."""
    start = len(pieces)
    pieces.append(None)  # the size, when it is known
    size = 0
    for key, value in (table or {}).items():
        size += encode_short_string(pieces, key)
        size += encode_value(pieces, value)
    pieces[start] = _pack_size(size)
    return 4 + size


def decode_table(encoded, offset):
    """The table at `offset` and the offset after it."""
    end = offset + 4 + _unpack_size(encoded, offset)[0]
    offset += 4
    table = {}
    while offset < end:
        key, offset = decode_short_string(encoded, offset)
        table[key], offset = decode_value(encoded, offset)
    return table, offset


def encode_value(pieces, value):
    """Appends a field, its type first; answers how many bytes that made.

    Raises UnsupportedAMQPFieldException for a value of a type that AMQP doesn't know.
    """
    if isinstance(value, dict):
        pieces.append(b'F')
        return 1 + encode_table(pieces, value)
    parts = _encode_field(pieces, value)
    pieces.extend(parts)
    return sum(map(len, parts))


def _encode_field(pieces, value):
    """The parts of a field's bytes, cut where pika cuts them: its error for a field it can't encode shows `pieces`."""
    if isinstance(value, str):
        return _long_string(b'S', value.encode('utf-8'))
    if isinstance(value, bytes):
        return _long_string(b'x', value)
    if isinstance(value, bool):
        return (b't\x01' if value else b't\x00',)
    if isinstance(value, int):
        fits = -0x80000000 <= value <= 0x7fffffff and not isinstance(value, long)
        return (struct.pack('>ci', b'I', value) if fits else struct.pack('>cq', b'l', value),)
    if isinstance(value, decimal.Decimal):
        return (_encode_decimal(value.normalize()),)
    if isinstance(value, datetime):
        return (struct.pack('>cQ', b'T', calendar.timegm(value.utctimetuple())),)
    if isinstance(value, list):
        return _long_string(b'A', _encode_items(value))
    if value is None:
        return (b'V',)
    raise exceptions.UnsupportedAMQPFieldException(pieces, value)


def _encode_items(items):
    pieces = []
    for item in items:
        encode_value(pieces, item)
    return b''.join(pieces)


def _long_string(kind, content):
    return kind + _pack_size(len(content)), content


def _encode_decimal(value):
    decimals = max(0, -value.as_tuple().exponent)
    return struct.pack('>cBi', b'D', decimals, int(value.scaleb(decimals)))


def decode_value(encoded, offset):
    """The field at `offset` and the offset after it.

    Raises InvalidFieldTypeException for a type that AMQP doesn't know.
    """
    kind = encoded[offset:offset + 1]
    try:
        decode = _DECODERS[kind]
    except KeyError:
        raise exceptions.InvalidFieldTypeException(kind) from None
    return decode(encoded, offset + 1)


def _number(layout, convert=int):
    fixed = struct.Struct(layout)

    def decode(encoded, offset):
        return convert(fixed.unpack_from(encoded, offset)[0]), offset + fixed.size

    return decode


def _decode_decimal(encoded, offset):
    decimals, digits = struct.unpack_from('>Bi', encoded, offset)
    return decimal.Decimal(digits) * (decimal.Decimal(10) ** -decimals), offset + 5


def _decode_bytes(encoded, offset):
    start = offset + 4
    end = start + _unpack_size(encoded, offset)[0]
    return encoded[start:end], end


def _decode_text(encoded, offset):
    content, end = _decode_bytes(encoded, offset)
    return text(content), end


def _decode_array(encoded, offset):
    end = offset + 4 + _unpack_size(encoded, offset)[0]
    offset += 4
    items = []
    while offset < end:
        item, offset = decode_value(encoded, offset)
        items.append(item)
    return items, offset


def _utc(seconds):
    """The moment as pika gives it: in UTC, without saying so."""
    return datetime.fromtimestamp(seconds, timezone.utc).replace(tzinfo=None)


def text(content):
    """Bytes as text; as they are when they are no UTF-8."""
    try:
        return content.decode('utf-8')
    except UnicodeDecodeError:
        return content


_DECODERS = {
    b't': _number('>B', bool),
    b'b': _number('>B'),
    b'B': _number('>b'),
    b's': _number('>h'),
    b'U': _number('>h'),
    b'u': _number('>H'),
    b'I': _number('>i'),
    b'i': _number('>I'),
    b'L': _number('>q', long),
    b'l': _number('>Q', long),
    # pika 1.2 makes these whole numbers, too.
    b'f': _number('>f', long),
    b'd': _number('>d', long),
    b'T': _number('>Q', _utc),
    b'D': _decode_decimal,
    b'S': _decode_text,
    b'x': _decode_bytes,
    b'A': _decode_array,
    b'F': decode_table,
    b'V': lambda encoded, offset: (None, offset),
}
