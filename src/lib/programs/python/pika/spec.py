"""The classes and methods of AMQP 0-9-1 with RabbitMQ's extensions, and the properties of a message."""

from pika import _fields, data
from pika._fields import bit, long, longlong, longstr, octet, short, shortstr, table
from pika.amqp_object import AMQPObject, Class, Method, Properties
from pika.delivery_mode import DeliveryMode
from pika.exchange_type import ExchangeType

PROTOCOL_VERSION = (0, 9, 1)
PORT = 5672

ACCESS_REFUSED = 403
CHANNEL_ERROR = 504
COMMAND_INVALID = 503
CONNECTION_FORCED = 320
CONTENT_TOO_LARGE = 311
FRAME_BODY = 3
FRAME_END = 206
FRAME_END_SIZE = 1
FRAME_ERROR = 501
FRAME_HEADER = 2
FRAME_HEADER_SIZE = 7
FRAME_HEARTBEAT = 8
FRAME_MAX_SIZE = 131072
FRAME_METHOD = 1
FRAME_MIN_SIZE = 4096
INTERNAL_ERROR = 541
INVALID_PATH = 402
NOT_ALLOWED = 530
NOT_FOUND = 404
NOT_IMPLEMENTED = 540
NO_CONSUMERS = 313
NO_ROUTE = 312
PERSISTENT_DELIVERY_MODE = 2
PRECONDITION_FAILED = 406
REPLY_SUCCESS = 200
RESOURCE_ERROR = 506
RESOURCE_LOCKED = 405
SYNTAX_ERROR = 502
TRANSIENT_DELIVERY_MODE = 1
UNEXPECTED_FRAME = 505


class Connection(Class):
    """Making and ending a connection."""

    INDEX = 10

    class Start(Method, number=10, synchronous=True):
        """The broker introduces itself."""
        version_major: octet = 0
        version_minor: octet = 9
        server_properties: table = None
        mechanisms: longstr = 'PLAIN'
        locales: longstr = 'en_US'

    class StartOk(Method, number=11):
        """The client introduces itself and logs in."""
        client_properties: table = None
        mechanism: shortstr = 'PLAIN'
        response: longstr = None
        locale: shortstr = 'en_US'

    class Secure(Method, number=20, synchronous=True):
        """The broker asks for more than the first response."""
        challenge: longstr = None

    class SecureOk(Method, number=21):
        """The answer to a challenge."""
        response: longstr = None

    class Tune(Method, number=30, synchronous=True):
        """The broker proposes limits."""
        channel_max: short = 0
        frame_max: long = 0
        heartbeat: short = 0

    class TuneOk(Method, number=31):
        """The client settles the limits."""
        channel_max: short = 0
        frame_max: long = 0
        heartbeat: short = 0

    class Open(Method, number=40, synchronous=True):
        """The client chooses a virtual host."""
        virtual_host: shortstr = '/'
        capabilities: shortstr = ''
        insist: bit = False

    class OpenOk(Method, number=41):
        """The connection is open."""
        known_hosts: shortstr = ''

    class Close(Method, number=50, synchronous=True):
        """One side ends the connection and says why."""
        reply_code: short = None
        reply_text: shortstr = ''
        class_id: short = None
        method_id: short = None

    class CloseOk(Method, number=51):
        """The other side agrees."""

    class Blocked(Method, number=60):
        """The broker takes no more messages for now."""
        reason: shortstr = ''

    class Unblocked(Method, number=61):
        """The broker takes messages again."""


class Channel(Class):
    """Making and ending a channel."""

    INDEX = 20

    class Open(Method, number=10, synchronous=True):
        """Opens a channel."""
        out_of_band: shortstr = ''

    class OpenOk(Method, number=11):
        """The channel is open."""
        channel_id: longstr = ''

    class Flow(Method, number=20, synchronous=True):
        """Stops or restarts the flow of messages."""
        active: bit = None

    class FlowOk(Method, number=21):
        """The flow has been stopped or restarted."""
        active: bit = None

    class Close(Method, number=40, synchronous=True):
        """One side ends the channel and says why."""
        reply_code: short = None
        reply_text: shortstr = ''
        class_id: short = None
        method_id: short = None

    class CloseOk(Method, number=41):
        """The other side agrees."""


class Access(Class):
    """A relic of older versions."""

    INDEX = 30

    class Request(Method, number=10, synchronous=True):
        """Asks for a ticket."""
        realm: shortstr = '/data'
        exclusive: bit = False
        passive: bit = True
        active: bit = True
        write: bit = True
        read: bit = True

    class RequestOk(Method, number=11):
        """The ticket."""
        ticket: short = 1


class Exchange(Class):
    """Exchanges and the bindings between them."""

    INDEX = 40

    class Declare(Method, number=10, synchronous=True):
        """Creates an exchange, or checks that it is as described."""
        ticket: short = 0
        exchange: shortstr = None
        type: shortstr = ExchangeType.direct
        passive: bit = False
        durable: bit = False
        auto_delete: bit = False
        internal: bit = False
        nowait: bit = False
        arguments: table = None

    class DeclareOk(Method, number=11):
        """The exchange exists."""

    class Delete(Method, number=20, synchronous=True):
        """Deletes an exchange."""
        ticket: short = 0
        exchange: shortstr = None
        if_unused: bit = False
        nowait: bit = False

    class DeleteOk(Method, number=21):
        """The exchange is gone."""

    class Bind(Method, number=30, synchronous=True):
        """Binds an exchange to another (RabbitMQ)."""
        ticket: short = 0
        destination: shortstr = None
        source: shortstr = None
        routing_key: shortstr = ''
        nowait: bit = False
        arguments: table = None

    class BindOk(Method, number=31):
        """The binding exists."""

    class Unbind(Method, number=40, synchronous=True):
        """Removes a binding between exchanges (RabbitMQ)."""
        ticket: short = 0
        destination: shortstr = None
        source: shortstr = None
        routing_key: shortstr = ''
        nowait: bit = False
        arguments: table = None

    class UnbindOk(Method, number=51):
        """The binding is gone."""


class Queue(Class):
    """Queues and their bindings."""

    INDEX = 50

    class Declare(Method, number=10, synchronous=True):
        """Creates a queue, or checks that it is as described."""
        ticket: short = 0
        queue: shortstr = ''
        passive: bit = False
        durable: bit = False
        exclusive: bit = False
        auto_delete: bit = False
        nowait: bit = False
        arguments: table = None

    class DeclareOk(Method, number=11):
        """The queue exists; its name, its messages that are ready, and its consumers."""
        queue: shortstr = None
        message_count: long = None
        consumer_count: long = None

    class Bind(Method, number=20, synchronous=True):
        """Binds a queue to an exchange."""
        ticket: short = 0
        queue: shortstr = ''
        exchange: shortstr = None
        routing_key: shortstr = ''
        nowait: bit = False
        arguments: table = None

    class BindOk(Method, number=21):
        """The binding exists."""

    class Purge(Method, number=30, synchronous=True):
        """Throws the ready messages away."""
        ticket: short = 0
        queue: shortstr = ''
        nowait: bit = False

    class PurgeOk(Method, number=31):
        """So many were thrown away."""
        message_count: long = None

    class Delete(Method, number=40, synchronous=True):
        """Deletes a queue."""
        ticket: short = 0
        queue: shortstr = ''
        if_unused: bit = False
        if_empty: bit = False
        nowait: bit = False

    class DeleteOk(Method, number=41):
        """The queue is gone, and so many messages with it."""
        message_count: long = None

    class Unbind(Method, number=50, synchronous=True):
        """Removes a binding."""
        ticket: short = 0
        queue: shortstr = ''
        exchange: shortstr = None
        routing_key: shortstr = ''
        arguments: table = None

    class UnbindOk(Method, number=51):
        """The binding is gone."""


class Basic(Class):
    """Messages."""

    INDEX = 60

    class Qos(Method, number=10, synchronous=True):
        """Limits what may be unacknowledged."""
        prefetch_size: long = 0
        prefetch_count: short = 0
        global_qos: bit = False

    class QosOk(Method, number=11):
        """The limits hold."""

    class Consume(Method, number=20, synchronous=True):
        """Starts a consumer."""
        ticket: short = 0
        queue: shortstr = ''
        consumer_tag: shortstr = ''
        no_local: bit = False
        no_ack: bit = False
        exclusive: bit = False
        nowait: bit = False
        arguments: table = None

    class ConsumeOk(Method, number=21):
        """The consumer has started."""
        consumer_tag: shortstr = None

    class Cancel(Method, number=30, synchronous=True):
        """Ends a consumer; from the broker: it has ended."""
        consumer_tag: shortstr = None
        nowait: bit = False

    class CancelOk(Method, number=31):
        """The consumer has ended."""
        consumer_tag: shortstr = None

    class Publish(Method, number=40, content=True):
        """Sends a message to an exchange."""
        ticket: short = 0
        exchange: shortstr = ''
        routing_key: shortstr = ''
        mandatory: bit = False
        immediate: bit = False

    class Return(Method, number=50, content=True):
        """Hands back a mandatory message that reached no queue."""
        reply_code: short = None
        reply_text: shortstr = ''
        exchange: shortstr = None
        routing_key: shortstr = None

    class Deliver(Method, number=60, content=True):
        """Brings a message to a consumer."""
        consumer_tag: shortstr = None
        delivery_tag: longlong = None
        redelivered: bit = False
        exchange: shortstr = None
        routing_key: shortstr = None

    class Get(Method, number=70, synchronous=True):
        """Asks a queue for one message."""
        ticket: short = 0
        queue: shortstr = ''
        no_ack: bit = False

    class GetOk(Method, number=71, content=True):
        """The message asked for."""
        delivery_tag: longlong = None
        redelivered: bit = False
        exchange: shortstr = None
        routing_key: shortstr = None
        message_count: long = None

    class GetEmpty(Method, number=72):
        """The queue is empty."""
        cluster_id: shortstr = ''

    class Ack(Method, number=80):
        """Acknowledges; from the broker: confirms."""
        delivery_tag: longlong = 0
        multiple: bit = False

    class Reject(Method, number=90):
        """Rejects a message."""
        delivery_tag: longlong = None
        requeue: bit = True

    class RecoverAsync(Method, number=100):
        """Asks for redelivery without waiting for an answer."""
        requeue: bit = False

    class Recover(Method, number=110, synchronous=True):
        """Asks for redelivery of what is unacknowledged."""
        requeue: bit = False

    class RecoverOk(Method, number=111):
        """It will be redelivered."""

    class Nack(Method, number=120):
        """Rejects one or many (RabbitMQ); from the broker: a message could not be taken."""
        delivery_tag: longlong = 0
        multiple: bit = False
        requeue: bit = True


class Tx(Class):
    """Transactions."""

    INDEX = 90

    class Select(Method, number=10, synchronous=True):
        """Makes the channel transactional."""

    class SelectOk(Method, number=11):
        """The channel is transactional."""

    class Commit(Method, number=20, synchronous=True):
        """Carries out what was said since the last commit."""

    class CommitOk(Method, number=21):
        """It has been carried out."""

    class Rollback(Method, number=30, synchronous=True):
        """Forgets what was said since the last commit."""

    class RollbackOk(Method, number=31):
        """It has been forgotten."""


class Confirm(Class):
    """Publisher confirms (RabbitMQ)."""

    INDEX = 85

    class Select(Method, number=10, synchronous=True):
        """Asks for a confirmation of every message."""
        nowait: bit = False

    class SelectOk(Method, number=11):
        """Every message will be confirmed."""


class BasicProperties(Properties):
    """Properties of a message; None for those it doesn't have."""

    CLASS = Basic
    INDEX = 60
    NAME = 'BasicProperties'

    FLAG_CONTENT_TYPE = 1 << 15
    FLAG_CONTENT_ENCODING = 1 << 14
    FLAG_HEADERS = 1 << 13
    FLAG_DELIVERY_MODE = 1 << 12
    FLAG_PRIORITY = 1 << 11
    FLAG_CORRELATION_ID = 1 << 10
    FLAG_REPLY_TO = 1 << 9
    FLAG_EXPIRATION = 1 << 8
    FLAG_MESSAGE_ID = 1 << 7
    FLAG_TIMESTAMP = 1 << 6
    FLAG_TYPE = 1 << 5
    FLAG_USER_ID = 1 << 4
    FLAG_APP_ID = 1 << 3
    FLAG_CLUSTER_ID = 1 << 2

    def __init__(self,
                 content_type=None,
                 content_encoding=None,
                 headers=None,
                 delivery_mode=None,
                 priority=None,
                 correlation_id=None,
                 reply_to=None,
                 expiration=None,
                 message_id=None,
                 timestamp=None,
                 type=None,
                 user_id=None,
                 app_id=None,
                 cluster_id=None):
        """`delivery_mode` is 1, 2 or a DeliveryMode; `expiration` is text, in milliseconds; `headers` a dict."""
        self.content_type = content_type
        self.content_encoding = content_encoding
        self.headers = headers
        self.delivery_mode = delivery_mode.value if isinstance(delivery_mode, DeliveryMode) else delivery_mode
        self.priority = priority
        self.correlation_id = correlation_id
        self.reply_to = reply_to
        self.expiration = expiration
        self.message_id = message_id
        self.timestamp = timestamp
        self.type = type
        self.user_id = user_id
        self.app_id = app_id
        self.cluster_id = cluster_id

    def encode(self):
        """The properties that there are, as a list of bytes."""
        pieces = []
        flags = 0
        for name, flag, kind in _PROPERTIES:
            value = getattr(self, name)
            if value is None:
                continue
            flags |= flag
            if kind is shortstr:
                assert isinstance(value, (str, bytes)), f'A non-string value was supplied for self.{name}'
                data.encode_short_string(pieces, value)
            elif kind is table:
                data.encode_table(pieces, value)
            else:
                pieces.append(kind.pack(value))
        return [short.pack(flags), *pieces]

    def decode(self, encoded, offset=0):
        """Reads properties from bytes; answers itself."""
        (flags,) = short.unpack(encoded, offset)
        offset += 2
        for name, flag, kind in _PROPERTIES:
            value = None
            if flags & flag:
                if kind is shortstr:
                    value, offset = data.decode_short_string(encoded, offset)
                elif kind is table:
                    value, offset = data.decode_table(encoded, offset)
                else:
                    (value,) = kind.unpack(encoded, offset)
                    offset += kind.size
            setattr(self, name, value)
        return self


_PROPERTIES = [
    (name, getattr(BasicProperties, f'FLAG_{name.upper()}'), kind) for name, kind in {
        'content_type': shortstr,
        'content_encoding': shortstr,
        'headers': table,
        'delivery_mode': octet,
        'priority': octet,
        'correlation_id': shortstr,
        'reply_to': shortstr,
        'expiration': shortstr,
        'message_id': shortstr,
        'timestamp': longlong,
        'type': shortstr,
        'user_id': shortstr,
        'app_id': shortstr,
        'cluster_id': shortstr,
    }.items()
]

#: The methods by their INDEX.
methods = {
    method.INDEX: method
    for group in (Connection, Channel, Access, Exchange, Queue, Basic, Tx, Confirm)
    for method in vars(group).values()
    if isinstance(method, type) and issubclass(method, AMQPObject)
}

#: The properties by the INDEX of their class.
props = {BasicProperties.INDEX: BasicProperties}


def has_content(methodNumber):
    """Whether a message follows the method with this INDEX."""
    return methods[methodNumber].CONTENT
