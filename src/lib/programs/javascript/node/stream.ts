/** `node:stream`: Node's own streams, from the `readable-stream` package. */
import * as npm from 'readable-stream';

type Streams = typeof import('node:stream');

const { Stream: streams } = ((npm as { default?: unknown }).default ?? npm) as { Stream: Streams };

export const { Readable, Writable, Duplex, Transform, PassThrough, promises } = streams;
export default streams;
export type Writable = import('node:stream').Writable;
