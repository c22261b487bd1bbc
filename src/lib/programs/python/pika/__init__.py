"""A RabbitMQ client with the names, signatures and errors of pika 1.3, written for Warren.

It speaks AMQP 0-9-1 over whatever `pika._transport` offers: the simulated network in the browser, TCP elsewhere.
"""

import logging

__version__ = '1.3.2'

logging.getLogger(__name__).addHandler(logging.NullHandler())

from pika import adapters
from pika.adapters import BaseConnection, BlockingConnection, SelectConnection
from pika.adapters.utils.connection_workflow import AMQPConnectionWorkflow
from pika.connection import ConnectionParameters, SSLOptions, URLParameters
from pika.credentials import PlainCredentials
from pika.delivery_mode import DeliveryMode
from pika.spec import BasicProperties

__all__ = [
    'AMQPConnectionWorkflow', 'BaseConnection', 'BasicProperties', 'BlockingConnection', 'ConnectionParameters',
    'DeliveryMode', 'PlainCredentials', 'SSLOptions', 'SelectConnection', 'URLParameters', 'adapters'
]
