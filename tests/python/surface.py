"""What a program sees of the `pika` it imports: every public name of the classes programs use with its signature, and
what a set of expressions gives, or raises. Prints JSON, so that two implementations can be compared line by line.

    python3 surface.py > recorded/pika-1.2.0.json        (with the pika to be recorded)
"""

import inspect
import json

import pika
import pika.adapters.asyncio_connection
import pika.adapters.blocking_connection
import pika.adapters.select_connection
import pika.channel
import pika.connection
import pika.credentials
import pika.exceptions
import pika.exchange_type
import pika.spec

CLASSES = [
    pika.BlockingConnection,
    pika.adapters.blocking_connection.BlockingChannel,
    pika.adapters.blocking_connection.ReturnedMessage,
    pika.SelectConnection,
    pika.adapters.select_connection.IOLoop,
    pika.adapters.asyncio_connection.AsyncioConnection,
    pika.channel.Channel,
    pika.connection.Parameters,
    pika.ConnectionParameters,
    pika.URLParameters,
    pika.SSLOptions,
    pika.PlainCredentials,
    pika.credentials.ExternalCredentials,
    pika.BasicProperties,
    pika.exchange_type.ExchangeType,
]

#: Expressions that need no broker. What they give is compared by `repr`, what they raise by class and text.
EXPRESSIONS = [
    "pika.ConnectionParameters()",
    "pika.ConnectionParameters('rabbit', 5673, '/v')",
    "pika.ConnectionParameters(host='a') == pika.ConnectionParameters(host='a', heartbeat=3)",
    "pika.ConnectionParameters(host=1)",
    "pika.ConnectionParameters(port='x')",
    "pika.ConnectionParameters(port='5672').port",
    "pika.ConnectionParameters(virtual_host=None)",
    "pika.ConnectionParameters(credentials='guest')",
    "pika.ConnectionParameters(credentials=('guest', 'guest'))",
    "pika.ConnectionParameters(heartbeat=-1)",
    "pika.ConnectionParameters(heartbeat=1.5)",
    "pika.ConnectionParameters(heartbeat=0).heartbeat",
    "pika.ConnectionParameters(channel_max=0)",
    "pika.ConnectionParameters(channel_max='1')",
    "pika.ConnectionParameters(frame_max=1)",
    "pika.ConnectionParameters(frame_max=1 << 20)",
    "pika.ConnectionParameters(connection_attempts=0)",
    "pika.ConnectionParameters(connection_attempts='3')",
    "pika.ConnectionParameters(retry_delay='1')",
    "pika.ConnectionParameters(socket_timeout=0)",
    "pika.ConnectionParameters(socket_timeout='x')",
    "pika.ConnectionParameters(socket_timeout=3).socket_timeout",
    "pika.ConnectionParameters(stack_timeout=-1)",
    "pika.ConnectionParameters(blocked_connection_timeout=-1)",
    "pika.ConnectionParameters(blocked_connection_timeout='x')",
    "pika.ConnectionParameters(client_properties=[])",
    "pika.ConnectionParameters(tcp_options=[])",
    "pika.ConnectionParameters(ssl_options=True)",
    "pika.ConnectionParameters(locale=3)",
    "pika.ConnectionParameters(ssl=True)",
    "pika.ConnectionParameters('localhost', heartbeat_interval=3)",
    "pika.URLParameters('amqp://user:p%40ss@rabbit:1234/my%2Fhost?heartbeat=30&connection_attempts=3').virtual_host",
    "pika.URLParameters('amqp://user:p%40ss@rabbit:1234/%2F').credentials.password",
    "pika.URLParameters('amqp://rabbit').port",
    "pika.URLParameters('amqp://rabbit/').virtual_host",
    "pika.URLParameters('amqp://rabbit?locale=de_DE&frame_max=4096').frame_max",
    "pika.URLParameters('http://rabbit')",
    "pika.URLParameters('ftp://rabbit')",
    "pika.URLParameters('amqp://rabbit?nonsense=1')",
    "pika.URLParameters('amqp://rabbit?heartbeat=x')",
    "pika.URLParameters('amqp://rabbit?heartbeat=1&heartbeat=2')",
    "pika.PlainCredentials('a', 'b') == pika.PlainCredentials('a', 'b')",
    "pika.PlainCredentials('a', 'b') == pika.PlainCredentials('a', 'c')",
    "pika.PlainCredentials('a')",
    "pika.SSLOptions(None)",
    "pika.BlockingConnection([])",
    "pika.BlockingConnection('localhost')",
    "pika.BasicProperties()",
    "pika.BasicProperties(delivery_mode=2, headers={'a': 1}, content_type='text/plain')",
    "pika.BasicProperties(delivery_mode=2) == pika.BasicProperties(delivery_mode=2)",
    "pika.BasicProperties(expiration=1000).encode()",
    "pika.BasicProperties(headers=[1]).encode()",
    "pika.BasicProperties(headers={'a': {1, 2}}).encode()",
    "pika.BasicProperties(headers={1: 'a'}).encode()",
    "pika.BasicProperties(headers={'a' * 256: 'a'}).encode()",
    "pika.BasicProperties(priority='x').encode()",
    "pika.BasicProperties(priority=300).encode()",
    "pika.BasicProperties(correlation_id=7).encode()",
    "pika.BasicProperties(color='red')",
    "b''.join(pika.BasicProperties('t', 'e', {'s': 'é', 'i': -1, 'b': True, 'l': [1, None], 'd': {'x': b'y'},"
    " 'big': 1 << 40}, 2, 9, 'c', 'r', '60', 'm', 1700000000, 'k', 'u', 'a', 'cl').encode())",
    "pika.BasicProperties().decode(b''.join(pika.BasicProperties(headers={'s': 'é', 'i': -1, 'b': True,"
    " 'l': [1, None], 'd': {'x': b'y'}, 'big': 1 << 40}, timestamp=3).encode()))",
    "pika.spec.Queue.DeclareOk('q', 1, 2)",
    "pika.spec.Basic.Deliver('ctag', 1, False, 'e', 'k')",
    "pika.spec.Basic.Deliver('ctag', 1) == pika.spec.Basic.Deliver('ctag', 1)",
    "pika.spec.Queue.Declare(queue=None).encode()",
    "pika.spec.Exchange.Declare(exchange='e', type='fanout').encode()",
    "pika.spec.Basic.Publish(routing_key='x' * 256).encode()",
    "pika.exchange_type.ExchangeType('fanout')",
    "pika.exchange_type.ExchangeType.topic.value",
]

#: How each exception is made for showing what it says of itself.
ARGUMENTS = {
    'ConnectionClosed': (320, 'CONNECTION_FORCED - bye'),
    'ConnectionClosedByBroker': (320, 'CONNECTION_FORCED - bye'),
    'ConnectionClosedByClient': (200, 'Normal shutdown'),
    'ChannelClosed': (404, "NOT_FOUND - no queue 'q'"),
    'ChannelClosedByBroker': (404, "NOT_FOUND - no queue 'q'"),
    'ChannelClosedByClient': (0, 'Normal shutdown'),
    'UnroutableError': ([1, 2],),
    'NackError': ([],),
    'ProtocolVersionMismatch': ('a', 'b'),
    'BodyTooLongError': (4, 3),
    'UnsupportedAMQPFieldException': ([], 3),
}


def surface(cls):
    """Public names of a class with their signatures."""
    names = [name for name in dir(cls) if not name.startswith('_') or name in ('__init__', '__enter__', '__exit__')]
    return {name: _describe(inspect.getattr_static(cls, name), getattr(cls, name)) for name in names}


def _describe(static, value):
    if isinstance(static, property):
        return 'property, writable' if static.fset else 'property'
    if callable(value) and not isinstance(value, type):
        return str(inspect.signature(value))
    if isinstance(value, (str, int, float, type(None))):
        return repr(value)
    return 'attribute'


def outcome(expression):
    """What an expression gives, or raises."""
    try:
        return repr(eval(expression))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def exception(name, cls):
    """How an exception shows itself, and what it is."""
    error = cls(*ARGUMENTS.get(name, ('text',)))
    family = [base.__name__ for base in cls.__mro__ if not base.__name__.startswith('_')]
    return {'str': str(error), 'repr': repr(error), 'family': family}


print(json.dumps({
    'module': sorted(name for name in dir(pika) if not name.startswith('_')),
    'classes': {cls.__name__: surface(cls) for cls in CLASSES},
    'methods': {
        f'{group}.{name}': [method.INDEX, str(inspect.signature(method)), bool(method().synchronous)]
        for group, of in vars(pika.spec).items() if inspect.isclass(of) and isinstance(getattr(of, 'INDEX', None), int)
        for name, method in vars(of).items() if inspect.isclass(method) and name != 'CLASS'
    },
    'constants': {name: value for name, value in vars(pika.spec).items() if name.isupper() and isinstance(value, int)},
    'exceptions': {
        name: exception(name, cls) for name, cls in vars(pika.exceptions).items()
        if inspect.isclass(cls) and cls.__module__ == 'pika.exceptions' and not name.startswith('_')
    },
    'expressions': {expression: outcome(expression) for expression in EXPRESSIONS},
}, indent=1, sort_keys=True, ensure_ascii=False))
