"""A connection and channels that wait for the broker's answers, so that a program reads from top to bottom.

Underneath is a `SelectConnection`, whose event loop turns only inside the calls made here. What arrives meanwhile for
the program (deliveries, returned messages, timers) is kept until the program asks for it with `process_data_events`,
`start_consuming`, `consume` or `sleep`.
"""

import contextlib
import functools
import logging
import time
from collections import deque

from pika import exceptions, spec, validators
from pika.adapters.select_connection import IOLoop, SelectConnection
from pika.adapters.utils.connection_workflow import (AMQPConnectionWorkflowFailed, AMQPConnectorPhaseErrorBase,
                                                     AMQPConnectorSocketConnectError)
from pika.connection import Parameters
from pika.exchange_type import ExchangeType

LOGGER = logging.getLogger(__name__)


class BlockingConnection:
    """A connection whose calls return when the broker has answered.

    A context manager: `with` closes it at the end.
    """

    def __init__(self, parameters=None, _impl_class=None):
        """Connects. `parameters`: one Parameters or several to try in turn; None: guest at localhost.

        Raises AMQPConnectionError and its descendants when no connection can be made.
        """
        #: Callbacks of the program that can be called as soon as it lets us: timers, blocked and unblocked.
        self._ready_events = deque()
        #: Channels that have something for the program, or must end its waiting.
        self._channels_with_news = set()
        #: How deep we are in calls that keep others from calling the program back.
        self._dispatch_depth = 0
        self._closed_because = None
        self._impl = None
        self._impl = self._connect(parameters, _impl_class or SelectConnection)
        self._impl.add_on_close_callback(self._on_closed)

    def __repr__(self):
        return f'<{type(self).__name__} impl={self._impl!r}>'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.is_open:
            self.close()

    @staticmethod
    def _connect(parameters, impl_class):
        configs = Parameters() if parameters is None else parameters
        configs = (configs,) if isinstance(configs, Parameters) else configs
        if not configs:
            raise ValueError(f'Expected a non-empty sequence of connection parameters, but got {configs!r}.')
        loop = IOLoop()
        results = []
        impl_class.create_connection(configs, on_done=results.append, custom_ioloop=loop)
        while not results:
            loop.poll()
            loop.process_timeouts()
        (result,) = results
        try:
            if isinstance(result, BaseException):
                LOGGER.error('Connection workflow failed: %r', result)
                raise _last_reason(result)
        except Exception:
            LOGGER.exception('Error in _create_connection().')
            raise
        LOGGER.info('Connection workflow succeeded: %r', result)
        return result

    def _on_closed(self, _impl, reason):
        self._closed_because = reason

    # ---- Waiting

    def _wait_until(self, ready):
        """Turns the loop until `ready()`; raises the reason if the connection is closed by anybody else than us."""
        if self.is_closed:
            raise exceptions.ConnectionWrongStateError()
        loop = self._impl.ioloop
        while self._closed_because is None and not ready():
            loop.poll()
            loop.process_timeouts()
        self._raise_if_lost()

    def _notice(self):
        """Takes in what has arrived, without waiting for anything."""
        if self.is_closed:
            raise exceptions.ConnectionWrongStateError()
        self._impl._on_stream_news()
        self._raise_if_lost()

    def _raise_if_lost(self):
        reason = self._closed_because
        if reason is not None and not isinstance(reason, exceptions.ConnectionClosedByClient):
            LOGGER.error('Unexpected connection close detected: %r', reason)
            raise reason
        if reason is not None:
            LOGGER.info('User-initiated close: result=BlockingConnection__OnClosedArgs(connection=%r, error=%r)',
                        self._impl, reason)

    @contextlib.contextmanager
    def _dispatching(self):
        """Gives True to the outermost of nested calls: only that one may call the program back."""
        self._dispatch_depth += 1
        try:
            yield self._dispatch_depth == 1
        finally:
            self._dispatch_depth -= 1

    def process_data_events(self, time_limit=0):
        """Waits until something has happened that concerns the program, and calls it back.

        `time_limit` in seconds: 0 only looks, None waits without end. Inside a callback nothing is called back.
        """
        with self._dispatching() as may_dispatch:
            def happened():
                return may_dispatch and bool(self._channels_with_news or self._ready_events)

            if time_limit is None:
                self._wait_until(happened)
            else:
                over = []
                timer = self._start_timer(time_limit, lambda: over.append(True))
                try:
                    self._wait_until(lambda: over or happened())
                finally:
                    self._impl._adapter_remove_timeout(timer)
        if self._ready_events or self._channels_with_news:
            self._dispatch()

    def _dispatch(self):
        """Calls the program back with all that is ready, unless that is being done already."""
        with self._dispatching() as may_dispatch:
            if not may_dispatch:
                return
            for _ in range(len(self._ready_events)):
                if self._ready_events:
                    _timer, callback = self._ready_events.popleft()
                    callback()
            channels, self._channels_with_news = self._channels_with_news, set()
            for channel in channels:
                if channel.is_open:
                    channel._dispatch_events()

    def sleep(self, duration):
        """Waits `duration` seconds, and meanwhile calls the program back when something happens."""
        assert duration >= 0, duration
        deadline = time.monotonic() + duration
        time_limit = duration
        while True:
            self.process_data_events(time_limit)
            time_limit = deadline - time.monotonic()
            if time_limit <= 0:
                break

    # ---- Timers and callbacks

    def call_later(self, delay, callback):
        """Calls `callback()` after `delay` seconds, when the program next lets us; answers a timer."""
        validators.require_callback(callback)
        timer = self._start_timer(delay, lambda: self._ready_events.append((timer, callback)))
        return timer

    def _start_timer(self, delay, callback):
        if self.is_closed:
            raise ValueError('Timeout closed before call')
        return self._impl._adapter_call_later(delay, callback)

    def remove_timeout(self, timeout_id):
        """Cancels a timer."""
        self._impl._adapter_remove_timeout(timeout_id)
        self._ready_events = deque(event for event in self._ready_events if event[0] is not timeout_id)

    def add_callback_threadsafe(self, callback):
        """Calls `callback()` as soon as the program lets us. Raises ConnectionWrongStateError when closed."""
        if self.is_closed:
            raise exceptions.ConnectionWrongStateError(
                'BlockingConnection.add_callback_threadsafe() called on closed or closing connection.')
        self._impl._adapter_add_callback_threadsafe(functools.partial(self.call_later, 0, callback))

    def add_on_connection_blocked_callback(self, callback):
        """Calls `callback(connection, frame)` when the broker stops taking messages."""
        self._impl.add_on_connection_blocked_callback(self._later(callback))

    def add_on_connection_unblocked_callback(self, callback):
        """Calls `callback(connection, frame)` when the broker takes messages again."""
        self._impl.add_on_connection_unblocked_callback(self._later(callback))

    def _later(self, callback):
        def keep(_impl, frame):
            self._ready_events.append((None, functools.partial(callback, self, frame)))

        return keep

    # ---- Channels, and the end

    def channel(self, channel_number=None):
        """Opens a channel; its number is chosen unless it is given."""
        opened = []
        impl = self._impl.channel(channel_number=channel_number, on_open_callback=opened.append)
        channel = BlockingChannel(impl, self)
        channel._wait_until(lambda: opened)
        return channel

    def close(self, reply_code=200, reply_text='Normal shutdown'):
        """Closes the channels and the connection. Raises ConnectionWrongStateError when it is closed already."""
        if not self.is_open:
            message = f'{type(self).__name__}.close({reply_code}, {reply_text!r}) called on closed connection.'
            LOGGER.error(message)
            raise exceptions.ConnectionWrongStateError(message)
        LOGGER.info('Closing connection (%s): %s', reply_code, reply_text)
        for impl in list(self._impl._channels.values()):
            channel = impl.blocking
            if channel.is_open:
                try:
                    channel.close(reply_code, reply_text)
                except exceptions.ChannelClosed as error:
                    LOGGER.warning('Got ChannelClosed while closing channel from connection.close: %r', error)
        self._impl.close(reply_code, reply_text)
        self._wait_until(lambda: False)

    # ---- How it is

    @property
    def is_closed(self):
        """Whether the connection is closed."""
        return self._impl.is_closed

    @property
    def is_open(self):
        """Whether the connection can be used."""
        return self._impl.is_open

    @property
    def basic_nack_supported(self):
        """Whether the broker knows Basic.Nack."""
        return self._impl.basic_nack

    @property
    def consumer_cancel_notify_supported(self):
        """Whether the broker tells of consumers that it ended."""
        return self._impl.consumer_cancel_notify

    @property
    def exchange_exchange_bindings_supported(self):
        """Whether the broker can bind exchanges to exchanges."""
        return self._impl.exchange_exchange_bindings

    @property
    def publisher_confirms_supported(self):
        """Whether the broker can confirm messages."""
        return self._impl.publisher_confirms

    basic_nack = basic_nack_supported
    consumer_cancel_notify = consumer_cancel_notify_supported
    exchange_exchange_bindings = exchange_exchange_bindings_supported
    publisher_confirms = publisher_confirms_supported


def _last_reason(error):
    """What the last attempt to connect failed for, as an exception for the program."""
    if isinstance(error, AMQPConnectionWorkflowFailed):
        error = error.exceptions[-1]
        if isinstance(error, AMQPConnectorSocketConnectError):
            return exceptions.AMQPConnectionError(error)
        if isinstance(error, AMQPConnectorPhaseErrorBase):
            return error.exception
    return error


class ReturnedMessage:
    """A mandatory message that reached no queue."""

    __slots__ = ('method', 'properties', 'body')

    def __init__(self, method, properties, body):
        """`method` is the Basic.Return that says why."""
        self.method = method
        self.properties = properties
        self.body = body


class _Consumer:
    """A consumer of the program, and who gets its messages.

    `sink(method, properties, body)` keeps a delivery; `sink(frame, None, None)` says that the broker ended it.
    """

    __slots__ = ('tag', 'auto_ack', 'callback', 'pending', 'tearing_down', 'cancelled_by_broker')

    def __init__(self, tag, auto_ack, callback, pending):
        self.tag = tag
        self.auto_ack = auto_ack
        self.callback = callback
        self.pending = pending
        self.tearing_down = False
        self.cancelled_by_broker = False


class _Generator:
    """The consumer behind `BlockingChannel.consume()`, and what it has not given out yet."""

    __slots__ = ('params', 'tag', 'pending')

    def __init__(self, params, tag):
        self.params = params
        self.tag = tag
        self.pending = deque()


class BlockingChannel:
    """A channel whose calls return when the broker has answered.

    A context manager: `with` closes it at the end. When the broker closes the channel the call that notices it raises
    ChannelClosedByBroker, and every later call ChannelWrongStateError.
    """

    def __init__(self, channel_impl, connection):
        """Made by `BlockingConnection.channel()`."""
        self._impl = channel_impl
        self._connection = connection
        channel_impl.blocking = self
        #: Consumers by tag.
        self._consumers = {}
        #: What the program has still to hear: (consumer, method, properties, body); a consumer that the broker
        #: ended: (consumer, frame, None, None); a returned message: (None, callback, None, None).
        self._pending = deque()
        self._generator = None
        self._confirming = False
        self._confirmation = None
        self._returned = None
        self._got_nothing = False
        self._closing_reason = None
        self._on_cancel = []
        channel_impl.add_on_cancel_callback(self._on_cancelled_by_broker)
        channel_impl.add_on_close_callback(self._on_closed)
        channel_impl.add_callback(self._on_get_empty, [spec.Basic.GetEmpty], one_shot=False)
        LOGGER.info('Created channel=%s', self.channel_number)

    def __int__(self):
        return self.channel_number

    def __repr__(self):
        return f'<{type(self).__name__} impl={self._impl!r}>'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.is_open:
            self.close()

    # ---- How it is

    @property
    def channel_number(self):
        """Number of the channel on its connection."""
        return self._impl.channel_number

    @property
    def connection(self):
        """The BlockingConnection."""
        return self._connection

    @property
    def is_closed(self):
        """Whether the channel is closed."""
        return self._impl.is_closed

    @property
    def is_open(self):
        """Whether the channel can be used."""
        return self._impl.is_open

    @property
    def consumer_tags(self):
        """Tags of the consumers."""
        return list(self._consumers)

    # ---- Waiting

    def _wait_until(self, ready):
        """Waits until `ready()`; raises ChannelClosedByBroker if that ends it."""
        impl = self._impl
        if impl.is_closed:
            impl._raise_if_not_open()
        self._connection._wait_until(lambda: ready() or impl.is_closed)
        self._raise_if_closed_by_broker()

    def _notice(self):
        """Takes in what has arrived, without waiting; raises ChannelClosedByBroker if that closed the channel."""
        self._connection._notice()
        self._raise_if_closed_by_broker()

    def _raise_if_closed_by_broker(self):
        if isinstance(self._closing_reason, exceptions.ChannelClosedByBroker):
            raise self._closing_reason

    def _ask(self, operation, **arguments):
        """Calls an operation of the channel underneath; answers the frame with the broker's answer."""
        answers = []
        operation(callback=answers.append, **arguments)
        self._wait_until(lambda: answers)
        return answers[0] if answers else None

    def _has_news(self):
        """The connection must call us when it next may, or stop waiting at least."""
        self._connection._channels_with_news.add(self)

    def _on_closed(self, _impl, reason):
        self._closing_reason = reason
        if isinstance(reason, exceptions.ChannelClosedByBroker):
            self._forget()
            self._has_news()

    def _forget(self):
        self._pending = deque()
        self._consumers = {}
        self._generator = None

    def _dispatch_events(self):
        """Calls the program back with all that is pending."""
        while self._pending:
            consumer, method, properties, body = self._pending.popleft()
            if consumer is None:
                method()
            elif properties is not None:
                consumer.callback(self, method, properties, body)
            else:
                self._consumers.pop(consumer.tag, None)
                for callback in list(self._on_cancel):
                    callback(method)

    def _process_data_events(self, time_limit):
        self._connection.process_data_events(time_limit)
        self._raise_if_closed_by_broker()

    # ---- The channel itself

    def close(self, reply_code=0, reply_text='Normal shutdown'):
        """Cancels the consumers and closes the channel."""
        self._impl._raise_if_not_open()
        try:
            self._cancel_all_consumers()
            self._impl.close(reply_code=reply_code, reply_text=reply_text)
            self._wait_until(lambda: False)
        finally:
            self._forget()

    def flow(self, active):
        """Asks the broker to stop or restart sending; answers what it does. RabbitMQ can't stop."""
        return self._ask(self._impl.flow, active=active)

    def add_on_cancel_callback(self, callback):
        """Calls `callback(frame)` when the broker ends a consumer, for example because its queue was deleted."""
        self._on_cancel.append(callback)

    def add_on_return_callback(self, callback):
        """Calls `callback(channel, method, properties, body)` for each message that is returned."""

        def keep(_impl, method, properties, body):
            self._pending.append((None, lambda: callback(self, method, properties, body), None, None))
            self._has_news()

        self._impl.add_on_return_callback(keep)

    # ---- Consuming

    def basic_consume(self,
                      queue,
                      on_message_callback,
                      auto_ack=False,
                      exclusive=False,
                      consumer_tag=None,
                      arguments=None):
        """Starts a consumer and answers its tag.

        `on_message_callback(channel, method, properties, body)` is called for each message, from within
        `start_consuming` or `process_data_events`. `auto_ack`: the broker forgets a message as soon as it has sent it.
        """
        validators.require_string(queue, 'queue')
        validators.require_callback(on_message_callback, 'on_message_callback')
        consumer_tag = consumer_tag or self._impl._generate_consumer_tag()
        consumer = _Consumer(consumer_tag, auto_ack, on_message_callback, None)
        self._start_consumer(consumer, queue, exclusive, arguments)
        return consumer_tag

    def _start_consumer(self, consumer, queue, exclusive, arguments):
        if consumer.tag in self._consumers:
            raise exceptions.DuplicateConsumerTag(consumer.tag)
        self._consumers[consumer.tag] = consumer
        try:
            self._ask(self._impl.basic_consume, on_message_callback=self._keeper(consumer), queue=queue,
                      auto_ack=consumer.auto_ack, exclusive=exclusive, consumer_tag=consumer.tag, arguments=arguments)
        except Exception:
            if self._consumers.pop(consumer.tag, None):
                self._has_news()
            raise

    def _keeper(self, consumer):
        """What keeps the deliveries of a consumer until the program takes them: the way of every message."""
        pending = consumer.pending

        def keep(_impl, method, properties, body):
            if pending is not None:
                pending.append((method, properties, body))
            else:
                self._pending.append((consumer, method, properties, body))
            self._has_news()

        return keep

    def _on_cancelled_by_broker(self, frame):
        consumer = self._consumers[frame.method.consumer_tag]
        consumer.cancelled_by_broker = True
        if consumer.pending is not None:
            consumer.pending.append(None)
        else:
            self._pending.append((consumer, frame, None, None))
        self._has_news()

    def start_consuming(self):
        """Calls the consumers back until there is none any more.

        Raises ReentrancyError inside a callback, and ChannelClosedByBroker when the broker closes the channel.
        """
        with self._connection._dispatching() as may_dispatch:
            if not may_dispatch:
                raise exceptions.ReentrancyError(
                    'start_consuming may not be called from the scope of '
                    'another BlockingConnection or BlockingChannel callback')
        self._impl._raise_if_not_open()
        while self._consumers:
            self._process_data_events(time_limit=None)

    def stop_consuming(self, consumer_tag=None):
        """Ends one consumer or all, and with the last one `start_consuming`."""
        if consumer_tag:
            self.basic_cancel(consumer_tag)
        else:
            self._cancel_all_consumers()

    def _cancel_all_consumers(self):
        if self._generator is not None:
            self.cancel()
        for consumer_tag in list(self._consumers):
            self.basic_cancel(consumer_tag)

    def basic_cancel(self, consumer_tag):
        """Ends a consumer.

        Answers the messages that it has not been called with as (method, properties, body) if it has `auto_ack`;
        else they go back to the queue and the answer is [].
        """
        consumer = self._consumers.get(consumer_tag)
        if consumer is None:
            LOGGER.warning('User is attempting to cancel an unknown consumer=%s; '
                           'already cancelled by user or broker?', consumer_tag)
            return []
        try:
            assert not consumer.tearing_down, consumer_tag
            consumer.tearing_down = True
            if not consumer.auto_ack:
                for method, _, _ in self._take_pending(consumer):
                    self._impl.basic_reject(method.delivery_tag, requeue=True)
            answers = []
            self._impl.basic_cancel(consumer_tag=consumer_tag, callback=answers.append)
            self._wait_until(lambda: answers or consumer_tag not in self._impl._consumers)
            return self._take_pending(consumer)
        finally:
            if self._consumers.pop(consumer_tag, None):
                self._has_news()

    def _take_pending(self, consumer):
        """The deliveries that a consumer has not been called with; they are pending no more."""
        taken = [tuple(message) for other, *message in self._pending if other is consumer and message[1] is not None]
        self._pending = deque(event for event in self._pending if event[0] is not consumer)
        return taken

    def consume(self, queue, auto_ack=False, exclusive=False, arguments=None, inactivity_timeout=None):
        """A generator of messages, each as (method, properties, body).

        With `inactivity_timeout` in seconds it gives (None, None, None) when no message has come for so long. It goes
        on until `cancel()`, or until the broker ends the consumer.
        """
        self._impl._raise_if_not_open()
        params = (queue, auto_ack, exclusive)
        if self._generator is None:
            self._start_generator(params, arguments)
        elif params != self._generator.params:
            raise ValueError('Consume with different params not allowed on existing queue consumer generator; '
                             f'previous params: {self._generator.params!r}; new params: {params!r}')
        while self._generator is not None:
            if not self._generator.pending:
                if not self._wait_for_generator(inactivity_timeout):
                    yield (None, None, None)
                continue
            message = self._generator.pending.popleft()
            if message is None:
                self._generator = None
                break
            yield message

    def _start_generator(self, params, arguments):
        queue, auto_ack, exclusive = params
        self._generator = _Generator(params, self._impl._generate_consumer_tag())
        consumer = _Consumer(self._generator.tag, auto_ack, None, self._generator.pending)
        try:
            self._start_consumer(consumer, queue, exclusive, arguments)
        except Exception:
            self._generator = None
            raise
        LOGGER.info('Created new queue consumer generator <_QueueConsumerGeneratorInfo params=%r consumer_tag=%r>',
                    self._generator.params, self._generator.tag)

    def _wait_for_generator(self, timeout):
        """Waits until the generator has something or is gone; False when `timeout` seconds are over before."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self._generator is not None and not self._generator.pending:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return False
            self._process_data_events(time_limit=left)
        return True

    def get_waiting_message_count(self):
        """How many messages `consume()` could give at once."""
        return sum(message is not None for message in self._generator.pending) if self._generator else 0

    def cancel(self):
        """Ends `consume()`; messages that it has not given out go back to the queue. Answers 0."""
        if self._generator is None:
            LOGGER.warning('cancel: queue consumer generator is inactive (already cancelled by client or broker?)')
            return 0
        try:
            if not self._generator.params[1]:
                for message in self._generator.pending:
                    if message is not None:
                        self._impl.basic_reject(message[0].delivery_tag, requeue=True)
            self.basic_cancel(self._generator.tag)
        finally:
            self._generator = None
        return 0

    def basic_get(self, queue, auto_ack=False):
        """Takes one message: (method, properties, body), or (None, None, None) when the queue is empty."""
        validators.require_string(queue, 'queue')
        messages = []
        self._got_nothing = False
        self._impl.basic_get(queue=queue, auto_ack=auto_ack, callback=lambda *message: messages.append(message))
        self._wait_until(lambda: messages or self._got_nothing)
        return messages[0][1:] if messages else (None, None, None)

    def _on_get_empty(self, _frame):
        self._got_nothing = True

    # ---- Acknowledging

    def basic_ack(self, delivery_tag=0, multiple=False):
        """Acknowledges a delivery; `multiple`: and all before it."""
        self._impl.basic_ack(delivery_tag=delivery_tag, multiple=multiple)
        self._notice()

    def basic_nack(self, delivery_tag=0, multiple=False, requeue=True):
        """Rejects a delivery; `multiple`: and all before it. `requeue`: back to the queue with it."""
        self._impl.basic_nack(delivery_tag=delivery_tag, multiple=multiple, requeue=requeue)
        self._notice()

    def basic_reject(self, delivery_tag=0, requeue=True):
        """Rejects a delivery. `requeue`: back to the queue with it."""
        self._impl.basic_reject(delivery_tag=delivery_tag, requeue=requeue)
        self._notice()

    def basic_qos(self, prefetch_size=0, prefetch_count=0, global_qos=False):
        """Limits the unacknowledged messages of each consumer; `global_qos`: of the channel together."""
        self._ask(self._impl.basic_qos, prefetch_size=prefetch_size, prefetch_count=prefetch_count,
                  global_qos=global_qos)

    def basic_recover(self, requeue=False):
        """Asks for redelivery of all that is unacknowledged."""
        self._ask(self._impl.basic_recover, requeue=requeue)

    # ---- Publishing

    def basic_publish(self, exchange, routing_key, body, properties=None, mandatory=False):
        """Sends a message. `mandatory`: it comes back when it reaches no queue.

        In confirm mode it waits for the broker's confirmation and raises UnroutableError or NackError.
        """
        if not self._confirming:
            self._impl.basic_publish(exchange, routing_key, body, properties, mandatory)
            self._notice()
            return
        self._confirmation = None
        self._impl.basic_publish(exchange, routing_key, body, properties, mandatory)
        self._wait_until(lambda: self._confirmation)
        if self._confirmation is None:
            return
        returned = [] if self._returned is None else [self._returned]
        self._returned = None
        if isinstance(self._confirmation.method, spec.Basic.Nack):
            LOGGER.warning("Message was Nack'ed by broker: nack=%r; channel=%s; exchange=%s; routing_key=%s; "
                           'mandatory=%r; ', self._confirmation.method, self.channel_number, exchange, routing_key,
                           mandatory)
            raise exceptions.NackError(returned)
        if returned:
            raise exceptions.UnroutableError(returned)

    def confirm_delivery(self):
        """Makes `basic_publish` wait for the broker's confirmation from now on."""
        if self._confirming:
            LOGGER.error('confirm_delivery: confirmation was already enabled on channel=%s', self.channel_number)
            return
        self._ask(self._impl.confirm_delivery, ack_nack_callback=self._on_confirmation)
        self._confirming = True
        self._impl.add_on_return_callback(self._on_unroutable)

    def _on_confirmation(self, frame):
        self._confirmation = frame

    def _on_unroutable(self, _impl, method, properties, body):
        LOGGER.warning('Published message was returned: _delivery_confirmation=%s; channel=%s; method=%r; '
                       'properties=%r; body_size=%d; body_prefix=%.255r', self._confirming, self.channel_number,
                       method, properties, len(body), body)
        self._returned = ReturnedMessage(method, properties, body)

    # ---- Exchanges

    def exchange_declare(self,
                         exchange,
                         exchange_type=ExchangeType.direct,
                         passive=False,
                         durable=False,
                         auto_delete=False,
                         internal=False,
                         arguments=None):
        """Creates an exchange unless it exists. `passive`: only checks that it does."""
        validators.require_string(exchange, 'exchange')
        return self._ask(self._impl.exchange_declare, exchange=exchange, exchange_type=exchange_type, passive=passive,
                         durable=durable, auto_delete=auto_delete, internal=internal, arguments=arguments)

    def exchange_delete(self, exchange=None, if_unused=False):
        """Deletes an exchange. `if_unused`: only if nothing is bound to it."""
        return self._ask(self._impl.exchange_delete, exchange=exchange, if_unused=if_unused)

    def exchange_bind(self, destination, source, routing_key='', arguments=None):
        """Lets messages of the exchange `source` go to the exchange `destination` too."""
        return self._ask(self._impl.exchange_bind, destination=destination, source=source, routing_key=routing_key,
                         arguments=arguments)

    def exchange_unbind(self, destination=None, source=None, routing_key='', arguments=None):
        """Removes such a binding."""
        return self._ask(self._impl.exchange_unbind, destination=destination, source=source, routing_key=routing_key,
                         arguments=arguments)

    # ---- Queues

    def queue_declare(self, queue, passive=False, durable=False, exclusive=False, auto_delete=False, arguments=None):
        """Creates a queue unless it exists; '' lets the broker choose a name. `passive`: only checks.

        The answer's `.method` has `queue`, `message_count` and `consumer_count`.
        """
        validators.require_string(queue, 'queue')
        return self._ask(self._impl.queue_declare, queue=queue, passive=passive, durable=durable, exclusive=exclusive,
                         auto_delete=auto_delete, arguments=arguments)

    def queue_delete(self, queue, if_unused=False, if_empty=False):
        """Deletes a queue. `if_unused`, `if_empty`: only if it has no consumers, no messages."""
        return self._ask(self._impl.queue_delete, queue=queue, if_unused=if_unused, if_empty=if_empty)

    def queue_purge(self, queue):
        """Throws away all messages that are ready in a queue; the answer's `.method` has `message_count`."""
        return self._ask(self._impl.queue_purge, queue=queue)

    def queue_bind(self, queue, exchange, routing_key=None, arguments=None):
        """Binds a queue to an exchange; without a routing key by the queue's name."""
        validators.require_string(queue, 'queue')
        validators.require_string(exchange, 'exchange')
        return self._ask(self._impl.queue_bind, queue=queue, exchange=exchange, routing_key=routing_key,
                         arguments=arguments)

    def queue_unbind(self, queue, exchange=None, routing_key=None, arguments=None):
        """Removes such a binding."""
        return self._ask(self._impl.queue_unbind, queue=queue, exchange=exchange, routing_key=routing_key,
                         arguments=arguments)

    # ---- Transactions

    def tx_select(self):
        """Makes the channel transactional."""
        return self._ask(self._impl.tx_select)

    def tx_commit(self):
        """Carries out what was published and acknowledged since the last commit."""
        return self._ask(self._impl.tx_commit)

    def tx_rollback(self):
        """Forgets what was published and acknowledged since the last commit."""
        return self._ask(self._impl.tx_rollback)
