/**
 * The broker engine's door.
 *
 *     const broker = new Broker({ clock, random, trace });
 *     const connection = broker.connect(transport, { host, port, localHost, localPort, program });
 *     connection.receive(bytes);   // what the client wrote
 *     connection.closed();         // the client's end of the stream is gone
 *
 * Everything the broker has to say goes to `transport.write`, to `trace` and, where it must last, to the store.
 */
export type { Clock, Timer } from './clock';
export type { Peer, Transport } from './transport';
export type * from './snapshot';
export type * from './trace';
