"""What is said in the log about a stream's life, in the words and under the name of pika's own streams."""

import logging

LOGGER = logging.getLogger(__name__)

_OPEN, _GIVEN_UP = 1, 3


def connected(stream):
    """There is a stream."""
    LOGGER.info('Socket connected: %r', stream)


def refused(address, error):
    """There is none."""
    LOGGER.error("Socket failed to connect: <socket.socket fd=6, family=2, type=1, proto=6, laddr=%r>; error=%s (%s)",
                 (address[0], 0), error.errno, error.strerror)


def aborting(stream):
    """It is about to be given up."""
    LOGGER.info('Aborting transport connection: state=%s; %r', _OPEN, stream)


def deactivating(stream, error):
    """It is given up; `error` is what broke it, None if it was whole."""
    LOGGER.info('_AsyncTransportBase._initate_abort(): Initiating abrupt asynchronous transport shutdown: '
                'state=%s; error=%r; %r', _OPEN, error, stream)
    LOGGER.info('Deactivating transport: state=%s; %r', _OPEN, stream)


def closing(stream):
    """It is gone."""
    LOGGER.info('Closing transport socket and unlinking: state=%s; %r', _GIVEN_UP, stream)
