"""What all parts of the protocol have in common: they are named, print themselves, and compare by value.

A method of the protocol is declared as a class whose annotated attributes are its fields, in the order in which
they travel:

    class Delete(Method, number=40, synchronous=True):
        ticket: _fields.short = 0
        queue: _fields.shortstr = ''
        if_unused: _fields.bit = False

From these the class gets its constructor, `encode` and `decode`.
"""

from pika import _fields


class AMQPObject:
    """Base of everything that has a name in the protocol."""

    NAME = 'AMQPObject'
    INDEX = None

    def __repr__(self):
        items = sorted(f'{key}={value}' for key, value in vars(self).items()
                       if getattr(type(self), key, None) != value)
        return f'<{self.NAME}({items})>' if items else f'<{self.NAME}>'

    def __eq__(self, other):
        return other is not None and vars(self) == vars(other)

    __hash__ = None


class Class(AMQPObject):
    """A class of the protocol: a group of methods. `INDEX` is its number."""

    NAME = 'Unextended Class'

    def __init_subclass__(cls):
        cls.NAME = cls.__name__
        for member in list(vars(cls).values()):
            if isinstance(member, type) and issubclass(member, Method):
                member.INDEX = cls.INDEX << 16 | member.INDEX


class Method(AMQPObject):
    """A method of the protocol. `INDEX` is the number of its class and its own, 16 bits each."""

    NAME = 'Unextended Method'
    synchronous = False

    def __init_subclass__(cls, number, synchronous=False, content=False):
        """`number` within the class; `synchronous`: it asks for an answer; `content`: a message follows it."""
        cls.NAME = cls.__qualname__
        cls.INDEX = number
        cls.synchronous = synchronous
        cls.CONTENT = content
        _fields.compile_codec(cls)

    def _set_content(self, properties, body):
        self._properties = properties
        self._body = body

    def get_properties(self):
        """Properties of the message that came with the method."""
        return self._properties

    def get_body(self):
        """Body of the message that came with the method."""
        return self._body


class Properties(AMQPObject):
    """Properties of a message."""

    NAME = 'Unextended Properties'
