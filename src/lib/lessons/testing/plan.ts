/**
 * `rehearsal.yaml`: what a learner does, step by step, to run a lesson, to do its tasks in one way and another, and
 * to make its mistakes. The harness goes through all of it, in every programming language.
 */
import { FaultList } from '../fault';
import { YamlField } from '../yaml-field';

/** One thing a learner does. `limit`: virtual milliseconds after which the next follows; by default when all is quiet. */
export type Step =
	/** Presses Run. */
	| { readonly do: 'run'; readonly limit: number | null }
	/** Starts one program, named without its ending, with these arguments. */
	| {
			readonly do: 'start';
			readonly program: string;
			readonly args: readonly string[];
			readonly limit: number | null;
	  }
	/** Stops one instance (Ctrl+C), or kills it without mercy. */
	| { readonly do: 'stop' | 'kill'; readonly program: string; readonly instance: number }
	/** Puts the changed files into the editor. By default that is done before the first step. */
	| { readonly do: 'edit' }
	/** Types a command at the console, whose program must do it without complaint. */
	| { readonly do: 'command'; readonly line: string }
	/** Restarts the broker. */
	| { readonly do: 'restart' }
	/** Waits so many virtual milliseconds. */
	| { readonly do: 'wait'; readonly limit: number };

export interface Plan {
	/** The lesson as it ships, with whatever the text asks for besides Run. */
	readonly shipped: readonly Step[];
	readonly tasks: ReadonlyMap<string, TaskPlan>;
	readonly mistakes: ReadonlyMap<string, readonly Step[]>;
}

export interface TaskPlan {
	readonly solution: readonly Step[];
	/** By name. */
	readonly alternatives: ReadonlyMap<string, readonly Step[]>;
}

const RUN: readonly Step[] = [{ do: 'run', limit: null }];

/** Reads it. Throws an error that names every fault with its line. */
export function readPlan(file: string, source: string): Plan {
	const faults = new FaultList();
	const { shipped, tasks, mistakes } = YamlField.read(file, source, faults).fields(
		['tasks'],
		['shipped', 'mistakes']
	);
	const plan = {
		shipped: shipped ? readSteps(shipped) : RUN,
		tasks: new Map(tasks.entries().map(([id, task]) => [id, readTask(task)])),
		mistakes: stepsByName(mistakes)
	};
	const told = faults.faults.map(({ file, line, message }) => `lessons/${file}:${line}: ${message}`);
	if (told.length > 0) throw new Error(told.join('\n'));
	return plan;
}

function readTask(field: YamlField): TaskPlan {
	const { solution, alternatives } = field.fields(['alternatives'], ['solution']);
	return { solution: solution ? readSteps(solution) : RUN, alternatives: stepsByName(alternatives) };
}

function stepsByName(field: YamlField | undefined): Map<string, readonly Step[]> {
	return new Map((field?.entries() ?? []).map(([name, steps]) => [name, readSteps(steps)]));
}

function readSteps(field: YamlField): Step[] {
	return field.items().flatMap((item) => {
		const step = parseStep(item.text());
		if (!step) item.fault('is no step: see “rehearse it” in CONTRIBUTING.md');
		return step ? [step] : [];
	});
}

const pattern =
	/^(?:(?<alone>edit|restart)|(?<command>rabbitmq(?:ctl|admin|-plugins) .+)|(?<end>stop|kill) (?<of>[\w-]+)#(?<instance>\d+)|wait (?<pause>[\d.]+)s|(?:(?<run>run)|start (?<program>[\w-]+)(?<args>(?: (?!for )\S+)*))(?: for (?<limit>[\d.]+)s)?)$/;

/** `run`, `start worker fast for 2s`, `kill worker#1`, `rabbitmqctl add_user ann wonder` … Null when it is nothing of the kind. */
export function parseStep(text: string): Step | null {
	const found = pattern.exec(text)?.groups;
	if (!found) return null;
	if (found.alone) return { do: found.alone as 'edit' | 'restart' };
	if (found.command) return { do: 'command', line: found.command };
	if (found.end)
		return { do: found.end as 'stop' | 'kill', program: found.of ?? '', instance: Number(found.instance) };
	if (found.pause) return { do: 'wait', limit: Number(found.pause) * 1000 };
	const limit = found.limit ? Number(found.limit) * 1000 : null;
	if (found.run) return { do: 'run', limit };
	return { do: 'start', program: found.program ?? '', args: found.args?.split(' ').slice(1) ?? [], limit };
}
