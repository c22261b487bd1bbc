"""The kinds of connections: blocking, with an event loop of their own, with asyncio's."""

from pika.adapters.base_connection import BaseConnection
from pika.adapters.blocking_connection import BlockingConnection
from pika.adapters.select_connection import IOLoop, SelectConnection

__all__ = ['BaseConnection', 'BlockingConnection', 'IOLoop', 'SelectConnection']
