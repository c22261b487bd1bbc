"""Where to connect, as whom, and with which limits. Programs reach these classes as `pika.ConnectionParameters` etc.

Every parameter is a property that checks what is put into it, so that a mistake is reported where it is made.
"""

import ast
import copy
import numbers
from urllib.parse import parse_qs, unquote, urlparse

from pika import credentials as pika_credentials
from pika import spec, validators

MAX_CHANNELS = 65535


class SSLOptions:
    """TLS settings. They can be made and passed around; the simulator's network has no TLS."""

    __slots__ = ('context', 'server_hostname')

    def __init__(self, context, server_hostname=None):
        """`context` is an `ssl.SSLContext`."""
        import ssl  # here only: it is large, and hardly any program needs it

        if not isinstance(context, ssl.SSLContext):
            raise TypeError(f'context must be of ssl.SSLContext type, but got {context!r}')
        self.context = context
        self.server_hostname = server_hostname


def _checked(name, check, docstring):
    """A property that is stored as `_name` after `check` has let it pass (and perhaps converted it)."""
    attribute = f'_{name}'

    def fset(self, value):
        setattr(self, attribute, check(name, value))

    return property(lambda self: getattr(self, attribute), fset, doc=docstring)


def _text(name, value):
    validators.require_string(value, name)
    return value


def _seconds_or_none(name, value):
    """A positive time; None is no limit."""
    if value is None:
        return None
    if not isinstance(value, numbers.Real):
        raise TypeError(f'{name} must be a float or int, but got {value!r}')
    if value <= 0:
        raise ValueError(f'{name} must be > 0, but got {value!r}')
    return float(value)


def _dict_or_none(article):
    def check(name, value):
        if not isinstance(value, (dict, type(None))):
            raise TypeError(f'{name} must be {article}dict or None, but got {value!r}')
        return copy.deepcopy(value)

    return check


def _blocked_timeout(name, value):
    if value is not None:
        if not isinstance(value, numbers.Real):
            raise TypeError(f'{name} must be a Real number, but got {value!r}')
        if value < 0:
            raise ValueError(f'{name} must be >= 0, but got {value!r}')
    return value


def _channel_max(name, value):
    if not isinstance(value, numbers.Integral):
        raise TypeError(f'{name} must be an int, but got {value!r}')
    if not 1 <= value <= MAX_CHANNELS:
        raise ValueError(f'{name} must be <= {MAX_CHANNELS} and > 0, but got {value!r}')
    return value


def _attempts(name, value):
    if not isinstance(value, numbers.Integral):
        raise TypeError(f'{name} must be an int')
    if value < 1:
        raise ValueError(f'{name} must be > 0, but got {value!r}')
    return value


def _credentials(name, value):
    if not isinstance(value, tuple(pika_credentials.VALID_TYPES)):
        raise TypeError(f'{name} must be an object of type: {pika_credentials.VALID_TYPES!r}, but got {value!r}')
    return copy.deepcopy(value)


def _frame_max(name, value):
    if not isinstance(value, numbers.Integral):
        raise TypeError(f'{name} must be an int, but got {value!r}')
    if value < spec.FRAME_MIN_SIZE:
        raise ValueError(f'Min AMQP 0.9.1 Frame Size is {spec.FRAME_MIN_SIZE}, but got {value!r}')
    if value > spec.FRAME_MAX_SIZE:
        raise ValueError(f'Max AMQP 0.9.1 Frame Size is {spec.FRAME_MAX_SIZE}, but got {value!r}')
    return value


def _heartbeat(name, value):
    if value is not None and not callable(value):
        if not isinstance(value, numbers.Integral):
            raise TypeError(f'{name} must be an int or a callable function, but got {value!r}')
        if value < 0:
            raise ValueError(f'{name} must >= 0, but got {value!r}')
    return value


def _port(name, value):
    try:
        return int(value)
    except (TypeError, ValueError):
        raise TypeError(f'{name} must be an int, but got {value!r}') from None


def _number(name, value):
    if not isinstance(value, numbers.Real):
        raise TypeError(f'{name} must be a float or int, but got {value!r}')
    return value


def _ssl_options(name, value):
    if not isinstance(value, (SSLOptions, type(None))):
        raise TypeError(f'{name} must be None or SSLOptions but got {value!r}')
    return value


class Parameters:
    """All parameters, each with its default."""

    __slots__ = ('_blocked_connection_timeout', '_channel_max', '_client_properties', '_connection_attempts',
                 '_credentials', '_frame_max', '_heartbeat', '_host', '_locale', '_port', '_retry_delay',
                 '_socket_timeout', '_stack_timeout', '_ssl_options', '_virtual_host', '_tcp_options')

    DEFAULT_USERNAME = 'guest'
    DEFAULT_PASSWORD = 'guest'
    DEFAULT_BLOCKED_CONNECTION_TIMEOUT = None
    DEFAULT_CHANNEL_MAX = MAX_CHANNELS
    DEFAULT_CLIENT_PROPERTIES = None
    DEFAULT_CREDENTIALS = pika_credentials.PlainCredentials(DEFAULT_USERNAME, DEFAULT_PASSWORD)
    DEFAULT_CONNECTION_ATTEMPTS = 1
    DEFAULT_FRAME_MAX = spec.FRAME_MAX_SIZE
    DEFAULT_HEARTBEAT_TIMEOUT = None
    DEFAULT_HOST = 'localhost'
    DEFAULT_LOCALE = 'en_US'
    DEFAULT_PORT = 5672
    DEFAULT_RETRY_DELAY = 2.0
    DEFAULT_SOCKET_TIMEOUT = 10.0
    DEFAULT_STACK_TIMEOUT = 15.0
    DEFAULT_SSL = False
    DEFAULT_SSL_OPTIONS = None
    DEFAULT_SSL_PORT = 5671
    DEFAULT_VIRTUAL_HOST = '/'
    DEFAULT_TCP_OPTIONS = None

    blocked_connection_timeout = _checked(
        'blocked_connection_timeout', _blocked_timeout,
        'Seconds after which a connection that the broker blocks is given up; None: never.')
    channel_max = _checked('channel_max', _channel_max, 'Most channels on the connection, 1 to 65535.')
    client_properties = _checked('client_properties', _dict_or_none(''),
                                 'What the client tells the broker about itself, besides the usual.')
    connection_attempts = _checked('connection_attempts', _attempts, 'How often to try to connect.')
    credentials = _checked('credentials', _credentials, 'PlainCredentials or ExternalCredentials.')
    frame_max = _checked('frame_max', _frame_max, 'Largest frame in bytes, 4096 to 131072.')
    heartbeat = _checked('heartbeat', _heartbeat,
                         'Seconds; 0 is none, None the server\'s wish; or a function(connection, wish).')
    host = _checked('host', _text, 'Name or address of the broker.')
    locale = _checked('locale', _text, 'Language of the broker\'s texts.')
    port = _checked('port', _port, 'TCP port of the broker.')
    retry_delay = _checked('retry_delay', _number, 'Seconds between attempts to connect.')
    socket_timeout = _checked('socket_timeout', _seconds_or_none, 'Seconds that a TCP connection may take to open.')
    stack_timeout = _checked('stack_timeout', _seconds_or_none, 'Seconds that opening may take in all.')
    ssl_options = _checked('ssl_options', _ssl_options, 'SSLOptions, or None for plain TCP.')
    virtual_host = _checked('virtual_host', _text, 'Name of the virtual host.')
    tcp_options = _checked('tcp_options', _dict_or_none('a '), 'Options of the TCP socket.')

    def __init__(self):
        for name, default in self._defaults().items():
            setattr(self, name, default)

    @classmethod
    def _defaults(cls):
        return {
            'blocked_connection_timeout': cls.DEFAULT_BLOCKED_CONNECTION_TIMEOUT,
            'channel_max': cls.DEFAULT_CHANNEL_MAX,
            'client_properties': cls.DEFAULT_CLIENT_PROPERTIES,
            'connection_attempts': cls.DEFAULT_CONNECTION_ATTEMPTS,
            'credentials': cls.DEFAULT_CREDENTIALS,
            'frame_max': cls.DEFAULT_FRAME_MAX,
            'heartbeat': cls.DEFAULT_HEARTBEAT_TIMEOUT,
            'host': cls.DEFAULT_HOST,
            'locale': cls.DEFAULT_LOCALE,
            'port': cls.DEFAULT_PORT,
            'retry_delay': cls.DEFAULT_RETRY_DELAY,
            'socket_timeout': cls.DEFAULT_SOCKET_TIMEOUT,
            'stack_timeout': cls.DEFAULT_STACK_TIMEOUT,
            'ssl_options': cls.DEFAULT_SSL_OPTIONS,
            'virtual_host': cls.DEFAULT_VIRTUAL_HOST,
            'tcp_options': cls.DEFAULT_TCP_OPTIONS,
        }

    def __repr__(self):
        return (f'<{type(self).__name__} host={self.host} port={self.port} virtual_host={self.virtual_host} '
                f'ssl={bool(self.ssl_options)}>')

    def __eq__(self, other):
        if isinstance(other, Parameters):
            return (self.host, self.port) == (other.host, other.port)
        return NotImplemented

    __hash__ = None


class ConnectionParameters(Parameters):
    """Parameters given one by one."""

    __slots__ = ()

    class _DEFAULT:
        """Stands for an argument that was not given."""

    def __init__(self,
                 host=_DEFAULT,
                 port=_DEFAULT,
                 virtual_host=_DEFAULT,
                 credentials=_DEFAULT,
                 channel_max=_DEFAULT,
                 frame_max=_DEFAULT,
                 heartbeat=_DEFAULT,
                 ssl_options=_DEFAULT,
                 connection_attempts=_DEFAULT,
                 retry_delay=_DEFAULT,
                 socket_timeout=_DEFAULT,
                 stack_timeout=_DEFAULT,
                 locale=_DEFAULT,
                 blocked_connection_timeout=_DEFAULT,
                 client_properties=_DEFAULT,
                 tcp_options=_DEFAULT,
                 **kwargs):
        """See the properties of the same names. Raises TypeError and ValueError for what they can't be."""
        super().__init__()
        given = {
            'blocked_connection_timeout': blocked_connection_timeout,
            'channel_max': channel_max,
            'client_properties': client_properties,
            'connection_attempts': connection_attempts,
            'credentials': credentials,
            'frame_max': frame_max,
            'heartbeat': heartbeat,
            'host': host,
            'locale': locale,
            'retry_delay': retry_delay,
            'socket_timeout': socket_timeout,
            'stack_timeout': stack_timeout,
            'ssl_options': ssl_options,
            'port': port,
            'virtual_host': virtual_host,
            'tcp_options': tcp_options,
        }
        for name, value in given.items():
            if value is not self._DEFAULT:
                setattr(self, name, value)
        if port is self._DEFAULT and self.ssl_options:
            self.port = self.DEFAULT_SSL_PORT
        if kwargs:
            raise TypeError(f'unexpected kwargs: {kwargs!r}')


class URLParameters(Parameters):
    """Parameters given as a URL: `amqp://user:password@host:port/virtual%20host?heartbeat=30`."""

    __slots__ = ('_all_url_query_values',)

    #: How the text of a query value becomes a parameter, and what an unsuitable text raises.
    _QUERY = {
        'blocked_connection_timeout': float,
        'channel_max': int,
        'client_properties': ast.literal_eval,
        'connection_attempts': int,
        'frame_max': int,
        'heartbeat': int,
        'locale': str,
        'retry_delay': float,
        'socket_timeout': float,
        'stack_timeout': float,
        'ssl_options': ast.literal_eval,
        'tcp_options': ast.literal_eval,
    }

    def __init__(self, url):
        """Raises ValueError for a scheme other than amqp and amqps, and for unknown or unsuitable query values."""
        super().__init__()
        if url[:4].lower() == 'amqp':
            url = 'http' + url[4:]
        parts = urlparse(url)
        self._take_scheme(parts.scheme)
        if parts.hostname is not None:
            self.host = parts.hostname
        default_port = self.DEFAULT_SSL_PORT if self.ssl_options else self.DEFAULT_PORT
        self.port = parts.port if parts.port is not None else default_port
        if parts.username is not None:
            self.credentials = pika_credentials.PlainCredentials(unquote(parts.username), unquote(parts.password))
        if len(parts.path) > 1:
            self.virtual_host = unquote(parts.path.split('/')[1])
        self._all_url_query_values = parse_qs(parts.query)
        for name, values in self._all_url_query_values.items():
            self._take_query(name, values)

    def _take_scheme(self, scheme):
        if scheme == 'https':
            import ssl

            self.ssl_options = SSLOptions(context=ssl.create_default_context())
        elif scheme == 'http':
            self.ssl_options = None
        elif scheme:
            raise ValueError(f'Unexpected URL scheme {scheme!r}; supported scheme values: amqp, amqps')

    def _take_query(self, name, values):
        if name not in self._QUERY:
            raise ValueError(f'Unknown URL parameter: {name!r}')
        if len(values) != 1:
            raise ValueError(f'Expected exactly one value for URL parameter {name}, '
                             f'but got {len(values)} values: {values}')
        convert = self._QUERY[name]
        try:
            value = convert(values[0])
        except ValueError as error:
            if convert is ast.literal_eval:
                raise
            raise ValueError(f'Invalid {name} value {values[0]!r}: {error!r}') from None
        setattr(self, name, self._ssl_from(value) if name == 'ssl_options' else value)

    def _ssl_from(self, options):
        """SSLOptions from the names that `ssl.SSLContext` uses."""
        if options is None:
            if self.ssl_options is not None:
                raise ValueError('Specified ssl_options=None URL arg is inconsistent with '
                                 'the specified https URL scheme.')
            return None
        import ssl

        context = ssl.SSLContext(protocol=options.get('protocol', ssl.PROTOCOL_TLS))
        context.load_verify_locations(options.get('ca_certs') or options.get('cafile'),
                                      options.get('ca_path') or options.get('capath'),
                                      options.get('ca_data') or options.get('cadata'))
        if 'certfile' in options:
            context.load_cert_chain(options['certfile'], options.get('keyfile'), options.get('password'))
        if 'ciphers' in options:
            context.set_ciphers(options['ciphers'])
        return SSLOptions(context=context, server_hostname=options.get('server_hostname'))


#: Programs find them in `pika.connection`, and see them under that name.
for _public in (SSLOptions, Parameters, ConnectionParameters, ConnectionParameters._DEFAULT, URLParameters):
    _public.__module__ = 'pika.connection'
