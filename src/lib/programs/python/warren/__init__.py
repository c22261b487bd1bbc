"""What stands between a learner's program and the simulated world: time, sockets, the terminal, the event loop.

The world speaks to a bridge in JavaScript (see `bridge.ts`); `link` is the one module that speaks to the bridge.
"""
