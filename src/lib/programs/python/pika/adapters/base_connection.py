"""What connections with an event loop have in common: a stream, and how to get one."""

import logging

from pika import connection, exceptions
from pika.adapters.utils import connection_workflow, io_services_utils
from pika.adapters.utils.connection_workflow import (AMQPConnectionWorkflow, AMQPConnectionWorkflowAborted,
                                                     AMQPConnectorStackTimeout)

LOGGER = logging.getLogger(__name__)

#: What programs see of the stream when they print a connection or a channel: what pika has in its place.
_TRANSPORT = '<pika.adapters.utils.io_services_utils._AsyncPlaintextTransport object at {:#x}>'


class BaseConnection(connection.Connection):
    """A connection on a stream whose news an event loop brings."""

    def __init__(self,
                 parameters=None,
                 on_open_callback=None,
                 on_open_error_callback=None,
                 on_close_callback=None,
                 custom_ioloop=None,
                 internal_connection_workflow=True):
        """As for Connection. `custom_ioloop`: the event loop; by default each class has its own way to one."""
        if parameters is not None and not isinstance(parameters, connection.Parameters):
            raise ValueError(f'Expected instance of Parameters, not {parameters!r}')
        self._ioloop = self._default_ioloop() if custom_ioloop is None else custom_ioloop
        self._transport = None
        self._workflow = None
        super().__init__(parameters, on_open_callback, on_open_error_callback, on_close_callback,
                         internal_connection_workflow)

    def __repr__(self):
        return (f'<{type(self).__name__} {self._STATE_NAMES[self.connection_state]} '
                f'transport={self._transport and _TRANSPORT.format(id(self._transport))} params={self.params!r}>')

    @classmethod
    def create_connection(cls, connection_configs, on_done, custom_ioloop=None, workflow=None):
        """Tries several parameters; `on_done` gets the open connection or an error. Answers the workflow."""
        loop = cls._default_ioloop() if custom_ioloop is None else custom_ioloop

        def connect(stream, parameters, on_connected):
            made = cls(parameters, custom_ioloop=loop, internal_connection_workflow=False)
            made._open_on(stream, on_connected)

        workflow = workflow or AMQPConnectionWorkflow()
        workflow.start(connection_configs, connect, loop, on_done)
        return workflow

    @property
    def ioloop(self):
        """The event loop."""
        return self._ioloop

    @classmethod
    def _default_ioloop(cls):
        raise NotImplementedError

    def _watch(self, stream, callback):
        """Lets the loop call `callback` whenever there is news on `stream`."""
        raise NotImplementedError

    def _unwatch(self, stream):
        """Ends that."""
        raise NotImplementedError

    def _adapter_connect_stream(self):
        self._workflow = AMQPConnectionWorkflow(_until_first_amqp_attempt=True)
        self._workflow.start([self.params], self._attach, self._ioloop, self._workflow_done)

    def _attach(self, stream, _parameters, on_connected):
        self._begin(stream)
        self._on_open.append(on_connected)

    def _workflow_done(self, result):
        self._workflow = None
        if isinstance(result, AMQPConnectionWorkflowAborted):
            self._on_stream_terminated(exceptions.ConnectionOpenAborted('Connection workflow was aborted.'))
        elif isinstance(result, BaseException):
            self._on_stream_terminated(exceptions.AMQPConnectionError(result))

    def _open_on(self, stream, on_done):
        """Opens the connection on a stream; `on_done` gets the connection, or an error. For a workflow of others."""

        def too_slow():
            self._terminate_stream(AMQPConnectorStackTimeout(
                f'Timeout during AMQP handshake{self.params.host!r}; ssl={bool(self.params.ssl_options)}'))

        seconds = self.params.stack_timeout
        timer = self._adapter_call_later(seconds, too_slow) if seconds else None

        def done(result):
            if timer is not None:
                self._adapter_remove_timeout(timer)
            on_done(result)

        self.add_on_open_callback(done)
        self.add_on_open_error_callback(lambda _connection, error: done(error))
        self._begin(stream)

    def _begin(self, stream):
        self._transport = stream
        self._watch(stream, self._on_stream_news)
        self._on_stream_connected()
        connection_workflow.LOGGER.info('Streaming transport linked up: (%s, _StreamingProtocolShim: %r).',
                                        _TRANSPORT.format(id(stream)), self)

    def _on_stream_news(self):
        """There may be something to read."""
        stream = self._transport
        while stream is not None:
            try:
                data = stream.receive()
            except EOFError:
                self._stream_lost(exceptions.StreamLostError('Transport indicated EOF'))
                return
            except OSError as error:
                self._stream_lost(exceptions.StreamLostError(f'Stream connection lost: {error!r}'))
                return
            if not data:
                return
            self._on_data_available(data)
            stream = self._transport

    def _adapter_emit_data(self, data):
        if self._transport is None:
            return
        try:
            self._transport.send(data)
        except OSError as error:
            self._adapter_call_later(0, lambda: self._stream_lost(
                exceptions.StreamLostError(f'Stream connection lost: {error!r}')))

    def _adapter_disconnect_stream(self):
        if self._workflow is not None and self._transport is None:
            self._workflow.abort()
        else:
            self._stream_lost(None)

    def _stream_lost(self, error):
        stream, self._transport = self._transport, None
        if stream is None:
            return
        self._unwatch(stream)
        stream.close()
        if error is None:
            io_services_utils.aborting(stream)
        io_services_utils.deactivating(stream, error)
        self._on_stream_terminated(error)
        io_services_utils.closing(stream)
