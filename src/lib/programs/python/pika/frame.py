"""Frames: the envelopes in which methods, message headers and bodies travel."""

import struct

from pika import exceptions, spec
from pika.amqp_object import AMQPObject

_header = struct.Struct('>BHI')
_content_header = struct.Struct('>HHQ')
_END = bytes((spec.FRAME_END,))


class Frame(AMQPObject):
    """Base of all frames."""

    NAME = 'Frame'

    def __init__(self, frame_type, channel_number):
        self.frame_type = frame_type
        self.channel_number = channel_number

    def _marshal(self, pieces):
        payload = b''.join(pieces)
        return _header.pack(self.frame_type, self.channel_number, len(payload)) + payload + _END

    def marshal(self):
        """The frame as bytes."""
        raise NotImplementedError


class Method(Frame):
    """A frame that holds a method."""

    NAME = 'METHOD'

    def __init__(self, channel_number, method):
        super().__init__(spec.FRAME_METHOD, channel_number)
        self.method = method

    def marshal(self):
        return self._marshal([self.method.INDEX.to_bytes(4, 'big'), *self.method.encode()])


class Header(Frame):
    """A frame that holds a message's properties and the size of its body in bytes."""

    NAME = 'Header'

    def __init__(self, channel_number, body_size, props):
        super().__init__(spec.FRAME_HEADER, channel_number)
        self.body_size = body_size
        self.properties = props

    def marshal(self):
        pieces = self.properties.encode()
        return self._marshal([_content_header.pack(self.properties.INDEX, 0, self.body_size), *pieces])


class Body(Frame):
    """A frame that holds a part of a message's body."""

    NAME = 'Body'

    def __init__(self, channel_number, fragment):
        super().__init__(spec.FRAME_BODY, channel_number)
        self.fragment = fragment

    def marshal(self):
        return self._marshal([self.fragment])


class Heartbeat(Frame):
    """A sign of life."""

    NAME = 'Heartbeat'

    def __init__(self):
        super().__init__(spec.FRAME_HEARTBEAT, 0)

    def marshal(self):
        return self._marshal([])


class ProtocolHeader(AMQPObject):
    """The first bytes on a connection; from a broker: the version that it would rather speak."""

    NAME = 'ProtocolHeader'

    def __init__(self, major=None, minor=None, revision=None):
        self.frame_type = -1
        self.major = major or spec.PROTOCOL_VERSION[0]
        self.minor = minor or spec.PROTOCOL_VERSION[1]
        self.revision = revision or spec.PROTOCOL_VERSION[2]

    def marshal(self):
        """The header as bytes."""
        return b'AMQP' + bytes((0, self.major, self.minor, self.revision))


def decode_frame(data_in):
    """The number of bytes that the first frame takes, and the frame; (0, None) when it isn't complete.

    Raises InvalidFrameError when the bytes are no frame.
    """
    if data_in[:4] == b'AMQP':
        return (8, ProtocolHeader(*data_in[5:8])) if len(data_in) >= 8 else (0, None)
    if len(data_in) < spec.FRAME_HEADER_SIZE:
        return 0, None
    kind, channel_number, size = _header.unpack_from(data_in)
    end = spec.FRAME_HEADER_SIZE + size
    if len(data_in) <= end:
        return 0, None
    if data_in[end] != spec.FRAME_END:
        raise exceptions.InvalidFrameError('Invalid FRAME_END marker')
    return end + spec.FRAME_END_SIZE, _decode(kind, channel_number, data_in[spec.FRAME_HEADER_SIZE:end])


def _decode(kind, channel_number, payload):
    if kind == spec.FRAME_METHOD:
        method = spec.methods[int.from_bytes(payload[:4], 'big')]()
        return Method(channel_number, method.decode(payload, 4))
    if kind == spec.FRAME_HEADER:
        class_id, _, body_size = _content_header.unpack_from(payload)
        return Header(channel_number, body_size, spec.props[class_id]().decode(payload, _content_header.size))
    if kind == spec.FRAME_BODY:
        return Body(channel_number, payload)
    if kind == spec.FRAME_HEARTBEAT:
        return Heartbeat()
    raise exceptions.InvalidFrameError(f'Unknown frame type: {kind}')
