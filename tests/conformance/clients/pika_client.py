"""What pika does with a server, told line by line. Run with the server's port; what is free is not told."""

import re
import sys
import time

import pika

PARAMETERS = pika.ConnectionParameters("127.0.0.1", int(sys.argv[1]), heartbeat=0)
MESSAGES = 10_000


def tell(*words):
    line = " ".join(str(word) for word in words)
    line = re.sub(r"amq\.(gen|ctag)-?[\w.-]{20,}", r"amq.\1", line)
    print(re.sub(r"ctag\d+\.[0-9a-f]{32}", "ctag", line), flush=True)


def topic(name):
    """Declares what follows to be about something."""

    def decorate(function):
        tell("#", name)
        connection = pika.BlockingConnection(PARAMETERS)
        try:
            function(connection)
        except pika.exceptions.AMQPError as error:
            tell("!", type(error).__name__, error)
        if connection.is_open:
            connection.close()

    return decorate


def failing(connection, name, action):
    """Does what closes the channel, or the connection."""
    channel = connection.channel()
    try:
        tell(name, action(channel))
    except pika.exceptions.AMQPError as error:
        tell(name, type(error).__name__, error)


@topic("the server")
def _(connection):
    capabilities = connection._impl.server_capabilities
    tell(sorted(capabilities.items()))
    tell(connection._impl.params.channel_max, connection._impl.params.frame_max)


@topic("ten thousand messages, consumed with prefetch")
def _(connection):
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    for number in range(MESSAGES):
        channel.basic_publish("", queue, b"%d" % number)
    channel.basic_qos(prefetch_count=7)
    seen = []

    def on_message(channel, method, properties, body):
        seen.append((method.delivery_tag, method.redelivered, int(body)))
        channel.basic_ack(method.delivery_tag, multiple=len(seen) % 3 == 0)
        if len(seen) == MESSAGES:
            channel.stop_consuming()

    channel.basic_consume(queue, on_message)
    channel.start_consuming()
    tell(seen == [(number + 1, False, number) for number in range(MESSAGES)])
    tell(channel.queue_declare(queue, passive=True).method.message_count)


@topic("confirms and returns")
def _(connection):
    channel = connection.channel()
    channel.confirm_delivery()
    channel.queue_declare("small", arguments={"x-max-length": 1, "x-overflow": "reject-publish"})
    for number in range(3):
        try:
            tell(channel.basic_publish("", "small", b"%d" % number, mandatory=True))
        except pika.exceptions.NackError as error:
            tell("nack", [message.body for message in error.messages])
    try:
        channel.basic_publish("amq.direct", "nowhere", b"x", pika.BasicProperties(type="t"), mandatory=True)
    except pika.exceptions.UnroutableError as error:
        for message in error.messages:
            tell(message.method, message.properties, message.body)
    tell(channel.queue_delete("small"))


@topic("properties and headers of every kind")
def _(connection):
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    headers = {"text": "ä", "bytes": b"\x00\xff", "whole": 1, "long": 2**40, "yes": True, "none": None}
    headers |= {"list": [1, "two", {"three": 3}], "table": {"deep": {"deeper": []}}}
    properties = pika.BasicProperties(
        "text/plain", "utf-8", headers, 2, 3, "correlation", "reply", "60000", "id", 1700000000, "type", "guest", "app"
    )
    channel.basic_publish("", queue, "grüß dich".encode(), properties)
    tell(*channel.basic_get(queue, auto_ack=True))
    tell(*channel.basic_get(queue))


@topic("bodies from nothing to a megabyte")
def _(connection):
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    for size in (0, 1, 131064, 131065, 262128, 1_000_000):
        channel.basic_publish("", queue, b"w" * size)
        method, _, body = channel.basic_get(queue, auto_ack=True)
        tell(size, len(body), body == b"w" * size, method.message_count)


@topic("exchanges")
def _(connection):
    channel = connection.channel()
    queues = [channel.queue_declare("", exclusive=True).method.queue for _ in range(3)]
    for kind, keys in {"direct": "a b a", "fanout": "a b c", "topic": "a.* # *.b"}.items():
        channel.exchange_declare(kind, kind, auto_delete=True)
        for queue, key in zip(queues, keys.split()):
            channel.queue_bind(queue, kind, key)
        for key in ("a", "a.b", "b", ""):
            channel.basic_publish(kind, key, b"")
        tell(kind, [channel.queue_purge(queue).method.message_count for queue in queues])
    channel.exchange_declare("headers", "headers")
    channel.queue_bind(queues[0], "headers", arguments={"x-match": "any", "a": 1, "b": "two"})
    channel.queue_bind(queues[1], "headers", arguments={"x-match": "all", "a": 1, "b": "two"})
    for headers in ({"a": 1}, {"b": "two", "a": 1}, {"c": 3}):
        channel.basic_publish("headers", "", b"", pika.BasicProperties(headers=headers))
    tell("headers", [channel.queue_purge(queue).method.message_count for queue in queues])
    tell(channel.exchange_delete("headers"))


@topic("nack, reject, recover, redelivery, dead letters")
def _(connection):
    channel = connection.channel()
    channel.exchange_declare("graveyard", "fanout", auto_delete=True)
    dead = channel.queue_declare("", exclusive=True).method.queue
    channel.queue_bind(dead, "graveyard")
    queue = channel.queue_declare("mortal", exclusive=True, arguments={"x-dead-letter-exchange": "graveyard"}).method.queue
    for body in (b"one", b"two", b"three", b"four"):
        channel.basic_publish("", queue, body)
    for _ in range(4):
        method, _, body = channel.basic_get(queue)
        tell(method.delivery_tag, method.redelivered, body)
    channel.basic_reject(1, requeue=True)
    channel.basic_nack(2, requeue=False)
    tell(channel.basic_recover(requeue=True))
    for _ in range(3):
        method, _, body = channel.basic_get(queue)
        tell(method.delivery_tag, method.redelivered, body)
    channel.basic_nack(0, multiple=True, requeue=False)
    for _ in range(4):
        method, properties, body = channel.basic_get(dead, auto_ack=True)
        for death in properties.headers["x-death"]:
            del death["time"]
        tell(method.exchange, method.routing_key, properties, body)


@topic("a generator of messages, cancelled")
def _(connection):
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    for number in range(5):
        channel.basic_publish("", queue, b"%d" % number)
    for method, _, body in channel.consume(queue, inactivity_timeout=5):
        tell(method.delivery_tag, body)
        channel.basic_ack(method.delivery_tag)
        if method.delivery_tag == 3:
            break
    tell(channel.cancel(), channel.queue_purge(queue).method.message_count)


@topic("transactions")
def _(connection):
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    tell(channel.tx_select())
    channel.basic_publish("", queue, b"rolled back")
    tell(channel.tx_rollback(), channel.queue_declare(queue, passive=True).method.message_count)
    channel.basic_publish("", queue, b"committed")
    tell(channel.tx_commit(), channel.basic_get(queue)[2])


@topic("many channels")
def _(connection):
    channels = [connection.channel() for _ in range(20)]
    queue = channels[0].queue_declare("", exclusive=True).method.queue
    for channel in channels:
        channel.basic_publish("", queue, b"%d" % channel.channel_number)
        channel.close()
    channel = connection.channel(99)
    tell(sorted(int(channel.basic_get(queue, auto_ack=True)[2]) for _ in channels))
    tell(channel.basic_get(queue))


@topic("a consumer whose queue goes")
def _(connection):
    channel = connection.channel()
    channel.queue_declare("short-lived")
    tag = channel.basic_consume("short-lived", lambda *message: None)
    channel.add_on_cancel_callback(lambda frame: tell("cancelled", frame.method.consumer_tag == tag))
    connection.channel().queue_delete("short-lived")
    connection.process_data_events(1)


@topic("errors that close the channel")
def _(connection):
    failing(connection, 404, lambda channel: channel.queue_declare("absent", passive=True))
    failing(connection, 404, lambda channel: channel.basic_get("absent"))
    failing(connection, 404, lambda channel: channel.queue_bind("absent", "amq.direct", "k"))
    failing(connection, 404, lambda channel: (channel.basic_publish("absent", "", b""), channel.queue_declare("")))
    failing(connection, 403, lambda channel: channel.queue_declare("amq.mine"))
    failing(connection, 403, lambda channel: channel.exchange_delete("amq.direct"))
    failing(connection, 403, lambda channel: channel.exchange_declare("", "direct"))
    connection.channel().queue_declare("mine", exclusive=True)
    failing(connection, 406, lambda channel: channel.queue_declare("mine", durable=True, auto_delete=True))
    failing(connection, 406, lambda channel: channel.queue_declare("q", arguments={"x-message-ttl": -1}))
    failing(connection, 406, lambda channel: channel.exchange_declare("amq.topic", "direct", durable=True))
    failing(connection, 406, lambda channel: (channel.basic_ack(9), channel.queue_declare("mine")))
    other = pika.BlockingConnection(PARAMETERS)
    failing(other, 405, lambda channel: channel.queue_declare("mine", exclusive=True))
    failing(other, 405, lambda channel: channel.basic_consume("mine", lambda *message: None))
    other.close()


@topic("an error that closes the connection: 503")
def _(connection):
    failing(connection, 503, lambda channel: channel.exchange_declare("x", "no-such-type"))


@topic("an error that closes the connection: 540")
def _(connection):
    failing(connection, 540, lambda channel: channel.basic_qos(prefetch_size=10))


@topic("who may not come in")
def _(connection):
    for credentials, vhost in ((("guest", "wrong"), "/"), (("guest", "guest"), "none")):
        try:
            pika.BlockingConnection(
                pika.ConnectionParameters(
                    "127.0.0.1", int(sys.argv[1]), vhost, pika.PlainCredentials(*credentials), connection_attempts=1
                )
            )
        except pika.exceptions.AMQPError as error:
            tell(type(error).__name__, error)


@topic("heartbeats")
def _(_):
    connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", int(sys.argv[1]), heartbeat=1))
    tell(connection._impl.params.heartbeat)
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    until = time.monotonic() + 4
    while time.monotonic() < until:
        connection.process_data_events(0.5)
    channel.basic_publish("", queue, b"still here")
    tell(channel.basic_get(queue)[2], connection._impl._heartbeat_checker._heartbeat_frames_received > 0)
    connection.close()
