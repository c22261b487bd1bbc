/** A rehearsal as a list of cues: what to do to real programs, and how to know that it is time. */
import type { TraceEvent } from '../../../src/lib/network/events';
import type { Act, TimedAct } from '../../../src/lib/lessons/testing/rehearsal';

export interface Cue {
	/** Null at the end: nothing more is done. */
	readonly act: Act | null;
	/** What each program that was started before has done by then. */
	readonly heard: ReadonlyMap<string, Heard>;
	/** Milliseconds between the last line that was heard, or the act before, and this act. */
	readonly pause: number;
	/** Milliseconds between the act before and this one. */
	readonly since: number;
}

export interface Heard {
	/** Written to stdout. */
	readonly lines: number;
	readonly ended: boolean;
}

/** The cues of a rehearsal that did `acts` and ended at `end`, in virtual milliseconds. */
export function cuesOf(acts: readonly TimedAct[], trace: readonly TraceEvent[], end: number): Cue[] {
	return [...acts, null].map((timed, index) => {
		const at = timed?.at ?? end;
		const before = acts.slice(0, index);
		const started = before.flatMap(({ act }) => (act.do === 'start' ? [act.program] : []));
		const past = trace.slice(0, pastOf(acts, index, trace));
		const news = past.filter(isNews).filter(({ program }) => started.includes(program));
		const previous = before.at(-1)?.at ?? 0;
		return {
			act: timed?.act ?? null,
			heard: new Map(started.map((program) => [program, heardOf(program, news)])),
			pause: at - Math.max(previous, ...news.map((event) => Math.min(event.at, at))),
			since: at - previous
		};
	});
}

/** Virtual milliseconds that a program may take to begin. */
const BEGINNING = 10;

/**
 * How many events of the trace belong before an act. Programs that start at one moment take hardly any virtual time
 * to connect; real ones do, so each waits for what those before it do at that moment.
 */
function pastOf(acts: readonly TimedAct[], index: number, trace: readonly TraceEvent[]): number {
	const timed = acts[index];
	if (!timed) return trace.length;
	if (timed.act.do !== 'start') return timed.after;
	const next = acts.slice(index + 1).find(({ act }) => act.do !== 'start')?.after ?? trace.length;
	const later = trace.findIndex((event, place) => place >= timed.after && event.at > timed.at + BEGINNING);
	return Math.min(next, later === -1 ? trace.length : later);
}

type News = Extract<TraceEvent, { type: 'program.printed' | 'program.exited' }>;

const isNews = (event: TraceEvent): event is News =>
	(event.type === 'program.printed' && event.stream === 'stdout') || event.type === 'program.exited';

function heardOf(program: string, news: readonly News[]): Heard {
	const own = news.filter((event) => event.program === program);
	const text = own.map((event) => (event.type === 'program.printed' ? event.text : '')).join('');
	return {
		lines: text.split('\n').length - 1,
		ended: own.some(({ type }) => type === 'program.exited')
	};
}
