"""Getting connected: one or several addresses, tried one after the other, perhaps several times."""

import logging
import socket

from pika import _transport, exceptions
from pika.adapters.utils import io_services_utils

LOGGER = logging.getLogger(__name__)


class AMQPConnectorException(Exception):
    """Base of the errors of this module."""


class AMQPConnectorStackTimeout(AMQPConnectorException):
    """Opening took longer than `stack_timeout`."""


class AMQPConnectorAborted(AMQPConnectorException):
    """The program gave up."""


class AMQPConnectorWrongState(AMQPConnectorException):
    """An attempt was given up that was over already."""


class AMQPConnectorPhaseErrorBase(AMQPConnectorException):
    """An attempt failed; `exception` is the reason."""

    def __init__(self, exception, *args):
        super().__init__(*args)
        self.exception = exception

    def __repr__(self):
        return f'{type(self).__name__}: {self.exception!r}'


class AMQPConnectorSocketConnectError(AMQPConnectorPhaseErrorBase):
    """There was nobody at the address."""


class AMQPConnectorTransportSetupError(AMQPConnectorPhaseErrorBase):
    """TCP was connected, TLS was not."""


class AMQPConnectorAMQPHandshakeError(AMQPConnectorPhaseErrorBase):
    """The broker refused the connection."""


class AMQPConnectionWorkflowAborted(AMQPConnectorException):
    """The program gave up."""


class AMQPConnectionWorkflowWrongState(AMQPConnectorException):
    """A workflow was given up that was over already."""


class AMQPConnectionWorkflowFailed(AMQPConnectorException):
    """All attempts failed; `exceptions` has their reasons in order."""

    def __init__(self, exceptions, *args):
        super().__init__(*args)
        self.exceptions = tuple(exceptions)

    def __repr__(self):
        first = self.exceptions[0] if len(self.exceptions) > 1 else None
        return (f'{type(self).__name__}: {len(self.exceptions)} exceptions in all; '
                f'last exception - {self.exceptions[-1]!r}; first exception - {first!r}')


class AMQPConnectionWorkflow:
    """Tries to connect until it succeeds or all attempts are used up.

    The number of attempts and the pause between them are those of the first parameters.
    """

    def __init__(self, _until_first_amqp_attempt=False):
        """`_until_first_amqp_attempt`: a broker that answers and refuses ends it."""
        self._until_first_amqp_attempt = _until_first_amqp_attempt
        self._errors = []
        self._over = False

    def start(self, connection_configs, connector_factory, native_loop, on_done):
        """Begins.

        `connector_factory(stream, parameters, on_done)` makes a connection on a stream and tells `on_done` the
        connection when it is open, or an error. `native_loop` has `call_later`. `on_done` gets the connection or
        an AMQPConnectionWorkflowFailed or AMQPConnectionWorkflowAborted.
        """
        self._configs = list(connection_configs)
        self._connect = connector_factory
        self._loop = native_loop
        self._on_done = on_done
        self._attempts = self._configs[0].connection_attempts
        self._loop.call_later(0, self._begin_round)

    def abort(self):
        """Gives up. Raises AMQPConnectionWorkflowWrongState when it is over already."""
        if self._over:
            raise AMQPConnectionWorkflowWrongState('Cannot abort before starting or after completion')
        self._finish(AMQPConnectionWorkflowAborted())

    def _begin_round(self):
        self._attempts -= 1
        self._to_try = list(self._configs)
        self._try_next()

    def _try_next(self):
        if self._over:
            return
        if self._to_try:
            self._try(self._to_try.pop(0))
        elif self._attempts > 0:
            self._loop.call_later(self._configs[0].retry_delay, self._begin_round)
        else:
            self._give_up()

    def _try(self, parameters):
        from pika import __version__

        address = _address(parameters)
        LOGGER.info('Pika version %s connecting to %r', __version__, address)
        if parameters.ssl_options is not None:
            self._failed(AMQPConnectorTransportSetupError(NotImplementedError(
                'There is no TLS on the simulated network: connect without ssl_options, to port 5672')))
            return
        try:
            stream = _transport.connect(parameters.host, parameters.port, parameters.socket_timeout)
        except OSError as error:
            io_services_utils.refused(address, error)
            LOGGER.error('TCP Connection attempt failed: %r; dest=%r', error,
                         (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, '', address))
            self._failed(AMQPConnectorSocketConnectError(error))
            return
        io_services_utils.connected(stream)
        self._connect(stream, parameters, self._connected)

    def _connected(self, result):
        if isinstance(result, BaseException):
            self._failed(AMQPConnectorAMQPHandshakeError(result))
        else:
            LOGGER.info('AMQPConnector - reporting success: %r', result)
            self._finish(result)

    def _failed(self, error):
        LOGGER.error('AMQPConnector - reporting failure: %r', error)
        self._errors.append(error)
        if self._until_first_amqp_attempt and isinstance(error, AMQPConnectorAMQPHandshakeError):
            aborted = isinstance(error.exception, exceptions.ConnectionOpenAborted)
            self._give_up(AMQPConnectionWorkflowAborted() if aborted else None)
        else:
            self._try_next()

    def _give_up(self, aborted=None):
        result = aborted or AMQPConnectionWorkflowFailed(self._errors)
        if not self._over:
            LOGGER.error('AMQP connection workflow failed: %r.', result)
        self._finish(result)

    def _finish(self, result):
        if not self._over:
            self._over = True
            if isinstance(result, AMQPConnectionWorkflowFailed):
                LOGGER.error('AMQPConnectionWorkflow - reporting failure: %r', result)
            else:
                LOGGER.info('AMQPConnectionWorkflow - reporting success: %r', result)
            self._on_done(result)


def _address(parameters):
    """Where the one server of the simulated network is, or where TCP will find it."""
    return ('127.0.0.1' if parameters.host == 'localhost' else parameters.host, parameters.port)
