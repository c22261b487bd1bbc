"""Checks of arguments, shared by all channels and connections."""


def require_string(value, value_name):
    """Raises TypeError unless `value` is text."""
    if not isinstance(value, str):
        raise TypeError(f'{value_name} must be a str or unicode str, but got {value!r}')


def require_callback(callback, callback_name='callback'):
    """Raises TypeError unless `callback` can be called."""
    if not callable(callback):
        raise TypeError(f'callback {callback_name} must be callable, but got {callback!r}')


def rpc_completion_callback(callback):
    """True when no answer is wanted (no callback), False when one is.

    Raises TypeError for a callback that can't be called.
    """
    if callback is None:
        return True
    if callable(callback):
        return False
    raise TypeError('completion callback must be callable if not None')


def zero_or_greater(name, value):
    """Raises ValueError when `value` is negative."""
    if int(value) < 0:
        raise ValueError(f'{name} must be >= 0, but got {value}')
