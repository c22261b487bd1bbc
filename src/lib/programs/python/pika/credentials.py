"""Who a program says it is."""

import logging

from pika.compat import as_bytes

LOGGER = logging.getLogger(__name__)


class _Credentials:
    """Credentials are equal when all that they hold is."""

    TYPE = ''

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, type(self)) else NotImplemented

    __hash__ = None

    def _offered(self, start):
        """Whether the broker's Connection.Start offers this mechanism."""
        return as_bytes(self.TYPE) in as_bytes(start.mechanisms).split()


class PlainCredentials(_Credentials):
    """A user and a password, sent as they are."""

    TYPE = 'PLAIN'

    def __init__(self, username, password, erase_on_connect=False):
        """`erase_on_connect`: forget both once they have been sent."""
        self.username = username
        self.password = password
        self.erase_on_connect = erase_on_connect

    def response_for(self, start):
        """Mechanism and response for Connection.StartOk; (None, None) when the broker doesn't offer PLAIN."""
        if not self._offered(start):
            return None, None
        return self.TYPE, b'\0' + as_bytes(self.username) + b'\0' + as_bytes(self.password)

    def erase_credentials(self):
        """The connection needs them no more."""
        if self.erase_on_connect:
            LOGGER.info('Erasing stored credential values')
            self.username = None
            self.password = None


class ExternalCredentials(_Credentials):
    """An identity that comes from outside AMQP, usually from a TLS certificate."""

    TYPE = 'EXTERNAL'

    def __init__(self):
        self.erase_on_connect = False

    def response_for(self, start):
        """Mechanism and response for Connection.StartOk; (None, None) when the broker doesn't offer EXTERNAL."""
        return (self.TYPE, b'') if self._offered(start) else (None, None)

    def erase_credentials(self):
        """There is nothing to erase."""
        LOGGER.debug('Not supported by this Credentials type')


#: What `ConnectionParameters.credentials` accepts.
VALID_TYPES = [PlainCredentials, ExternalCredentials]
