/** Places in a learner's files that the page wants shown. Lines are 1-based. */
export interface Place {
	readonly file: string;
	readonly line: number;
}

/** A mistake at a place, e.g. where a program's exception came from. */
export interface Marker extends Place {
	readonly severity: 'error' | 'warning' | 'info';
	readonly message: string;
}
