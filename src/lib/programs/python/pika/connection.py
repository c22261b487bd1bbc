"""A connection: the handshake, the channels on it, and the frames that come and go.

`Connection` knows the protocol but neither sockets nor event loops; the adapters add those. The parameters of a
connection are defined next door and are reached from here, as programs expect.
"""

import copy
import logging
import platform
import struct

from pika import exceptions, frame, spec, validators
from pika._parameters import MAX_CHANNELS, ConnectionParameters, Parameters, SSLOptions, URLParameters
from pika.channel import Channel
from pika.heartbeat import HeartbeatChecker

__all__ = ['Connection', 'ConnectionParameters', 'Parameters', 'SSLOptions', 'URLParameters', 'PRODUCT']

PRODUCT = 'Pika Python Client Library'
LOGGER = logging.getLogger(__name__)

for _class in (ConnectionParameters, Parameters, SSLOptions, URLParameters):
    _class.__module__ = __name__

_frame_header = struct.Struct('>BHI').unpack_from
_method_index = struct.Struct('>I').unpack_from
_body_size = struct.Struct('>Q').unpack_from
_HEADER_SIZE = spec.FRAME_HEADER_SIZE
#: Where the body's size and the properties are in a header frame, counted from the start of its payload.
_BODY_SIZE_AT = 4
_PROPERTIES_AT = 12
#: So many different sets of properties are remembered in decoded form.
_MOST_PROPERTIES = 256


class Connection:
    """What all kinds of connections have in common."""

    CONNECTION_CLOSED = 0
    CONNECTION_INIT = 1
    CONNECTION_PROTOCOL = 2
    CONNECTION_START = 3
    CONNECTION_TUNE = 4
    CONNECTION_OPEN = 5
    CONNECTION_CLOSING = 6

    _STATE_NAMES = {
        CONNECTION_CLOSED: 'CLOSED',
        CONNECTION_INIT: 'INIT',
        CONNECTION_PROTOCOL: 'PROTOCOL',
        CONNECTION_START: 'START',
        CONNECTION_TUNE: 'TUNE',
        CONNECTION_OPEN: 'OPEN',
        CONNECTION_CLOSING: 'CLOSING',
    }

    def __init__(self,
                 parameters=None,
                 on_open_callback=None,
                 on_open_error_callback=None,
                 on_close_callback=None,
                 internal_connection_workflow=True):
        """Begins to connect.

        `on_open_callback(connection)`, `on_open_error_callback(connection, error)` and
        `on_close_callback(connection, reason)` tell how it goes. Without `internal_connection_workflow` somebody
        else brings the stream.
        """
        self.params = copy.copy(parameters) if parameters is not None else ConnectionParameters()
        self.params.credentials = self.params.credentials  # a copy of our own: they may be erased
        self.connection_state = self.CONNECTION_INIT
        self.server_properties = None
        self.server_capabilities = None
        self.known_hosts = None
        self.bytes_sent = 0
        self.bytes_received = 0
        self.frames_sent = 0
        self.frames_received = 0
        self._opened = False
        self._error = None
        self._channels = {}
        self._unread = b''
        self._known_properties = {}
        self._largest_fragment = self.params.frame_max - spec.FRAME_HEADER_SIZE - spec.FRAME_END_SIZE
        self._heartbeat_checker = None
        self._blocked_timer = None
        self._on_open = []
        self._on_open_error = [on_open_error_callback or self._default_on_connection_error]
        self._on_close = []
        self._on_blocked = []
        self._on_unblocked = []
        if on_open_callback:
            self.add_on_open_callback(on_open_callback)
        if on_close_callback:
            self.add_on_close_callback(on_close_callback)
        if internal_connection_workflow:
            self._adapter_connect_stream()

    # ---- Who wants to know what

    def add_on_open_callback(self, callback):
        """Calls `callback(connection)` when the connection is open."""
        validators.require_callback(callback)
        self._on_open.append(callback)

    def add_on_open_error_callback(self, callback, remove_default=True):
        """Calls `callback(connection, error)` when it can't be opened; the default raises the error."""
        validators.require_callback(callback)
        if remove_default and self._default_on_connection_error in self._on_open_error:
            self._on_open_error.remove(self._default_on_connection_error)
        self._on_open_error.append(callback)

    def add_on_close_callback(self, callback):
        """Calls `callback(connection, reason)` when an open connection is closed; `reason` is an exception."""
        validators.require_callback(callback)
        self._on_close.append(callback)

    def add_on_connection_blocked_callback(self, callback):
        """Calls `callback(connection, frame)` when the broker stops taking messages."""
        validators.require_callback(callback)
        self._on_blocked.append(callback)

    def add_on_connection_unblocked_callback(self, callback):
        """Calls `callback(connection, frame)` when the broker takes messages again."""
        validators.require_callback(callback)
        self._on_unblocked.append(callback)

    @staticmethod
    def _default_on_connection_error(_connection, error):
        raise error

    # ---- Channels, and the end

    def channel(self, channel_number=None, on_open_callback=None):
        """Opens a channel, and calls `on_open_callback(channel)` when it can be used."""
        if not self.is_open:
            raise exceptions.ConnectionWrongStateError(
                f'Channel allocation requires an open connection: {self}')
        validators.rpc_completion_callback(on_open_callback)
        channel_number = channel_number or self._next_channel_number()
        channel = self._channels[channel_number] = Channel(self, channel_number, on_open_callback)
        channel.open()
        return channel

    def _next_channel_number(self):
        if len(self._channels) >= (self.params.channel_max or MAX_CHANNELS):
            raise exceptions.NoFreeChannels()
        return next(number for number in range(1, len(self._channels) + 2) if number not in self._channels)

    def _channel_finished(self, channel):
        self._channels.pop(channel.channel_number, None)
        if self.is_closing and not self._channels:
            self._say_goodbye()

    def close(self, reply_code=200, reply_text='Normal shutdown'):
        """Closes the channels and then the connection.

        Raises ConnectionWrongStateError when it is closed or closing.
        """
        if self.is_closing or self.is_closed:
            message = (f'Illegal close({reply_code}, {reply_text!r}) request on {self} because it was called '
                       f'while connection state={self._STATE_NAMES[self.connection_state]}.')
            LOGGER.error(message)
            raise exceptions.ConnectionWrongStateError(message)
        for channel in list(self._channels.values()):
            if not (channel.is_closing or channel.is_closed):
                channel.close(reply_code, reply_text)
        state = self._STATE_NAMES[self.connection_state]
        self.connection_state = self.CONNECTION_CLOSING
        LOGGER.info('Closing connection (%s): %r', reply_code, reply_text)
        if not self._opened:
            self._terminate_stream(exceptions.ConnectionOpenAborted(
                'Connection.close() called before connection finished opening: '
                f'prev_state={state} ({reply_code}): {reply_text!r}'))
            return
        self._error = exceptions.ConnectionClosedByClient(reply_code, reply_text)
        if self._channels:
            LOGGER.info('Connection.close is waiting for %d channels to close: %s', len(self._channels), self)
        else:
            self._say_goodbye()

    def _say_goodbye(self):
        self._send_method(0, spec.Connection.Close(self._error.reply_code, self._error.reply_text, 0, 0))

    # ---- How it is

    @property
    def is_closed(self):
        """Whether the connection is closed."""
        return self.connection_state == self.CONNECTION_CLOSED

    @property
    def is_closing(self):
        """Whether the connection is being closed by the program."""
        return self.connection_state == self.CONNECTION_CLOSING

    @property
    def is_open(self):
        """Whether the connection can be used."""
        return self.connection_state == self.CONNECTION_OPEN

    @property
    def basic_nack(self):
        """Whether the broker knows Basic.Nack."""
        return self.server_capabilities.get('basic.nack', False)

    @property
    def consumer_cancel_notify(self):
        """Whether the broker tells of consumers that it ended."""
        return self.server_capabilities.get('consumer_cancel_notify', False)

    @property
    def exchange_exchange_bindings(self):
        """Whether the broker can bind exchanges to exchanges."""
        return self.server_capabilities.get('exchange_exchange_bindings', False)

    @property
    def publisher_confirms(self):
        """Whether the broker can confirm messages."""
        return self.server_capabilities.get('publisher_confirms', False)

    # ---- What an adapter adds

    def _adapter_connect_stream(self):
        """Begins to connect; calls `_on_stream_connected` or `_on_stream_terminated` later."""
        raise NotImplementedError

    def _adapter_disconnect_stream(self):
        """Closes the stream; calls `_on_stream_terminated` later."""
        raise NotImplementedError

    def _adapter_emit_data(self, data):
        """Sends bytes."""
        raise NotImplementedError

    def _adapter_call_later(self, delay, callback):
        """Calls `callback` after `delay` seconds; answers a timer."""
        raise NotImplementedError

    def _adapter_call_in_background(self, delay, callback):
        """The same for a timer that nobody waits for."""
        return self._adapter_call_later(delay, callback)

    def _adapter_remove_timeout(self, timer):
        """Cancels a timer."""
        raise NotImplementedError

    # ---- Sending

    def _send_method(self, channel_number, method):
        self._send_frame(frame.Method(channel_number, method))

    def _send_frame(self, frame_value):
        if self.is_closed:
            LOGGER.error('Attempted to send frame when closed')
            raise exceptions.ConnectionWrongStateError('Attempted to send a frame on closed connection.')
        self._output(frame_value.marshal())

    def _output(self, data):
        self.bytes_sent += len(data)
        self.frames_sent += 1
        self._adapter_emit_data(data)

    # ---- The handshake

    def _on_stream_connected(self):
        self.connection_state = self.CONNECTION_PROTOCOL
        self._output(frame.ProtocolHeader().marshal())

    def _on_start(self, method):
        self.connection_state = self.CONNECTION_START
        if (method.version_major, method.version_minor) != spec.PROTOCOL_VERSION[:2]:
            raise exceptions.ProtocolVersionMismatch(frame.ProtocolHeader(), frame.Method(0, method))
        self.server_properties = method.server_properties
        self.server_capabilities = self.server_properties.get('capabilities', {})
        mechanism, response = self.params.credentials.response_for(method)
        if not mechanism:
            raise exceptions.AuthenticationError(self.params.credentials.TYPE)
        self.params.credentials.erase_credentials()
        self._send_method(0, spec.Connection.StartOk(self._client_properties, mechanism, response,
                                                     self.params.locale))

    @property
    def _client_properties(self):
        from pika import __version__

        return {
            'product': PRODUCT,
            'platform': f'Python {platform.python_version()}',
            'capabilities': {
                'authentication_failure_close': True,
                'basic.nack': True,
                'connection.blocked': True,
                'consumer_cancel_notify': True,
                'publisher_confirms': True,
            },
            'information': 'See http://pika.rtfd.org',
            'version': __version__,
            **(self.params.client_properties or {}),
        }

    def _on_tune(self, method):
        self.connection_state = self.CONNECTION_TUNE
        params = self.params
        params.channel_max = _smaller(params.channel_max, method.channel_max)
        params.frame_max = _smaller(params.frame_max, method.frame_max)
        if callable(params.heartbeat):
            wish = params.heartbeat(self, method.heartbeat)
            if wish is None or callable(wish):
                raise TypeError(f'heartbeat callback must not return None or callable, but got {wish!r}')
            params.heartbeat = wish
        if params.heartbeat is None:
            params.heartbeat = method.heartbeat
        self._largest_fragment = params.frame_max - spec.FRAME_HEADER_SIZE - spec.FRAME_END_SIZE
        if params.heartbeat > 0:
            self._heartbeat_checker = HeartbeatChecker(self, params.heartbeat)
        self._send_method(0, spec.Connection.TuneOk(params.channel_max, params.frame_max, params.heartbeat))
        self._send_method(0, spec.Connection.Open(params.virtual_host, insist=True))

    def _on_open_ok(self, method):
        self._opened = True
        self.known_hosts = method.known_hosts
        self.connection_state = self.CONNECTION_OPEN
        for callback in list(self._on_open):
            callback(self)

    # ---- Blocked and unblocked

    def _blocked(self, method):
        if self.params.blocked_connection_timeout is not None and self._blocked_timer is None:
            self._blocked_timer = self._adapter_call_later(self.params.blocked_connection_timeout,
                                                           self._blocked_for_too_long)
        for callback in list(self._on_blocked):
            callback(self, frame.Method(0, method))

    def _unblocked(self, method):
        self._stop_blocked_timer()
        for callback in list(self._on_unblocked):
            callback(self, frame.Method(0, method))

    def _stop_blocked_timer(self):
        if self._blocked_timer is not None:
            self._adapter_remove_timeout(self._blocked_timer)
            self._blocked_timer = None

    def _blocked_for_too_long(self):
        self._blocked_timer = None
        self._terminate_stream(exceptions.ConnectionBlockedTimeout('Blocked connection timeout expired.'))

    # ---- Receiving

    def _on_data_available(self, received):
        """Bytes have arrived: all frames that are complete now are handled.

        This is the path of every message, hence one loop with all steps in view.
        """
        data = self._unread + received if self._unread else received
        self.bytes_received += len(received)
        channels = self._channels
        position = 0
        end = len(data)
        while end - position > _HEADER_SIZE:
            kind, number, size = _frame_header(data, position)
            start = position + _HEADER_SIZE
            stop = start + size
            if kind == 65:  # the A of AMQP
                self._on_protocol_header(data[position:])
                return
            if stop >= end:
                break
            if data[stop] != spec.FRAME_END:
                raise exceptions.InvalidFrameError('Invalid FRAME_END marker')
            position = stop + 1
            self.frames_received += 1
            if kind == spec.FRAME_METHOD:
                method_class = spec.methods[_method_index(data, start)[0]]
                method = method_class.__new__(method_class).decode(data, start + 4)
                if number == 0:
                    self._on_method(method)
                elif number in channels:
                    channels[number]._on_method(method)
            elif kind == spec.FRAME_HEADER:
                if number in channels:
                    channels[number]._on_header(self._properties(data[start + _PROPERTIES_AT:stop]),
                                                _body_size(data, start + _BODY_SIZE_AT)[0])
            elif kind == spec.FRAME_BODY:
                if number in channels:
                    channels[number]._on_body(data[start:stop])
            elif kind != spec.FRAME_HEARTBEAT:
                raise exceptions.InvalidFrameError(f'Unknown frame type: {kind}')
        self._unread = data[position:]

    def _properties(self, encoded):
        """Properties from bytes; those seen before are copied, as long as they have no headers to be shared."""
        known = self._known_properties.get(encoded)
        if known is None:
            properties = spec.BasicProperties().decode(encoded)
            if properties.headers is None:
                if len(self._known_properties) >= _MOST_PROPERTIES:
                    self._known_properties.clear()
                self._known_properties[encoded] = dict(vars(properties))
            return properties
        properties = spec.BasicProperties.__new__(spec.BasicProperties)
        properties.__dict__.update(known)
        return properties

    def _on_protocol_header(self, data):
        """The broker would rather speak another version."""
        _, header = frame.decode_frame(data)
        LOGGER.error('Probably incompatible Protocol Versions')
        self._terminate_stream(exceptions.ProtocolVersionMismatch(frame.ProtocolHeader(), header))

    def _on_method(self, method):
        """A method of the connection itself has arrived."""
        handle = self._HANDLERS.get(type(method))
        if handle is None:
            raise exceptions.UnexpectedFrameError(frame.Method(0, method))
        try:
            handle(self, method)
        except exceptions.AMQPError as error:
            if self._opened:
                raise
            self._terminate_stream(error)

    def _on_close_from_broker(self, method):
        self._terminate_stream(exceptions.ConnectionClosedByBroker(method.reply_code, method.reply_text))

    def _on_close_ok(self, _method):
        self._terminate_stream(None)

    _HANDLERS = {
        spec.Connection.Start: _on_start,
        spec.Connection.Tune: _on_tune,
        spec.Connection.OpenOk: _on_open_ok,
        spec.Connection.Blocked: _blocked,
        spec.Connection.Unblocked: _unblocked,
        spec.Connection.Close: _on_close_from_broker,
        spec.Connection.CloseOk: _on_close_ok,
    }

    # ---- The end

    def _terminate_stream(self, error):
        """Gives the stream up; `error` is the reason, None for the one that is known already."""
        if error is not None:
            self._error = error
        self._stop_heartbeats()
        self._adapter_disconnect_stream()

    def _stop_heartbeats(self):
        if self._heartbeat_checker:
            self._heartbeat_checker.stop()
            self._heartbeat_checker = None

    def _on_stream_terminated(self, error):
        """The stream is gone; `error` is the reason unless there is one already."""
        if self.is_closed:
            return
        LOGGER.info('AMQP stack terminated, failed to connect, or aborted: opened=%r, error-arg=%r; pending-error=%r',
                    self._opened, error, self._error)
        self._error = self._error or error
        self._stop_heartbeats()
        self._stop_blocked_timer()
        if not self._opened:
            self._error = self._probable_reason(self._error)
        self.connection_state = self.CONNECTION_CLOSED
        for channel in list(self._channels.values()):
            channel._connection_lost(self._error)
        LOGGER.info('%s terminated due to %r', 'Stack' if self._opened else 'Connection setup', self._error)
        for callback in list(self._on_close if self._opened else self._on_open_error):
            callback(self, self._error)

    def _probable_reason(self, error):
        """What it means that the broker hung up at this stage of the handshake."""
        if isinstance(error, (exceptions.StreamLostError, exceptions.ConnectionClosedByBroker)):
            guess, words = {
                self.CONNECTION_PROTOCOL: (exceptions.IncompatibleProtocolError,
                                           'Probably incompatible Protocol Versions'),
                self.CONNECTION_START: (exceptions.ProbableAuthenticationError,
                                        'Connection closed while authenticating indicating a probable '
                                        'authentication error'),
                self.CONNECTION_TUNE: (exceptions.ProbableAccessDeniedError,
                                       'Connection closed while tuning the connection indicating a probable '
                                       'permission error when accessing a virtual host'),
            }.get(self.connection_state, (None, None))
            if guess is not None:
                LOGGER.error(words)
                return guess(repr(error))
        return error


def _smaller(mine, theirs):
    """The limit that satisfies both sides; 0 is none."""
    return min(mine, theirs) if mine and theirs else max(mine, theirs)
