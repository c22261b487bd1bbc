/** Work done some at a time: each lane has a server's virtual host to itself, and takes what is next. */
import type { Server } from './management';
import { ProbedServer } from './probed-server';

/** As many lanes as there are virtual hosts; `silence` as a ProbedServer takes it. */
export async function inLanes<Task>(
	lanes: Lanes,
	tasks: Iterable<Task>,
	work: (task: Task, server: ProbedServer) => Promise<void>
): Promise<void> {
	const waiting = tasks[Symbol.iterator]();
	const lane = async (virtualHost: string): Promise<void> => {
		const server = new ProbedServer(lanes, virtualHost, lanes.silence);
		for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value, server);
		server.close();
	};
	await Promise.all(lanes.virtualHosts.map(lane));
}

export interface Lanes extends Server {
	readonly virtualHosts: readonly string[];
	readonly silence?: number;
}
