/** `process.emitWarning`, apart from `process` so that what warns needn't import it. */

type Handler = (warning: Error) => void;

let handler: Handler = () => {};

/** `process` takes the warnings from here. */
export function takeWarnings(take: Handler): void {
	handler = take;
}

export function warn(warning: Error): void {
	handler(warning);
}
