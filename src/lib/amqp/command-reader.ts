/**
 * Turns a connection's bytes into protocol header, methods and contents, and says what RabbitMQ says to bytes
 * that are none (C9, C22–C28).
 *
 * Contents of different channels may interleave; each channel's is put together on its own.
 */
import { AmqpError } from './amqp-error';
import { ByteReader } from './byte-reader';
import type { Content } from './content';
import {
	describeFrame,
	FRAME_BODY,
	FRAME_HEADER,
	FRAME_HEARTBEAT,
	FRAME_METHOD,
	FrameReader,
	type FrameVisitor
} from './frame-reader';
import { explainUnreadable, findCodec, readMethod } from './method-codec';
import { BASIC_CLASS, methodId, type Method } from './protocol';

export interface CommandVisitor {
	/** The first eight bytes. Called once, before anything else. */
	protocolHeader(header: Uint8Array): void;
	/** A whole command; `content` is null for methods that carry none. */
	command(channel: number, method: Method, content: Content | null): void;
	/**
	 * The peer broke the protocol. `error` wants a connection.close, after which only channel 0 is heard
	 * (`closing`); null: RabbitMQ drops the connection without a word. `fatal`: it also does after saying so,
	 * some seconds later, without waiting for close-ok.
	 */
	failed(error: AmqpError | null, channel: number, fatal: boolean): void;
}

export interface CommandReaderOptions {
	/** False for a server's side of the stream, which has no protocol header. Default true. */
	readonly protocolHeader?: boolean;
	/** Refuse bodies that outgrow their declared size, and sizes over 512 MiB, as RabbitMQ 4.3 does (C28). */
	readonly strictContent?: boolean;
}

const HEADER_LENGTH = 8;
const LARGEST_BODY = 512 * 1024 * 1024;

/** A content on its way: after its method, until the last byte of its body. */
interface Assembly {
	readonly method: Method;
	/** Null until the content header came. */
	properties: Uint8Array | null;
	bodySize: number;
	received: number;
	parts: Uint8Array[];
}

export class CommandReader implements FrameVisitor {
	/** Set once a connection.close was sent: everything but methods on channel 0 is then ignored (C34). */
	closing = false;
	private readonly visitor: CommandVisitor;
	private readonly frames: FrameReader;
	private readonly strictContent: boolean;
	private header: number[] | null;
	/** By channel; null where there was one, which costs less than taking it out. */
	private readonly assemblies = new Map<number, Assembly | null>();

	constructor(visitor: CommandVisitor, options: CommandReaderOptions = {}) {
		this.visitor = visitor;
		this.frames = new FrameReader(this);
		this.header = (options.protocolHeader ?? true) ? [] : null;
		this.strictContent = options.strictContent ?? false;
	}

	/** Largest frame in bytes that is accepted; 0 for no limit, 4096 to begin with (C20, C22). */
	set frameMax(bytes: number) {
		this.frames.frameMax = bytes;
	}

	/** Ignores everything from here on. */
	stop(): void {
		this.frames.stop();
	}

	/**
	 * Takes the next bytes of the stream, in pieces of any size, and visits what they complete. Contents are views
	 * into the pieces, which must not change afterwards.
	 */
	push(chunk: Uint8Array): void {
		if (this.header === null) return this.frames.push(chunk);
		const missing = HEADER_LENGTH - this.header.length;
		this.header.push(...chunk.subarray(0, missing));
		if (chunk.length < missing) return;
		const header = Uint8Array.from(this.header);
		this.header = null;
		this.visitor.protocolHeader(header);
		this.frames.push(chunk.subarray(missing));
	}

	frameFailed(error: AmqpError, channel: number): void {
		this.visitor.failed(error, channel, true);
	}

	frame(type: number, channel: number, bytes: Uint8Array, start: number, end: number): void {
		if (this.closing && (channel !== 0 || type !== FRAME_METHOD)) return;
		if (!isWellFormed(type, end - start)) {
			if (!this.closing) this.failFrame('FRAME_ERROR', ': unknown_frame', type, channel, bytes, start, end);
		} else if (type === FRAME_METHOD) this.method(channel, bytes, start, end);
		else if (type === FRAME_HEARTBEAT && channel === 0) return;
		else if (type === FRAME_HEARTBEAT || channel === 0)
			this.failFrame('UNEXPECTED_FRAME', '', type, channel, bytes, start, end);
		else if (type === FRAME_HEADER) this.contentHeader(channel, bytes, start, end);
		else this.contentBody(channel, bytes, start, end);
	}

	private method(channel: number, bytes: Uint8Array, start: number, end: number): void {
		const reader = new ByteReader(bytes, start, end);
		const codec = findCodec(reader.short(), reader.short());
		if (codec === undefined) return this.drop(channel);
		const assembly = this.assemblies.get(channel);
		if (assembly) return this.failContent(assembly, channel);
		let method: Method;
		try {
			method = readMethod(codec, reader);
		} catch (error) {
			return this.failUnreadable(
				explainUnreadable(codec, bytes.subarray(start + 4, end), channel, error),
				channel
			);
		}
		if (!codec.content || channel === 0) return this.visitor.command(channel, method, null);
		this.assemblies.set(channel, { method, properties: null, bodySize: 0, received: 0, parts: [] });
	}

	private contentHeader(channel: number, bytes: Uint8Array, start: number, end: number): void {
		const assembly = this.assemblies.get(channel);
		if (!assembly) return this.failMethodExpected(channel);
		const reader = new ByteReader(bytes, start, end);
		const classId = reader.short();
		const weight = reader.short();
		if (assembly.properties !== null || weight !== 0) return this.failContent(assembly, channel);
		if (classId !== BASIC_CLASS) {
			return this.failContent(assembly, channel, `got one for class ${classId} instead`);
		}
		assembly.bodySize = Number(reader.longlong());
		if (this.strictContent && assembly.bodySize > LARGEST_BODY) {
			const text = `content body size ${assembly.bodySize} exceeds maximum allowed size ${LARGEST_BODY}`;
			return this.fail(new AmqpError('FRAME_ERROR', text, assembly.method.name), channel);
		}
		assembly.properties = bytes.subarray(reader.at, end);
		if (assembly.bodySize === 0) this.complete(channel, assembly, new Uint8Array(0));
	}

	private contentBody(channel: number, bytes: Uint8Array, start: number, end: number): void {
		const assembly = this.assemblies.get(channel);
		if (!assembly) return this.failMethodExpected(channel);
		if (assembly.properties === null) return this.failContent(assembly, channel);
		assembly.received += end - start;
		if (assembly.received > assembly.bodySize) return this.overflow(assembly, channel);
		const part = bytes.subarray(start, end);
		if (part.length === assembly.bodySize) return this.complete(channel, assembly, part);
		if (part.length > 0) assembly.parts.push(part);
		if (assembly.received === assembly.bodySize) this.complete(channel, assembly, join(assembly));
	}

	/** RabbitMQ 3.x counts on, past zero, and waits for a body that can't end any more (C28). */
	private overflow(assembly: Assembly, channel: number): void {
		assembly.parts = [];
		if (!this.strictContent) return;
		const text = 'content body frame exceeds remaining content size';
		this.fail(new AmqpError('FRAME_ERROR', text, assembly.method.name), channel);
	}

	private complete(channel: number, { method, properties }: Assembly, body: Uint8Array): void {
		this.assemblies.set(channel, null);
		this.visitor.command(channel, method, { properties: properties!, body });
	}

	private failFrame(
		reply: 'FRAME_ERROR' | 'UNEXPECTED_FRAME',
		explanation: string,
		type: number,
		channel: number,
		bytes: Uint8Array,
		start: number,
		end: number
	): void {
		const frame = describeFrame(type, bytes.subarray(start, end));
		this.fail(new AmqpError(reply, frame + explanation), channel);
	}

	private failMethodExpected(channel: number): void {
		const text = 'expected method frame, got non method frame instead';
		this.fail(new AmqpError('UNEXPECTED_FRAME', text), channel);
	}

	/** The frame is none that a content on its way was waiting for (C27). */
	private failContent({ method, properties }: Assembly, channel: number, got?: string): void {
		const [classId] = methodId(method.name);
		const expected = properties === null ? `content header for class ${classId}` : 'content body';
		const what = got ?? `got non ${properties === null ? 'content header' : 'content body'} frame instead`;
		this.fail(new AmqpError('UNEXPECTED_FRAME', `expected ${expected}, ${what}`, method.name), channel);
	}

	private failUnreadable(error: AmqpError | null, channel: number): void {
		if (error === null) this.drop(channel);
		else if (!this.closing) this.fail(error, channel);
	}

	private fail(error: AmqpError, channel: number): void {
		this.closing = true;
		this.visitor.failed(error, channel, false);
	}

	private drop(channel: number): void {
		this.stop();
		this.visitor.failed(null, channel, true);
	}
}

/** Whether a frame's payload has the shape that its type asks for; no other types exist. */
function isWellFormed(type: number, length: number): boolean {
	switch (type) {
		case FRAME_METHOD:
			return length >= 4;
		case FRAME_HEADER:
			return length >= 12;
		case FRAME_BODY:
			return true;
		case FRAME_HEARTBEAT:
			return length === 0;
		default:
			return false;
	}
}

function join({ parts, bodySize }: Assembly): Uint8Array {
	const body = new Uint8Array(bodySize);
	let at = 0;
	for (const part of parts) {
		body.set(part, at);
		at += part.length;
	}
	return body;
}
