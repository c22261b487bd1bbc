/**
 * Where each lesson stands on the course map: below all it builds on. An arrow that others imply is left out; one
 * that passes a row takes a place of its own there, so that it is drawn between the lessons and not through them.
 */
import type { LessonSummary } from '$lib/lessons';

export interface PlacedLesson {
	readonly lesson: LessonSummary;
	/** From 0. */
	readonly row: number;
	/** Its middle, in widths of a lesson: 0 is the middle of the map. */
	readonly x: number;
}

export interface Arrow {
	readonly from: PlacedLesson;
	readonly to: PlacedLesson;
	/** Where it passes the rows between, one after another. */
	readonly passes: readonly { readonly row: number; readonly x: number }[];
}

export interface CourseLayout {
	readonly places: readonly PlacedLesson[];
	/** From the earlier lesson to the one that builds on it. */
	readonly arrows: readonly Arrow[];
	/** Of the widest row, in widths of a lesson. */
	readonly width: number;
	readonly rows: number;
}

/** What takes room in a row: a lesson, or an arrow on its way to one. */
interface Slot {
	readonly lesson: LessonSummary | null;
	readonly above: readonly Slot[];
	x: number;
}

/** An arrow's share of a lesson's width. */
const PASSAGE = 0.2;

const widthOf = ({ lesson }: Slot): number => (lesson ? 1 : PASSAGE);

/** `lessons` in order: what a lesson builds on comes before it. */
export function layOut(lessons: readonly LessonSummary[]): CourseLayout {
	const needed = directNeeds(lessons);
	const rowOf = new Map<string, number>();
	for (const { slug } of lessons)
		rowOf.set(slug, Math.max(-1, ...[...needed.get(slug)!].map((earlier) => rowOf.get(earlier)!)) + 1);

	const rows: Slot[][] = [];
	const slots = new Map<string, Slot>();
	const ways = new Map<string, Slot[]>();
	const put = (row: number, slot: Slot): Slot => {
		(rows[row] ??= []).push(slot);
		return slot;
	};
	for (const lesson of lessons) {
		const row = rowOf.get(lesson.slug)!;
		const above = [...needed.get(lesson.slug)!].map((earlier) => {
			const way = [slots.get(earlier)!];
			for (let passed = rowOf.get(earlier)! + 1; passed < row; passed++)
				way.push(put(passed, { lesson: null, above: [way.at(-1)!], x: 0 }));
			ways.set(`${earlier} ${lesson.slug}`, way.slice(1));
			return way.at(-1)!;
		});
		slots.set(lesson.slug, put(row, { lesson, above, x: 0 }));
	}
	for (const row of rows) arrange(row);

	const places = new Map(
		lessons.map((lesson) => {
			const { slug } = lesson;
			return [slug, { lesson, row: rowOf.get(slug)!, x: slots.get(slug)!.x }];
		})
	);
	const arrows = lessons.flatMap(({ slug }) =>
		[...needed.get(slug)!].map((earlier): Arrow => {
			const [from, to] = [places.get(earlier)!, places.get(slug)!];
			const passes = ways
				.get(`${earlier} ${slug}`)!
				.map(({ x }, index) => ({ row: from.row + 1 + index, x }));
			return { from, to, passes };
		})
	);
	const widths = rows.map((row) => row.reduce((sum, slot) => sum + widthOf(slot), 0));
	return { places: [...places.values()], arrows, width: Math.max(0, ...widths), rows: rows.length };
}

/** What each lesson builds on, but for what it builds on through another of them. */
function directNeeds(lessons: readonly LessonSummary[]): ReadonlyMap<string, ReadonlySet<string>> {
	const all = new Map<string, ReadonlySet<string>>();
	const direct = new Map<string, ReadonlySet<string>>();
	for (const { slug, buildsOn } of lessons) {
		const known = buildsOn.filter((earlier) => all.has(earlier));
		const through = new Set(known.flatMap((earlier) => [...all.get(earlier)!]));
		all.set(slug, new Set([...known, ...through]));
		direct.set(slug, new Set(known.filter((earlier) => !through.has(earlier))));
	}
	return direct;
}

/** Side by side about the middle, each as near as order allows to what it comes from. */
function arrange(row: Slot[]): void {
	const wish = new Map(row.map((slot) => [slot, mean(slot.above.map(({ x }) => x))]));
	row.sort((a, b) => wish.get(a)! - wish.get(b)!);
	let x = -row.reduce((sum, slot) => sum + widthOf(slot), 0) / 2;
	for (const slot of row) {
		slot.x = x + widthOf(slot) / 2;
		x += widthOf(slot);
	}
}

const mean = (numbers: readonly number[]): number =>
	numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
