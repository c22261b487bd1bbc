/** Where one take is played with real clients: its folder, its programs, its way to RabbitMQ. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Act } from '../../../src/lib/lessons/testing/rehearsal';
import { tokenize } from '../../../src/lib/rabbitmqctl';
import { RealProgram } from '../../workspaces/real-program';
import { type Outcome, steadyOutcome } from '../outcomes';
import type { Cue, Heard } from './cues';
import type { Gate } from './gate';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const preload = fileURLToPath(new URL('./preload/', import.meta.url));

/** Real milliseconds that programs may be later than in virtual time. */
const LATENESS = 5000;
/** Real milliseconds without a byte after which a program that has started counts as settled. */
const QUIET = 150;
/** Real milliseconds after which it counts as settled in any case. */
const UNSETTLED = 1500;
/** Real milliseconds for whatever nobody expects. */
const ENCORE = 300;

/** What can be done to a RabbitMQ. */
export interface RealServer {
	/** It shuts down and starts again. */
	restart(): Promise<void>;
	/** Has one of RabbitMQ's tools do something; rejects when it complains. */
	command(tool: string, args: readonly string[]): Promise<void>;
}

type Start = Extract<Act, { do: 'start' }>;

export class Stage {
	readonly #home = mkdtempSync(join(tmpdir(), 'lesson-'));
	readonly #programs = new Map<string, RealProgram>();
	readonly #started = new Set<string>();
	readonly #killed = new Set<string>();
	#lastAct = 0;

	constructor(
		private readonly gate: Gate,
		private readonly server: RealServer
	) {
		symlinkSync(modules, join(this.#home, 'node_modules'));
	}

	/** How each program went, in the order in which they started. */
	async play(cues: readonly Cue[]): Promise<Outcome[]> {
		try {
			for (const { act } of cues) if (act?.do === 'start') this.#prepare(act);
			for (const cue of cues) await this.#follow(cue);
			return await this.#outcomes();
		} finally {
			await Promise.all([...this.#programs.values()].map((program) => program.finish()));
			rmSync(this.#home, { recursive: true });
		}
	}

	/** Loads the program; it waits for its start. */
	#prepare({ program, file, args }: Start): void {
		const around = {
			env: {
				PYTHONPATH: preload,
				PYTHONDONTWRITEBYTECODE: '1',
				WARREN_GATE: String(this.gate.port)
			},
			nodeOptions: ['--import', join(preload, 'node.js')],
			waits: true
		};
		this.#programs.set(program, new RealProgram(this.#home, { file, args }, around));
	}

	async #follow({ act, heard, pause, since }: Cue): Promise<void> {
		await until(() => [...heard].every((each) => this.#hasDone(...each)), since + LATENESS);
		const news = [...this.#started].map((program) => this.#programs.get(program)!.lastNews);
		await sleep(Math.max(0, Math.max(this.#lastAct, ...news) + pause - performance.now()));
		if (act) await this.#act(act);
		else await sleep(ENCORE);
		this.#lastAct = performance.now();
	}

	#hasDone(program: string, { lines, ended }: Heard): boolean {
		const real = this.#programs.get(program)!;
		return real.ended || (!ended && real.lines >= lines);
	}

	async #act(act: Act): Promise<void> {
		switch (act.do) {
			case 'start':
				return this.#start(act);
			case 'stop':
				return this.#programs.get(act.program)!.signal('SIGINT');
			case 'kill':
				this.#killed.add(act.program);
				return this.#programs.get(act.program)!.signal('SIGKILL');
			case 'command':
				return this.#type(act.line);
			case 'restart':
				this.gate.shut();
				await this.server.restart();
				await this.gate.open();
		}
	}

	#type(line: string): Promise<void> {
		const [tool = '', ...args] = tokenize(line);
		return this.server.command(tool, args);
	}

	async #start({ program, file, source }: Start): Promise<void> {
		writeFileSync(join(this.#home, file), source);
		const { connections } = this.gate;
		const started = this.#programs.get(program)!;
		this.#started.add(program);
		started.go();
		const settled = (): boolean =>
			started.ended ||
			(this.gate.connections > connections && performance.now() - this.gate.lastByte > QUIET);
		await until(settled, UNSETTLED);
	}

	#outcomes(): Promise<Outcome[]> {
		const hide = (text: string): string => this.gate.hide(text);
		return Promise.all(
			[...this.#programs].map(async ([program, real]) => {
				const { exit, stdout, error } = await real.finish();
				return steadyOutcome({
					program,
					exit: this.#killed.has(program) ? null : exit,
					stdout: stdout.map(hide),
					error: error === null ? null : hide(error)
				});
			})
		);
	}
}

/** Waits for a condition, or so many real milliseconds. */
async function until(condition: () => boolean, limit: number): Promise<void> {
	for (const end = performance.now() + limit; !condition() && performance.now() < end;) await sleep(20);
}
