"""The exchange types that every RabbitMQ server knows."""

from enum import Enum


class ExchangeType(Enum):
    """How an exchange chooses the queues a message goes to."""

    direct = 'direct'
    fanout = 'fanout'
    headers = 'headers'
    topic = 'topic'
