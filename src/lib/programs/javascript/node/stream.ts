/** `node:stream`: Node's own streams, from the `readable-stream` package. */
import * as npm from 'readable-stream';
import { noteLine } from './written-lines';

type Streams = typeof import('node:stream');

const { Stream: streams } = ((npm as { default?: unknown }).default ?? npm) as { Stream: Streams };

type Write = (this: unknown, ...args: unknown[]) => boolean;

const write = streams.Writable.prototype.write as Write;

/** What goes through a PassThrough of buffers comes out as the same objects: it is noted who put it in. */
Object.defineProperty(streams.PassThrough.prototype, 'write', {
	value: function (this: unknown, ...args: unknown[]) {
		if (args[0] instanceof Uint8Array) noteLine(args[0]);
		return write.apply(this, args);
	},
	configurable: true,
	writable: true
});

export const { Readable, Writable, Duplex, Transform, PassThrough, promises } = streams;
export default streams;
export type Writable = import('node:stream').Writable;
