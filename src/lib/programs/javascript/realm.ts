/**
 * What Node's stand-ins share. One worker runs one program, so these are the program's own: set once by `begin`,
 * before anything of the learner's runs.
 */
import type { FromProgram } from '../../network/protocol';
import { Clock } from './clock';
import { EventLoop, type LoopListener } from './event-loop';
import type { Host } from './host';
import { Output } from './output';

export const HOME = '/home/learner';

export let host: Host;
export let clock: Clock;
export let loop: EventLoop;
export let output: Output;

export function begin(place: Host, listener: LoopListener): void {
	host = place;
	clock = new Clock(() => host.realNow());
	output = new Output(host);
	loop = new EventLoop(host, clock, listener);
}

export function send(message: FromProgram, transfer: Transferable[] = []): void {
	if (!loop.over) host.send(message, transfer);
}
