/** JSON given as an argument, and how the node names it when it can't use it. */
import { failure } from './command';
import { JsonError, parseJson, type Json } from './lenient-json';
import { Entries, json, type Term } from './terms';

/** Throws CommandError when it is none. */
export function jsonArgument(text: string): Json {
	try {
		return parseJson(text);
	} catch (error) {
		if (error instanceof JsonError) throw failure('JSON decoding error. Reason: badarg');
		throw error;
	}
}

/** The value as the tools keep it. */
export function jsonTerm(value: Json): Term {
	if (Array.isArray(value)) return value.map(jsonTerm);
	if (typeof value !== 'object' || value === null) return value as Term;
	return new Entries(Object.entries(value).map(([key, each]) => [key, jsonTerm(each)]));
}

/** As JSON text again. */
export function jsonText(value: unknown): string {
	return json(jsonTerm(value as Json));
}
