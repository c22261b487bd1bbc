"""Signs of life: some are sent, and some are expected."""

import logging

from pika import exceptions, frame

LOGGER = logging.getLogger(__name__)

#: Seconds beyond the agreed time before silence counts as death.
GRACE = 5


class HeartbeatChecker:
    """Sends a heartbeat twice in every agreed interval, and ends a connection on which nothing is heard."""

    def __init__(self, connection, timeout):
        """`timeout` in whole seconds, at least 1."""
        if timeout < 1:
            raise ValueError(f'timeout must >= 0, but got {timeout!r}')
        self._connection = connection
        self._timeout = timeout
        self._heard = connection.bytes_received
        self._send_timer = self._later(timeout / 2, self._send)
        self._check_timer = self._later(timeout + GRACE, self._check)

    def stop(self):
        """No more heartbeats are sent or expected."""
        for timer in (self._send_timer, self._check_timer):
            self._connection._adapter_remove_timeout(timer)

    def _later(self, delay, callback):
        return self._connection._adapter_call_in_background(delay, callback)

    def _send(self):
        LOGGER.debug('Sending heartbeat frame')
        self._connection._send_frame(frame.Heartbeat())
        self._send_timer = self._later(self._timeout / 2, self._send)

    def _check(self):
        if self._heard == self._connection.bytes_received:
            LOGGER.info('Connection is idle, %i stale byte intervals', 1)
            self._connection._terminate_stream(exceptions.AMQPHeartbeatTimeout(
                f'No activity or too many missed heartbeats in the last {self._timeout} seconds'))
            return
        self._heard = self._connection.bytes_received
        self._check_timer = self._later(self._timeout + GRACE, self._check)
