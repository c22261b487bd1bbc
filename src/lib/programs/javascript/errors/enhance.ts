/** Additions to an error's stack that show only when the error ends the program (`Emitted 'error' event at:`). */

const additions = new WeakMap<Error, (stack: string) => string>();

export function enhanceStack(error: Error, addition: (stack: string) => string): void {
	additions.set(error, addition);
}

/** The stack as the uncaught error's report shows it. */
export function enhancedStack(error: Error): string | undefined {
	const addition = additions.get(error);
	return addition && error.stack !== undefined ? addition(error.stack) : undefined;
}
