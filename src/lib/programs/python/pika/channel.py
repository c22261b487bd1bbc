"""A channel: the conversation in which queues are declared and messages go to and fro.

All answers come by callback here; `BlockingChannel` waits for them. A channel asks one question at a time: what is
asked while an answer is outstanding waits its turn.
"""

import collections
import logging
import struct
import uuid
from enum import Enum

from pika import exceptions, frame, spec, validators
from pika._parameters import MAX_CHANNELS
from pika.compat import is_integer
from pika.exchange_type import ExchangeType

LOGGER = logging.getLogger(__name__)

_END = bytes((spec.FRAME_END,))
_header_start = struct.Struct('>BHIHH').pack
_body_start = struct.Struct('>BHI').pack
#: Bytes in a header frame's payload before the properties.
_HEADER_FIXED = 12
#: Enough for all exchanges and routing keys of an ordinary program.
_MOST_ENVELOPES = 1000


class Channel:
    """A channel of a connection with callbacks. Made by `Connection.channel()`."""

    CLOSED = 0
    OPENING = 1
    OPEN = 2
    CLOSING = 3

    _STATE_NAMES = {CLOSED: 'CLOSED', OPENING: 'OPENING', OPEN: 'OPEN', CLOSING: 'CLOSING'}

    def __init__(self, connection, channel_number, on_open_callback):
        """`on_open_callback(channel)` is called when the channel is open."""
        if not isinstance(channel_number, int):
            raise exceptions.InvalidChannelNumber(channel_number)
        validators.rpc_completion_callback(on_open_callback)
        self.channel_number = channel_number
        self.connection = connection
        self.flow_active = True
        self._state = self.CLOSED
        self._closing_reason = None
        self._on_open = on_open_callback
        self._on_close = []
        self._on_return = []
        self._on_get_ok = None
        #: Callbacks by class of method: lists of (callback, whether only for the next one).
        self._callbacks = collections.defaultdict(list)
        #: Callbacks of consumers by tag; of those being cancelled; of those without acknowledgement.
        self._consumers = {}
        self._cancelled = set()
        self._consumers_with_noack = set()
        #: What is being asked: the answers that fit, and who wants one; None between questions.
        self._question = None
        self._questions_to_come = collections.deque()
        #: A message on its way in: its method, properties, the bytes still to come, and those that came.
        self._method = None
        self._properties = None
        self._missing = 0
        self._fragments = []
        self._envelopes = {}

    def __int__(self):
        return self.channel_number

    def __repr__(self):
        return (f'<{type(self).__name__} number={self.channel_number} {self._STATE_NAMES[self._state]} '
                f'conn={self.connection!r}>')

    # ---- Who wants to know what

    def add_callback(self, callback, replies, one_shot=True):
        """Calls `callback(frame)` when a method of one of the classes `replies` arrives; `one_shot`: only once."""
        for reply in replies:
            self._callbacks[reply].append((callback, one_shot))

    def add_on_cancel_callback(self, callback):
        """Calls `callback(frame)` when the broker ends a consumer."""
        self.add_callback(callback, [spec.Basic.Cancel], one_shot=False)

    def add_on_close_callback(self, callback):
        """Calls `callback(channel, reason)` when the channel is closed; `reason` is an exception."""
        self._on_close.append(callback)

    def add_on_flow_callback(self, callback):
        """Calls `callback(frame)` when the broker stops or restarts the flow of messages."""
        self.add_callback(callback, [spec.Channel.Flow], one_shot=False)

    def add_on_return_callback(self, callback):
        """Calls `callback(channel, method, properties, body)` for each message that is returned."""
        self._on_return.append(callback)

    # ---- Messages

    def basic_ack(self, delivery_tag=0, multiple=False):
        """Acknowledges a delivery; `multiple`: and all before it."""
        self._raise_if_not_open()
        self._send_method(spec.Basic.Ack(delivery_tag, multiple))

    def basic_nack(self, delivery_tag=0, multiple=False, requeue=True):
        """Rejects a delivery; `multiple`: and all before it. `requeue`: back to the queue with it."""
        self._raise_if_not_open()
        self._send_method(spec.Basic.Nack(delivery_tag, multiple, requeue))

    def basic_reject(self, delivery_tag=0, requeue=True):
        """Rejects a delivery. `requeue`: back to the queue with it."""
        self._raise_if_not_open()
        if not is_integer(delivery_tag):
            raise TypeError('delivery_tag must be an integer')
        self._send_method(spec.Basic.Reject(delivery_tag, requeue))

    def basic_publish(self, exchange, routing_key, body, properties=None, mandatory=False):
        """Sends a message. `mandatory`: it comes back when it reaches no queue."""
        self._raise_if_not_open()
        if isinstance(body, str):
            body = body.encode('utf-8')
        size = len(body)
        self.connection._output(self._head(exchange, routing_key, size, properties, mandatory) +
                                self._body(body, size))

    def _head(self, exchange, routing_key, size, properties, mandatory):
        """The frames before the body: method and header."""
        try:
            envelope = self._envelopes[exchange, routing_key, mandatory]
        except (KeyError, TypeError):
            envelope = self._envelope(exchange, routing_key, mandatory)
        if not properties:
            return envelope + _bare_header(self.channel_number, size)
        pieces = properties.encode()
        payload = b''.join(pieces)
        return b''.join((
            envelope,
            _header_start(spec.FRAME_HEADER, self.channel_number, _HEADER_FIXED + len(payload), properties.INDEX, 0),
            size.to_bytes(8, 'big'), payload, _END))

    def _envelope(self, exchange, routing_key, mandatory):
        """The frame with the method, kept for the next message that goes the same way."""
        method = spec.Basic.Publish(exchange=exchange, routing_key=routing_key, mandatory=mandatory)
        envelope = frame.Method(self.channel_number, method).marshal()
        if len(self._envelopes) >= _MOST_ENVELOPES:
            self._envelopes.clear()
        self._envelopes[exchange, routing_key, mandatory] = envelope
        return envelope

    def _body(self, body, size):
        largest = self.connection._largest_fragment
        if 0 < size <= largest and type(body) is bytes:
            return _body_start(spec.FRAME_BODY, self.channel_number, size) + body + _END
        if size and isinstance(body, dict):  # it can't be sliced: in the words of Pythons before 3.12
            raise TypeError("unhashable type: 'slice'")
        return b''.join(frame.Body(self.channel_number, body[start:start + largest]).marshal()
                        for start in range(0, size, largest))

    def basic_consume(self,
                      queue,
                      on_message_callback,
                      auto_ack=False,
                      exclusive=False,
                      consumer_tag=None,
                      arguments=None,
                      callback=None):
        """Starts a consumer and answers its tag.

        `on_message_callback(channel, method, properties, body)` is called for each message. `auto_ack`: the broker
        forgets a message as soon as it has sent it. `callback(frame)` is called when the consumer has started.
        Raises DuplicateConsumerTag.
        """
        validators.require_string(queue, 'queue')
        validators.require_callback(on_message_callback)
        self._raise_if_not_open()
        validators.rpc_completion_callback(callback)
        consumer_tag = consumer_tag or self._generate_consumer_tag()
        if consumer_tag in self._consumers or consumer_tag in self._cancelled:
            raise exceptions.DuplicateConsumerTag(consumer_tag)
        if auto_ack:
            self._consumers_with_noack.add(consumer_tag)
        self._consumers[consumer_tag] = on_message_callback
        self._ask(spec.Basic.Consume(queue=queue, consumer_tag=consumer_tag, no_ack=auto_ack, exclusive=exclusive,
                                     arguments=arguments or {}), callback or _ignore, spec.Basic.ConsumeOk)
        return consumer_tag

    def _generate_consumer_tag(self):
        return f'ctag{self.channel_number}.{uuid.uuid4().hex}'

    def basic_cancel(self, consumer_tag='', callback=None):
        """Ends a consumer. Deliveries that are under way are rejected unless it has `auto_ack`."""
        validators.require_string(consumer_tag, 'consumer_tag')
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        if consumer_tag in self._cancelled:
            LOGGER.warning('basic_cancel - consumer is already cancelling: %s', consumer_tag)
            return
        if consumer_tag not in self._consumers:
            LOGGER.warning('basic_cancel - consumer not found: %s', consumer_tag)
            return
        self._cancelled.add(consumer_tag)
        if nowait:
            del self._consumers[consumer_tag]
            self._send_method(spec.Basic.Cancel(consumer_tag=consumer_tag, nowait=True))
            return

        def cancelled(answer):
            self._forget_consumer(consumer_tag)
            callback(answer)

        self._ask(spec.Basic.Cancel(consumer_tag=consumer_tag), cancelled, spec.Basic.CancelOk)

    def _forget_consumer(self, consumer_tag):
        self._consumers_with_noack.discard(consumer_tag)
        self._consumers.pop(consumer_tag, None)
        self._cancelled.discard(consumer_tag)

    def basic_get(self, queue, callback, auto_ack=False):
        """Asks for one message; `callback(channel, method, properties, body)` is called if there is one."""
        validators.require_string(queue, 'queue')
        validators.require_callback(callback)
        if self._on_get_ok is not None:
            raise exceptions.DuplicateGetOkCallback()
        self._on_get_ok = callback
        self._send_method(spec.Basic.Get(queue=queue, no_ack=auto_ack))

    def basic_qos(self, prefetch_size=0, prefetch_count=0, global_qos=False, callback=None):
        """Limits the unacknowledged messages of each consumer; `global_qos`: of the channel together."""
        self._raise_if_not_open()
        validators.rpc_completion_callback(callback)
        validators.zero_or_greater('prefetch_size', prefetch_size)
        validators.zero_or_greater('prefetch_count', prefetch_count)
        self._ask(spec.Basic.Qos(prefetch_size, prefetch_count, global_qos), callback, spec.Basic.QosOk)

    def basic_recover(self, requeue=False, callback=None):
        """Asks for redelivery of all that is unacknowledged."""
        self._raise_if_not_open()
        validators.rpc_completion_callback(callback)
        self._ask(spec.Basic.Recover(requeue), callback, spec.Basic.RecoverOk)

    def confirm_delivery(self, ack_nack_callback, callback=None):
        """Asks the broker to confirm messages; `ack_nack_callback(frame)` is called for each Basic.Ack and Nack."""
        if not callable(ack_nack_callback):
            raise ValueError('confirm_delivery requires a callback '
                             'to receieve Basic.Ack/Basic.Nack notifications')
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        if not (self.connection.publisher_confirms and self.connection.basic_nack):
            raise exceptions.MethodNotImplemented('Confirm.Select not Supported by Server')
        self.add_callback(ack_nack_callback, [spec.Basic.Ack, spec.Basic.Nack], one_shot=False)
        self._ask_or_tell(spec.Confirm.Select(nowait), callback, spec.Confirm.SelectOk)

    # ---- Exchanges

    def exchange_declare(self,
                         exchange,
                         exchange_type=ExchangeType.direct,
                         passive=False,
                         durable=False,
                         auto_delete=False,
                         internal=False,
                         arguments=None,
                         callback=None):
        """Creates an exchange unless it exists. `passive`: only checks that it does."""
        validators.require_string(exchange, 'exchange')
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        if isinstance(exchange_type, Enum):
            exchange_type = exchange_type.value
        self._ask_or_tell(
            spec.Exchange.Declare(0, exchange, exchange_type, passive, durable, auto_delete, internal, nowait,
                                  arguments or {}), callback, spec.Exchange.DeclareOk)

    def exchange_delete(self, exchange=None, if_unused=False, callback=None):
        """Deletes an exchange. `if_unused`: only if nothing is bound to it."""
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        self._ask_or_tell(spec.Exchange.Delete(0, exchange, if_unused, nowait), callback, spec.Exchange.DeleteOk)

    def exchange_bind(self, destination, source, routing_key='', arguments=None, callback=None):
        """Lets messages of the exchange `source` go to the exchange `destination` too."""
        self._raise_if_not_open()
        validators.require_string(destination, 'destination')
        validators.require_string(source, 'source')
        nowait = validators.rpc_completion_callback(callback)
        self._ask_or_tell(spec.Exchange.Bind(0, destination, source, routing_key, nowait, arguments or {}), callback,
                          spec.Exchange.BindOk)

    def exchange_unbind(self, destination=None, source=None, routing_key='', arguments=None, callback=None):
        """Removes such a binding."""
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        self._ask_or_tell(spec.Exchange.Unbind(0, destination, source, routing_key, nowait, arguments), callback,
                          spec.Exchange.UnbindOk)

    # ---- Queues

    def queue_declare(self,
                      queue,
                      passive=False,
                      durable=False,
                      exclusive=False,
                      auto_delete=False,
                      arguments=None,
                      callback=None):
        """Creates a queue unless it exists; '' lets the broker choose a name. `passive`: only checks."""
        validators.require_string(queue, 'queue')
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        self._ask_or_tell(
            spec.Queue.Declare(0, queue, passive, durable, exclusive, auto_delete, nowait, arguments or {}), callback,
            spec.Queue.DeclareOk)

    def queue_delete(self, queue, if_unused=False, if_empty=False, callback=None):
        """Deletes a queue. `if_unused`, `if_empty`: only if it has no consumers, no messages."""
        self._raise_if_not_open()
        validators.require_string(queue, 'queue')
        nowait = validators.rpc_completion_callback(callback)
        self._ask_or_tell(spec.Queue.Delete(0, queue, if_unused, if_empty, nowait), callback, spec.Queue.DeleteOk)

    def queue_purge(self, queue, callback=None):
        """Throws away all messages that are ready in a queue."""
        self._raise_if_not_open()
        validators.require_string(queue, 'queue')
        nowait = validators.rpc_completion_callback(callback)
        self._ask_or_tell(spec.Queue.Purge(0, queue, nowait), callback, spec.Queue.PurgeOk)

    def queue_bind(self, queue, exchange, routing_key=None, arguments=None, callback=None):
        """Binds a queue to an exchange; without a routing key by the queue's name."""
        validators.require_string(queue, 'queue')
        validators.require_string(exchange, 'exchange')
        self._raise_if_not_open()
        nowait = validators.rpc_completion_callback(callback)
        routing_key = queue if routing_key is None else routing_key
        self._ask_or_tell(spec.Queue.Bind(0, queue, exchange, routing_key, nowait, arguments or {}), callback,
                          spec.Queue.BindOk)

    def queue_unbind(self, queue, exchange=None, routing_key=None, arguments=None, callback=None):
        """Removes such a binding."""
        self._raise_if_not_open()
        validators.require_string(queue, 'queue')
        validators.rpc_completion_callback(callback)
        routing_key = queue if routing_key is None else routing_key
        self._ask(spec.Queue.Unbind(0, queue, exchange, routing_key, arguments or {}), callback, spec.Queue.UnbindOk)

    # ---- Transactions

    def tx_select(self, callback=None):
        """Makes the channel transactional."""
        self._transact(spec.Tx.Select(), callback, spec.Tx.SelectOk)

    def tx_commit(self, callback=None):
        """Carries out what was published and acknowledged since the last commit."""
        self._transact(spec.Tx.Commit(), callback, spec.Tx.CommitOk)

    def tx_rollback(self, callback=None):
        """Forgets what was published and acknowledged since the last commit."""
        self._transact(spec.Tx.Rollback(), callback, spec.Tx.RollbackOk)

    def _transact(self, method, callback, answer):
        self._raise_if_not_open()
        validators.rpc_completion_callback(callback)
        self._ask(method, callback, answer)

    # ---- The channel itself

    @property
    def consumer_tags(self):
        """Tags of the consumers."""
        return list(self._consumers)

    @property
    def is_closed(self):
        """Whether the channel is closed."""
        return self._state == self.CLOSED

    @property
    def is_closing(self):
        """Whether the channel is being closed by the program."""
        return self._state == self.CLOSING

    @property
    def is_open(self):
        """Whether the channel can be used."""
        return self._state == self.OPEN

    def open(self):
        """Opens the channel. `Connection.channel()` does it."""
        self._state = self.OPENING
        self._ask(spec.Channel.Open(), self._opened, spec.Channel.OpenOk)

    def _opened(self, _answer):
        if self.is_closing:
            return
        self._state = self.OPEN
        if self._on_open is not None:
            self._on_open(self)

    def flow(self, active, callback=None):
        """Asks the broker to stop or restart sending; `callback(active)` gets its answer."""
        self._raise_if_not_open()
        validators.rpc_completion_callback(callback)

        def answered(answer):
            self.flow_active = answer.method.active
            if callback:
                callback(self.flow_active)

        self._ask(spec.Channel.Flow(active), answered, spec.Channel.FlowOk)

    def close(self, reply_code=0, reply_text='Normal shutdown'):
        """Closes the channel. Raises ChannelWrongStateError when it is closed already."""
        if self.is_closed or self.is_closing:
            self._raise_if_not_open()
        LOGGER.info('Closing channel (%s): %r on %s', reply_code, reply_text, self)
        self._closing_reason = exceptions.ChannelClosedByClient(reply_code, reply_text)
        for consumer_tag in list(self._consumers):
            if consumer_tag not in self._cancelled:
                self.basic_cancel(consumer_tag=consumer_tag)
        self._state = self.CLOSING
        self._ask(spec.Channel.Close(reply_code, reply_text, 0, 0), self._on_closeok, spec.Channel.CloseOk)

    def _on_closeok(self, answer):
        LOGGER.info('Received %s on %s', answer.method, self)
        self._finish()

    def _closed_by_broker(self, method):
        LOGGER.warning('Received remote Channel.Close (%s): %r on %s', method.reply_code, method.reply_text, self)
        self._send_method(spec.Channel.CloseOk())
        self._closing_reason = exceptions.ChannelClosedByBroker(method.reply_code, method.reply_text)
        if not self.is_closing or self._close_is_waiting():
            self._finish()

    def _close_is_waiting(self):
        """The program's own Channel.Close has not been sent yet, and need not be any more."""
        return any(isinstance(method, spec.Channel.Close) for method, _, _ in self._questions_to_come)

    def _connection_lost(self, reason):
        """The connection is gone, and the channel with it."""
        if not self.is_closed:
            self._closing_reason = reason
            self._finish()

    def _finish(self):
        self._state = self.CLOSED
        self._question = None
        self._questions_to_come.clear()
        try:
            for callback in list(self._on_close):
                callback(self, self._closing_reason)
        finally:
            self._consumers = {}
            self._callbacks.clear()
            self.connection._channel_finished(self)

    def _raise_if_not_open(self):
        if self._state == self.OPEN:
            return
        if self._state == self.OPENING:
            raise exceptions.ChannelWrongStateError('Channel is opening, but is not usable yet.')
        if self._state == self.CLOSING:
            raise exceptions.ChannelWrongStateError('Channel is closing.')
        raise exceptions.ChannelWrongStateError('Channel is closed.')

    # ---- Asking

    def _send_method(self, method):
        self.connection._send_method(self.channel_number, method)

    def _ask_or_tell(self, method, callback, answer):
        """Asks when somebody wants the answer; else `method` itself says that none is wanted."""
        self._ask(method, callback, answer if callback is not None else None)

    def _ask(self, method, callback, answer):
        """Sends `method` when its turn has come, and gives the frame with its `answer` to `callback` (if any).

        `answer` is the class of method to wait for, None to wait for nothing.
        """
        if self.is_closed:
            self._raise_if_not_open()
        if self._question is not None:
            self._questions_to_come.append((method, callback, answer))
            return
        self._send_method(method)
        if answer is not None:
            self._question = (answer, callback)

    def _answered(self, method):
        """Hands an answer to whoever asked, and asks what was waiting."""
        _, callback = self._question
        self._question = None
        while self._questions_to_come and self._question is None:
            self._ask(*self._questions_to_come.popleft())
        if callback is not None:
            callback(frame.Method(self.channel_number, method))

    # ---- Hearing

    def _on_method(self, method):
        """A method has arrived."""
        kind = type(method)
        if kind.CONTENT:
            self._method = method
            return
        if self._question is not None and kind is self._question[0]:
            self._answered(method)
        elif kind is spec.Channel.Close:
            self._closed_by_broker(method)
            return
        elif kind is spec.Basic.Cancel:
            if method.consumer_tag not in self._cancelled:
                self._forget_consumer(method.consumer_tag)
        elif kind is spec.Basic.GetEmpty:
            self._on_get_ok = None
        if kind in self._callbacks:
            self._call(kind, frame.Method(self.channel_number, method))

    def _call(self, kind, frame_value):
        callbacks = self._callbacks[kind]
        self._callbacks[kind] = [entry for entry in callbacks if not entry[1]]
        for callback, _ in callbacks:
            callback(frame_value)

    def _on_header(self, properties, body_size):
        """The header of a message has arrived."""
        if body_size == 0:
            self._on_message(self._method, properties, b'')
        else:
            self._properties = properties
            self._missing = body_size

    def _on_body(self, fragment):
        """A part of a message's body has arrived."""
        self._missing -= len(fragment)
        if self._missing == 0:
            if self._fragments:
                fragment = b''.join((*self._fragments, fragment))
                self._fragments = []
            self._on_message(self._method, self._properties, fragment)
        elif self._missing > 0:
            self._fragments.append(fragment)
        else:
            received = sum(map(len, self._fragments)) + len(fragment)
            raise exceptions.BodyTooLongError(received, received + self._missing)

    def _on_message(self, method, properties, body):
        """A message has arrived in full."""
        kind = type(method)
        if kind is spec.Basic.Deliver:
            tag = method.consumer_tag
            if tag in self._cancelled:
                if self.is_open and tag not in self._consumers_with_noack:
                    self.basic_reject(method.delivery_tag)
            elif tag in self._consumers:
                self._consumers[tag](self, method, properties, body)
            else:
                LOGGER.error('Unexpected delivery: %r', method)
        elif kind is spec.Basic.GetOk:
            callback, self._on_get_ok = self._on_get_ok, None
            if callback is not None:
                callback(self, method, properties, body)
        else:
            for callback in list(self._on_return):
                callback(self, method, properties, body)


def _bare_header(channel_number, size):
    """The header of a message without properties, as a whole frame."""
    return (_header_start(spec.FRAME_HEADER, channel_number, _HEADER_FIXED + 2, spec.Basic.INDEX, 0) +
            size.to_bytes(8, 'big') + b'\0\0' + _END)


def _ignore(_answer):
    pass
