"""A connection in asyncio's event loop."""

import asyncio

from pika.adapters.base_connection import BaseConnection


class AsyncioConnection(BaseConnection):
    """A connection with callbacks that lives in an asyncio event loop."""

    @classmethod
    def _default_ioloop(cls):
        try:
            return asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.get_event_loop()

    def _watch(self, stream, callback):
        self._ioloop.add_reader(stream, callback)

    def _unwatch(self, stream):
        self._ioloop.remove_reader(stream)

    def _adapter_call_later(self, delay, callback):
        return self._ioloop.call_later(delay, callback)

    def _adapter_call_in_background(self, delay, callback):
        return getattr(self._ioloop, '_call_in_background', self._ioloop.call_later)(delay, callback)

    def _adapter_remove_timeout(self, timer):
        timer.cancel()

    def _adapter_add_callback_threadsafe(self, callback):
        self._ioloop.call_soon_threadsafe(callback)
