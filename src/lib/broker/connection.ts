/**
 * A connection on the wire: bytes to commands, the handshake (C9–C21), channels by number, heartbeats, and the
 * ways a connection ends.
 */
import {
	AmqpError,
	CommandReader,
	FrameWriter,
	get,
	methodId,
	REPLY_CODES,
	servedProtocol,
	type CommandVisitor,
	type Content,
	type FieldTable,
	type Method
} from '../amqp';
import { checkEntry } from './access';
import { MECHANISMS, readCredentials } from './authentication';
import type { Timer } from './clock';
import type { Engine, Settling } from './engine';
import { channelError } from './errors';
import { checkQueueName, ClosingChannel } from './closing-channel';
import { Heartbeats } from './heartbeats';
import { serverProperties } from './server-properties';
import type { Session } from './session';
import type { ConnectionClosed, ConnectionId, Origin } from './trace';
import type { Peer, Transport } from './transport';
import type { User } from './users';
import type { VirtualHost } from './virtual-host';
import { WireChannel, type ChannelWire, type WiredChannel } from './wire-channel';

/** What a connection asks of its broker. */
export interface Reception {
	readonly engine: Engine;
	readonly clusterName: string;
	/** The user with this name and password, if there is one and it may connect from there (C14, C19). */
	authenticate(user: string, password: string, peer: Peer): User | null;
	/** The virtual host, when the user may enter it. Throws NOT_ALLOWED (C18). */
	admit(user: User, vhost: string): VirtualHost;
	openSession(user: User, vhost: VirtualHost, connection: Connection): Session;
	/** The connection is over. */
	leave(connection: Connection): void;
}

export type ConnectionState =
	'starting' | 'tuning' | 'opening' | 'running' | 'blocked' | 'closing' | 'closed';

/** A command that waits for an alarm to be over. */
interface Stalled {
	readonly channel: number;
	readonly method: Method;
	readonly content: Content | null;
}

/** Milliseconds before RabbitMQ drops a client whose handshake made no sense, or that doesn't answer. */
const SILENT_TREATMENT = 3000;
const HANDSHAKE_TIMEOUT = 10_000;
const CLOSING_TIMEOUT = 30_000;

/** What connection.tune offers (C16). */
const CHANNEL_MAX = 2047;
const FRAME_MAX = 131_072;
const HEARTBEAT = 60;

export class Connection implements CommandVisitor, ChannelWire, Settling {
	readonly name: string;
	state: ConnectionState = 'starting';
	clientProperties: FieldTable = [];
	authMechanism = '';
	user: User | null = null;
	session: Session | null = null;
	channelMax = CHANNEL_MAX;
	frameMax = FRAME_MAX;
	/** Seconds. */
	heartbeat = HEARTBEAT;
	receivedBytes = 0;
	sentBytes = 0;
	/** Pieces that the bytes came and went in. */
	receivedPackets = 0;
	sentPackets = 0;
	readonly #engine: Engine;
	readonly #reader: CommandReader;
	readonly #writer = new FrameWriter();
	readonly #channels = new Map<number, WiredChannel>();
	#heartbeats: Heartbeats | null = null;
	#deadline: Timer | null;
	#waiting = false;
	/** What came while blocked; null when not. */
	#stalled: Stalled[] | null = null;
	/** The transport is to be closed when what was written is sent. */
	#hangingUp = false;
	#gone = false;
	/** The last one named, so that a flood from one line needs only one. */
	#origin: Origin | null = null;

	constructor(
		readonly broker: Reception,
		readonly id: ConnectionId,
		readonly transport: Transport,
		readonly peer: Peer
	) {
		this.#engine = broker.engine;
		this.name = `${peer.host}:${peer.port} -> ${peer.localHost}:${peer.localPort}`;
		this.#reader = new CommandReader(this, { strictContent: this.#engine.profile.strictBodySize });
		this.#reader.frameMax = this.#engine.profile.frameMin;
		this.#deadline = this.#after(HANDSHAKE_TIMEOUT, () => this.#hangUp());
	}

	get program(): string | null {
		return this.peer.program ?? null;
	}

	/** client-properties.connection_name (C37). */
	get userProvidedName(): string | null {
		const name = get(this.clientProperties, 'connection_name')?.value;
		return typeof name === 'string' ? name : null;
	}

	/**
	 * Takes bytes that the client wrote, in pieces of any size. `line` is the program line that wrote them
	 * (1-based), where known; the events they cause carry it.
	 */
	receive(bytes: Uint8Array, line = 0): void {
		if (this.#gone) return;
		this.receivedBytes += bytes.length;
		this.receivedPackets++;
		this.#engine.turn(() => {
			this.#engine.origin = this.#originOf(line);
			this.#reader.push(bytes);
		});
	}

	#originOf(line: number): Origin | null {
		const { program } = this;
		if (program === null) return null;
		if (this.#origin?.program !== program || this.#origin.line !== (line || null)) {
			this.#origin = { program, line: line || null };
		}
		return this.#origin;
	}

	/** The client's end of the stream is gone. */
	closed(): void {
		if (this.#gone) return;
		this.#engine.turn(() => {
			this.#endSession({ initiator: 'network', code: 0, text: '' });
			this.#leave();
		});
	}

	/** Ends the connection as an operator does: 320 with a reason (C35). */
	force(reason: string): void {
		if (this.#gone) return;
		this.#engine.turn(() => this.#fail(new AmqpError('CONNECTION_FORCED', reason), 0, 0));
	}

	/** The node goes down: says why, and closes the stream. */
	shutDown(reason: string): void {
		if (this.session?.open) this.#fail(new AmqpError('CONNECTION_FORCED', reason), 0, 0);
		this.#hangUp();
	}

	protocolHeader(header: Uint8Array): void {
		const protocol = servedProtocol(header);
		const { profile } = this.#engine;
		if (protocol === undefined || (protocol === '8-0' && !profile.serves080)) {
			this.#writeRaw(Uint8Array.from(profile.headerAnswer));
			this.#refuse(0, 'bad protocol header');
			return this.#hangUp();
		}
		const [versionMajor, versionMinor] = protocol === '8-0' ? [8, 0] : [0, 9];
		this.send(0, {
			name: 'connection.start',
			versionMajor,
			versionMinor,
			serverProperties: serverProperties(profile, this.broker.clusterName),
			mechanisms: MECHANISMS.join(' '),
			locales: 'en_US'
		});
	}

	command(channel: number, method: Method, content: Content | null): void {
		if (this.state === 'closed') return;
		if (content !== null && this.state === 'running' && this.#engine.alarms.any) this.#block();
		if (this.#stalled !== null) this.#stalled.push({ channel, method, content });
		else this.#obey(channel, method, content);
	}

	/** An alarm was raised or cleared. */
	alarmsChanged(): void {
		if (this.#stalled === null || this.#engine.alarms.any) return;
		const stalled = this.#stalled;
		this.#stalled = null;
		if (this.state === 'blocked') this.state = 'running';
		if (this.#can('connection.blocked')) this.send(0, { name: 'connection.unblocked' });
		for (const { channel, method, content } of stalled) this.command(channel, method, content);
	}

	#obey(channel: number, method: Method, content: Content | null): void {
		try {
			if (channel === 0) this.#handle(method);
			else if (this.state === 'running') this.#handleOnChannel(channel, method, content);
		} catch (error) {
			if (!(error instanceof AmqpError)) throw error;
			this.#failBecause(error, channel, method);
		}
	}

	failed(error: AmqpError | null, _channel: number, fatal: boolean): void {
		if (this.state === 'closed') return;
		if (error === null) this.#vanish();
		else if (this.session === null) this.#ignore(error);
		else this.#fail(error, error.classId, error.methodId);
		if (fatal) this.#deadline = this.#after(SILENT_TREATMENT, () => this.#hangUp(), false);
	}

	send(channel: number, method: Method): void {
		this.#toSend();
		this.#writer.method(channel, method);
	}

	sendContent(channel: number, method: Method, content: Content): void {
		this.#toSend();
		this.#writer.command(channel, method, content);
	}

	refuse(
		channel: number,
		error: AmqpError,
		classId: number,
		methodId_: number,
		lastQueue: string | null
	): void {
		const { code, replyText } = error;
		this.#channels.get(channel)?.end(byBroker(error));
		this.#channels.set(channel, new ClosingChannel(this, channel, lastQueue));
		this.send(channel, { name: 'channel.close', replyCode: code, replyText, classId, methodId: methodId_ });
	}

	release(channel: number): void {
		this.#channels.delete(channel);
	}

	/** The turn is over: everything written goes out as one. */
	settle(): void {
		this.#waiting = false;
		if (this.#gone) return;
		if (this.#writer.length > 0) {
			const bytes = this.#writer.take();
			this.sentBytes += bytes.length;
			this.sentPackets++;
			this.transport.write(bytes);
		}
		if (!this.#hangingUp) return;
		this.transport.close();
		this.#leave();
	}

	#handle(method: Method): void {
		switch (method.name) {
			case 'connection.start-ok':
				if (this.state === 'starting') return this.#authenticate(method);
				break;
			case 'connection.tune-ok':
				if (this.state === 'tuning') return this.#tune(method);
				break;
			case 'connection.open':
				if (this.state === 'opening') return this.#open(method.virtualHost);
				break;
			case 'connection.update-secret':
				if (this.state === 'running') return this.#updateSecret();
				break;
			case 'connection.close':
				if (this.state === 'running' || this.state === 'closing') return this.#closeByClient(method);
				break;
			case 'connection.close-ok':
				if (this.state === 'closing') return this.#hangUp();
				break;
		}
		if (this.state === 'closing') return;
		throw channelError(`unexpected method in connection state ${this.state}`);
	}

	#authenticate(method: Method<'connection.start-ok'>): void {
		this.clientProperties = method.clientProperties;
		this.authMechanism = method.mechanism;
		const credentials = readCredentials(method.mechanism, method.response);
		if (credentials === null) return this.#ignore(new AmqpError('COMMAND_INVALID', 'mechanism or response'));
		const user = this.broker.authenticate(credentials.user, credentials.password, this.peer);
		if (user === null) return this.#refuseLogin(method.mechanism);
		this.user = user;
		this.state = 'tuning';
		this.send(0, {
			name: 'connection.tune',
			channelMax: CHANNEL_MAX,
			frameMax: FRAME_MAX,
			heartbeat: HEARTBEAT
		});
	}

	/** Told at once to a client that understands it, else in silence (C14). */
	#refuseLogin(mechanism: string): void {
		const error = new AmqpError(
			'ACCESS_REFUSED',
			`Login was refused using authentication mechanism ${mechanism}. For details see the broker logfile.`
		);
		if (this.#can('authentication_failure_close')) this.#fail(error, 0, 0);
		else this.#ignore(error);
	}

	/** The client's limits, which can't be more than ours (C17). */
	#tune({ channelMax, frameMax, heartbeat }: Method<'connection.tune-ok'>): void {
		const { frameMin } = this.#engine.profile;
		const misfit =
			misfitOf('frame_max', frameMax, frameMin, FRAME_MAX) ??
			misfitOf('channel_max', channelMax, 1, CHANNEL_MAX);
		if (misfit) return this.#ignore(new AmqpError('NOT_ALLOWED', misfit));
		this.channelMax = channelMax;
		this.frameMax = this.#reader.frameMax = this.#writer.frameMax = frameMax;
		this.heartbeat = heartbeat;
		this.#heartbeats = new Heartbeats(this.#engine, heartbeat, this);
		this.state = 'opening';
	}

	#open(name: string): void {
		const vhost = this.broker.admit(this.user!, name);
		this.#deadline?.cancel();
		this.state = 'running';
		this.session = this.broker.openSession(this.user!, vhost, this);
		this.send(0, { name: 'connection.open-ok' });
	}

	/** A password needn't be new. 4.3 looks again at what the user may do (C36), and throws C18 when that is nothing here. */
	#updateSecret(): void {
		const { secretRechecksAccess } = this.#engine.profile;
		if (secretRechecksAccess) checkEntry(this.user!, this.session!.vhost.name);
		this.send(0, { name: 'connection.update-secret-ok' });
		if (secretRechecksAccess) this.session!.endRefusedConsumers();
	}

	#handleOnChannel(number: number, method: Method, content: Content | null): void {
		const channel = this.#channels.get(number);
		if (channel) return channel.handle(method, content);
		if (method.name !== 'channel.open') {
			checkQueueName(method, null);
			throw channelError("expected 'channel.open'");
		}
		const opened = new WireChannel(this, number);
		opened.channel = this.session!.openChannel(number, opened);
		this.#channels.set(number, opened);
		this.send(number, { name: 'channel.open-ok' });
	}

	/** A publish came while there is an alarm: from here on the socket is not read (C32). */
	#block(): void {
		this.state = 'blocked';
		this.#stalled = [];
		const { reason } = this.#engine.alarms;
		if (this.#can('connection.blocked')) this.send(0, { name: 'connection.blocked', reason });
	}

	/** Sends the close that the error asks for: a soft one ends only its channel (C7). */
	#failBecause(error: AmqpError, number: number, method: Method): void {
		// What goes wrong inside is no method's fault.
		const [classId, methodId_] = error.code === REPLY_CODES.INTERNAL_ERROR ? [0, 0] : methodId(method.name);
		const channel = this.#channels.get(number);
		if (!error.hard && this.state === 'running' && number !== 0)
			this.refuse(number, error, classId, methodId_, channel?.lastQueue ?? null);
		else if (this.state === 'starting' || this.state === 'tuning') this.#ignore(error);
		else {
			// What the channel at fault held may still reach others of the same connection.
			channel?.end(byBroker(error), 'connection-closed');
			this.#fail(error, classId, methodId_);
		}
	}

	/** Ends the connection with connection.close, and waits for close-ok (C34). */
	#fail(error: AmqpError, classId: number, methodId_: number): void {
		if (this.state === 'closing' || this.state === 'closed') return;
		this.#refuse(error.code, error.replyText);
		this.#endSession(byBroker(error));
		this.send(0, {
			name: 'connection.close',
			replyCode: error.code,
			replyText: error.replyText,
			classId,
			methodId: methodId_
		});
		this.#await();
	}

	#closeByClient(method: Method<'connection.close'>): void {
		this.#endSession({ initiator: 'client', code: method.replyCode, text: method.replyText });
		this.send(0, { name: 'connection.close-ok' });
		this.#await();
	}

	/** Gives the client a while to close its end. */
	#await(): void {
		this.state = 'closing';
		this.#reader.closing = true;
		const patience =
			this.heartbeat === 0 ? CLOSING_TIMEOUT : Math.min(CLOSING_TIMEOUT, this.heartbeat * 1000);
		this.#deadline?.cancel();
		this.#deadline = this.#after(patience, () => this.#hangUp());
	}

	/** An error during the handshake that RabbitMQ only logs, to drop the connection a little later (C15, C17). */
	#ignore(error: AmqpError): void {
		this.#refuse(error.code, error.replyText);
		this.state = 'closed';
		this.#reader.stop();
		this.#deadline?.cancel();
		this.#deadline = this.#after(SILENT_TREATMENT, () => this.#hangUp(), false);
	}

	/** Drops the connection without a word (C5). */
	#vanish(): void {
		this.#endSession({ initiator: 'broker', code: 0, text: '' });
		this.#hangUp();
	}

	/** For the trace: a client that never got in. */
	#refuse(code: number, text: string): void {
		if (this.session !== null || !this.#engine.tracing || this.state === 'closed') return;
		this.#engine.emit({
			type: 'connection.refused',
			at: this.#engine.clock.now(),
			program: this.program,
			code,
			text
		});
	}

	#endSession(ending: Pick<ConnectionClosed, 'initiator' | 'code' | 'text'>): void {
		this.session?.close(ending);
		this.#channels.clear();
	}

	/** Heartbeats went unanswered: TCP is closed with no close frame, unless nobody was listening (C31). */
	timedOut(): void {
		if (this.#stalled === null) this.#vanish();
	}

	heartbeatDue(): void {
		this.#toSend();
		this.#writer.heartbeat();
	}

	#hangUp(): void {
		this.state = 'closed';
		this.#reader.stop();
		this.#hangingUp = true;
		this.#toSend();
	}

	#leave(): void {
		this.#gone = true;
		this.state = 'closed';
		this.#deadline?.cancel();
		this.#heartbeats?.stop();
		this.broker.leave(this);
	}

	#writeRaw(bytes: Uint8Array): void {
		this.#toSend();
		this.#writer.raw(bytes);
	}

	#toSend(): void {
		if (this.#waiting) return;
		this.#waiting = true;
		this.#engine.settleLater(this);
	}

	/** Whether the client announced a capability. */
	#can(capability: string): boolean {
		const capabilities = get(this.clientProperties, 'capabilities');
		return capabilities?.type === 'table' && get(capabilities.value, capability)?.value === true;
	}

	get cancelNotify(): boolean {
		return this.#can('consumer_cancel_notify');
	}

	/** In the background unless the client is likely to wait for it. */
	#after(milliseconds: number, run: () => void, background = true): Timer {
		return this.#engine.schedule(this.#engine.clock.now() + milliseconds, run, background);
	}
}

/** How the trace tells that the broker ended something. */
function byBroker({ code, replyText }: AmqpError): Pick<ConnectionClosed, 'initiator' | 'code' | 'text'> {
	return { initiator: 'broker', code, text: replyText };
}

/** Why a client's limit won't do; null when it will. 0 is no limit at all. */
function misfitOf(field: string, value: number, min: number, max: number): string | null {
	if (value !== 0 && value < min)
		return `negotiated ${field} = ${value} is lower than the minimum allowed value (${min})`;
	if (value === 0 || value > max)
		return `negotiated ${field} = ${value}${value === 0 ? ' (no limit)' : ''} is higher than the maximum allowed value (${max})`;
	return null;
}
