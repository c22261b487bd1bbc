/** The Python files that we bring: the `pika` package, and what surrounds a learner's program. */

const sources: Record<string, string> = import.meta.glob(['./pika/**/*.py', './warren/*.py'], {
	query: '?raw',
	import: 'default',
	eager: true
});

/** Texts by path below `site-packages`, e.g. `pika/channel.py`. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(sources).map(([path, text]) => [path.slice(2), text])
);
