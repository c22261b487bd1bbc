"""Everything that can go wrong between a program and a broker.

`str()` of an exception is what a traceback shows; `repr()` is what logs and other exceptions quote.
"""


class AMQPError(Exception):
    """Base of all errors of the protocol and of its use."""

    def __repr__(self):
        return f'{_name(self)}: An unspecified AMQP error has occurred; {self.args}'


class AMQPConnectionError(AMQPError):
    """A connection could not be made, or is gone."""

    def __repr__(self):
        if len(self.args) == 2:
            return f'{_name(self)}: ({self.args[0]}) {self.args[1]}'
        return f'{_name(self)}: {self.args}'


class ConnectionOpenAborted(AMQPConnectionError):
    """The program closed the connection before it was open."""


class StreamLostError(AMQPConnectionError):
    """The TCP connection broke off."""


class IncompatibleProtocolError(AMQPConnectionError):
    """The server speaks another protocol."""

    def __repr__(self):
        return f'{_name(self)}: The protocol returned by the server is not supported: {self.args}'


class AuthenticationError(AMQPConnectionError):
    """The server offers no mechanism that the credentials can use."""

    def __repr__(self):
        return (f'{_name(self)}: Server and client could not negotiate use of the {self.args[0]} '
                'authentication mechanism')


class ProbableAuthenticationError(AMQPConnectionError):
    """The server hung up at the moment at which it checks user and password."""

    def __repr__(self):
        return (f'{_name(self)}: Client was disconnected at a connection stage indicating a '
                f'probable authentication error: {self.args}')


class ProbableAccessDeniedError(AMQPConnectionError):
    """The server hung up at the moment at which it checks access to the virtual host."""

    def __repr__(self):
        return (f'{_name(self)}: Client was disconnected at a connection stage indicating a '
                f'probable denial of access to the specified virtual host: {self.args}')


class NoFreeChannels(AMQPConnectionError):
    """All channel numbers of the connection are in use."""

    def __repr__(self):
        return f'{_name(self)}: The connection has run out of free channels'


class ConnectionWrongStateError(AMQPConnectionError):
    """The connection is closed, or not open yet."""

    def __repr__(self):
        if self.args:
            return super().__repr__()
        return f'{_name(self)}: The connection is in wrong state for the requested operation.'


_reply_code = property(lambda error: error.args[0], doc='AMQP reply code, e.g. 320.')
_reply_text = property(lambda error: error.args[1], doc="Why, in the closing side's words.")


class ConnectionClosed(AMQPConnectionError):
    """The connection was closed with a goodbye."""

    reply_code = _reply_code
    reply_text = _reply_text

    def __init__(self, reply_code, reply_text):
        super().__init__(int(reply_code), str(reply_text))

    def __repr__(self):
        return f'{_name(self)}: ({self.reply_code}) {self.reply_text!r}'


class ConnectionClosedByBroker(ConnectionClosed):
    """The broker closed the connection."""


class ConnectionClosedByClient(ConnectionClosed):
    """The program closed the connection."""


class ConnectionBlockedTimeout(AMQPConnectionError):
    """The broker blocked the connection for longer than `blocked_connection_timeout`."""


class AMQPHeartbeatTimeout(AMQPConnectionError):
    """Nothing was heard from the broker for too long."""


class AMQPChannelError(AMQPError):
    """A channel is closed, or was used wrongly."""

    def __repr__(self):
        return f'{_name(self)}: {self.args!r}'


class ChannelWrongStateError(AMQPChannelError):
    """The channel is closed, or not open yet."""


class ChannelClosed(AMQPChannelError):
    """The channel was closed with a goodbye."""

    reply_code = _reply_code
    reply_text = _reply_text

    def __init__(self, reply_code, reply_text):
        super().__init__(int(reply_code), str(reply_text))

    def __repr__(self):
        return f'{_name(self)}: ({self.reply_code}) {self.reply_text!r}'


class ChannelClosedByBroker(ChannelClosed):
    """The broker closed the channel: it was asked for something it must refuse."""


class ChannelClosedByClient(ChannelClosed):
    """The program closed the channel."""


class DuplicateConsumerTag(AMQPChannelError):
    """The channel has a consumer with this tag already."""

    def __repr__(self):
        return (f'{_name(self)}: The consumer tag specified already exists for this channel: '
                f'{self.args[0]}')


class ConsumerCancelled(AMQPChannelError):
    """The broker ended a consumer."""

    def __repr__(self):
        return f'{_name(self)}: Server cancelled consumer'


class UnroutableError(AMQPChannelError):
    """A mandatory message reached no queue (in confirm mode); `messages` lists those the broker returned."""

    def __init__(self, messages):
        super().__init__(f'{len(messages)} unroutable message(s) returned')
        self.messages = messages

    def __repr__(self):
        return f'{_name(self)}: {len(self.messages)} unroutable messages returned by broker'


class NackError(AMQPChannelError):
    """The broker could not take a message (in confirm mode); `messages` lists those it returned."""

    def __init__(self, messages):
        super().__init__(f'{len(messages)} message(s) NACKed')
        self.messages = messages

    def __repr__(self):
        return f'{_name(self)}: {len(self.messages)} unroutable messages returned by broker'


class InvalidChannelNumber(AMQPError):
    """A channel number must be an integer."""

    def __repr__(self):
        return f'{_name(self)}: An invalid channel number has been specified: {self.args[0]}'


class ProtocolSyntaxError(AMQPError):
    """What arrived, or was to be sent, is no valid AMQP."""

    def __repr__(self):
        return f'{_name(self)}: An unspecified protocol syntax error occurred'


class UnexpectedFrameError(ProtocolSyntaxError):
    """A frame arrived at a moment at which it makes no sense."""

    def __repr__(self):
        return f'{_name(self)}: Received a frame out of sequence: {self.args[0]!r}'


class ProtocolVersionMismatch(ProtocolSyntaxError):
    """The server speaks another version of AMQP."""

    def __repr__(self):
        return f'{_name(self)}: Protocol versions did not match: {self.args[0]!r} vs {self.args[1]!r}'


class BodyTooLongError(ProtocolSyntaxError):
    """A message body was longer than its header announced."""

    def __repr__(self):
        return ('%s: Received too many bytes for a message delivery: Received %i, expected %i'
                % (_name(self), self.args[0], self.args[1]))


class InvalidFrameError(ProtocolSyntaxError):
    """Bytes arrived that are no frame."""

    def __repr__(self):
        return f'{_name(self)}: Invalid frame received: {self.args[0]!r}'


class InvalidFieldTypeException(ProtocolSyntaxError):
    """A field of unknown type arrived in a table."""

    def __repr__(self):
        return f'{_name(self)}: Unsupported field kind {self.args[0]}'


class UnsupportedAMQPFieldException(ProtocolSyntaxError):
    """A value that no AMQP field can hold was put into a table."""

    def __repr__(self):
        return f'{_name(self)}: Unsupported field kind {type(self.args[1])}'


class MethodNotImplemented(AMQPError):
    """The server can't do what was asked for."""


class ChannelError(Exception):
    """A channel was used wrongly."""

    def __repr__(self):
        return f'{_name(self)}: An unspecified error occurred with the Channel'


class ReentrancyError(Exception):
    """A blocking call was made inside a callback that can't wait for it."""


class ShortStringTooLong(AMQPError):
    """A name or key has more than 255 bytes."""

    def __repr__(self):
        return (f'{_name(self)}: AMQP Short String can contain up to 255 bytes: '
                f'{str(self.args[0])[:300]}')


class DuplicateGetOkCallback(ChannelError):
    """`basic_get` was called again before the answer to the one before."""

    def __repr__(self):
        return (f'{_name(self)}: basic_get can only be called again after the callback for '
                'the previous basic_get is executed')


def _name(error):
    return type(error).__name__
