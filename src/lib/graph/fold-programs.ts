/** Programs and their connections: who is there, in which seat, and in which kind of trouble. */
import type { ChannelClosed, ConnectionClosed, ConnectionOpened } from '../broker/trace';
import type { ProgramExited, ProgramStarted } from '../network/events';
import type { Scene, SceneProgram } from './scene';

type ProgramEvent = ProgramStarted | ProgramExited | ConnectionOpened | ConnectionClosed | ChannelClosed;

/** Reply codes from here on are errors. */
const FIRST_ERROR = 300;

export function foldProgram(scene: Scene, event: ProgramEvent): void {
	switch (event.type) {
		case 'program.started':
			seat(scene, event);
			break;
		case 'program.exited':
			exit(scene, event);
			break;
		case 'connection.opened':
			open(scene, event);
			break;
		case 'connection.closed':
			close(scene, event);
			break;
		case 'channel.closed':
			noteTrouble(scene, event);
	}
}

/** A program that starts replaces the longest exited one of the same file, edges and all. */
function seat(scene: Scene, event: ProgramStarted): void {
	const former = longestExited(scene, event.file);
	if (former) scene.programs.delete(former.id);
	scene.programs.set(event.program, {
		...newProgram(event.program, event.file, event.instance, event.at),
		args: event.args,
		seat: former?.seat ?? scene.nextSeat++,
		side: former?.side ?? null,
		publishesTo: former?.publishesTo ?? new Set()
	});
	scene.structure++;
}

function longestExited(scene: Scene, file: string): SceneProgram | null {
	let longest: SceneProgram | null = null;
	for (const program of scene.programs.values()) {
		if (program.file !== file || !program.exited) continue;
		if (!longest || program.exited.at < longest.exited!.at) longest = program;
	}
	return longest;
}

const newProgram = (id: string, file: string, instance: number, startedAt: number): SceneProgram => ({
	id,
	seat: 0,
	file,
	instance,
	args: [],
	startedAt,
	exited: null,
	side: null,
	publishesTo: new Set(),
	getsFrom: new Set(),
	published: 0,
	received: 0,
	connections: 0,
	stopped: null,
	trouble: null
});

function exit(scene: Scene, event: ProgramExited): void {
	const program = scene.programs.get(event.program);
	if (!program) return;
	program.exited = { at: event.at, code: event.code };
	program.getsFrom.clear();
	scene.structure++;
	if (program.side === null && event.code === 0) scene.programs.delete(program.id);
}

function open(scene: Scene, event: ConnectionOpened): void {
	const id = event.program ?? `connection ${event.connection}`;
	let program = scene.programs.get(id);
	if (!program) {
		program = { ...newProgram(id, event.name, 0, event.at), seat: scene.nextSeat++ };
		scene.programs.set(id, program);
	}
	scene.structure++;
	program.connections++;
	scene.connections.set(event.connection, {
		id: event.connection,
		name: event.name,
		vhost: event.vhost,
		program: id
	});
}

function close(scene: Scene, event: ConnectionClosed): void {
	const program = programOf(scene, event.connection);
	noteTrouble(scene, event);
	scene.connections.delete(event.connection);
	forgetChannels(scene, event.connection);
	if (!program) return;
	scene.structure++;
	program.connections--;
	if (program.instance === 0 && program.connections === 0) scene.programs.delete(program.id);
}

function noteTrouble(scene: Scene, event: ConnectionClosed | ChannelClosed): void {
	if (event.initiator !== 'broker' || event.code < FIRST_ERROR) return;
	const program = programOf(scene, event.connection);
	if (!program) return;
	program.trouble = { code: event.code, text: event.text };
	scene.structure++;
}

function forgetChannels(scene: Scene, connection: number): void {
	const prefix = `${connection}/`;
	for (const map of [scene.channels, scene.departures, scene.returns, scene.deliveries]) {
		for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key);
	}
}

/** The program at the other end of a connection. */
export function programOf(scene: Scene, connection: number): SceneProgram | undefined {
	const known = scene.connections.get(connection);
	return known && scene.programs.get(known.program);
}

/** From now on an edge leads from there to the program. */
export function noteGet(scene: Scene, program: SceneProgram, from: string): void {
	if (program.getsFrom.has(from)) return;
	program.getsFrom.add(from);
	scene.structure++;
}
