/** Work done some at a time: each lane has a server's virtual host to itself, and takes what is next. */
import type { Server } from './management';
import { ProbedServer } from './probed-server';

/**
 * As many lanes as there are virtual hosts; `silence` as a ProbedServer takes it. When one lane wants the server
 * restarted, that waits until all want it, or have nothing more to do.
 */
export async function inLanes<Task>(
	lanes: Lanes,
	tasks: Iterable<Task>,
	work: (task: Task, server: ProbedServer) => Promise<void>
): Promise<void> {
	const waiting = tasks[Symbol.iterator]();
	const meeting = new Meeting(lanes.virtualHosts.length, async () => lanes.restart?.());
	const server = { ...lanes, restart: () => meeting.attend() };
	const lane = async (virtualHost: string): Promise<void> => {
		const probed = new ProbedServer(server, virtualHost, lanes.silence);
		for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value, probed);
		probed.close();
		await meeting.leave();
	};
	await Promise.all(lanes.virtualHosts.map(lane));
}

/** Something is done whenever all who have not left have come. */
class Meeting {
	#present: (() => void)[] = [];

	constructor(
		private members: number,
		private readonly act: () => Promise<void>
	) {}

	/** Resolves when it has been done. */
	async attend(): Promise<void> {
		const over = new Promise<void>((resolve) => this.#present.push(resolve));
		await this.#begin();
		await over;
	}

	async leave(): Promise<void> {
		this.members--;
		await this.#begin();
	}

	async #begin(): Promise<void> {
		if (this.#present.length < this.members || this.members === 0) return;
		const present = this.#present;
		this.#present = [];
		await this.act();
		for (const leave of present) leave();
	}
}

export interface Lanes extends Server {
	readonly virtualHosts: readonly string[];
	readonly silence?: number;
}
