import type { History, LessonChecks } from '$lib/lessons';

type Program = History['programs'][number];

/** The milliseconds that a program said Ann had waited; null before. */
function waited({ output }: Program): number | null {
	const [, number] = /: (\d+) ms$/m.exec(output) ?? [];
	return number === undefined ? null : Number(number);
}

/** Programs that signed Ann up the third way, and have said how long it took. */
const queuedRuns = ({ programs }: History): { program: Program; wait: number }[] =>
	programs.flatMap((program) => {
		const wait = waited(program);
		return wait !== null && program.args[0] === 'queued' ? [{ program, wait }] : [];
	});

/** What storing alone takes, and what one more job done on the spot would add half of. */
const AT_ONCE = 75;

export const checks: LessonChecks = {
	predictions: {
		queued(history) {
			const [run] = queuedRuns(history);
			if (!run) return null;
			return run.wait <= AT_ONCE ? 'store' : run.wait <= 125 ? 'parallel' : 'series';
		}
	},
	tasks: {
		coupon: (history) =>
			queuedRuns(history).some(({ program, wait }) => {
				const jobs = history.published.filter((each) => each.program === program.id);
				const done = jobs.filter(({ deliveries }) =>
					deliveries.some(({ outcome }) => outcome === 'acknowledged')
				);
				return wait <= AT_ONCE && done.length >= 3;
			}),

		rush: ({ batches }) =>
			batches.some((batch) => {
				const takers = batch.flatMap(({ deliveries }) =>
					deliveries.filter(({ outcome }) => outcome === 'acknowledged').map(({ program }) => program)
				);
				const share = (who: string | null): number => takers.filter((other) => other === who).length;
				const helpers = [...new Set(takers)].filter((who) => share(who) >= 8);
				return batch.length >= 40 && takers.length >= batch.length && helpers.length >= 2;
			})
	},
	mistakes: {
		'nobody-there': ({ published, consumers, programs }) =>
			published.length > 0 &&
			consumers.length === 0 &&
			programs.length > 0 &&
			programs.every(({ running }) => !running),

		'still-waiting': (history) => queuedRuns(history).some(({ wait }) => wait > AT_ONCE)
	}
};
