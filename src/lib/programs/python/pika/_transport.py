"""Where streams of bytes come from: the simulator's own network when there is one, else TCP.

A stream has `send(data)`, `receive()` (what has arrived, b'' for nothing; EOFError at the end, OSError when broken) and
`close()`. `connect(host, port, timeout)` makes one; `wait(streams, timeout, background)` waits until one has news, or
until one of two times is over: `timeout` is the program's own, `background` that of timers nobody waits for. A `Waker`
stands among the streams for other threads: it has news from their `wake()` to the next `receive()`.
"""

try:
    from warren.link import Waker, connect, wait
except ImportError:
    from pika._sockets import Waker, connect, wait

__all__ = ['Waker', 'connect', 'wait']
