"""Whether a message survives a restart of the broker."""

from enum import Enum


class DeliveryMode(Enum):
    """Values of the property `delivery_mode`."""

    Transient = 1
    Persistent = 2
