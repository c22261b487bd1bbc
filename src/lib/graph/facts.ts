/** What to say of a binding that was asked: the engine's explanation boiled down to one plain fact. Pure. */
import type { Explanation, Reason } from '../broker';
import { literalText } from './field-text';

export interface PlacedWord {
	/** 1 for the first word of the routing key. */
	readonly place: number;
	readonly word: string;
}

export interface HeaderFact {
	readonly name: string;
	/** '' when its presence is enough. */
	readonly wanted: string;
	/** Null when the message has no such header. */
	readonly found: string | null;
	readonly satisfied: boolean;
}

export type Fact =
	| { readonly type: 'every-message' }
	| { readonly type: 'same-key' }
	| { readonly type: 'other-key'; readonly routingKey: string }
	/** Topic, matched: `#` alone. */
	| { readonly type: 'any-key' }
	| { readonly type: 'begins'; readonly text: string }
	| { readonly type: 'ends'; readonly text: string }
	| { readonly type: 'words'; readonly words: readonly PlacedWord[] }
	| { readonly type: 'word-count'; readonly count: number; readonly orMore: boolean }
	/** Topic, not matched. */
	| {
			readonly type: 'word-differs';
			readonly place: number;
			readonly found: string;
			readonly expected: string;
	  }
	| { readonly type: 'word-missing'; readonly expected: string }
	/** What the binding key has after its last `#`. */
	| { readonly type: 'ends-otherwise'; readonly text: string }
	| { readonly type: 'word-left'; readonly place: number; readonly found: string }
	| { readonly type: 'headers'; readonly any: boolean; readonly headers: readonly HeaderFact[] }
	/** `drawn`: the hash fell to this binding. */
	| { readonly type: 'hash'; readonly weight: number; readonly drawn: boolean };

export function factOf({ reason, matches }: Explanation): Fact {
	switch (reason.type) {
		case 'every-message':
		case 'same-key':
			return { type: reason.type };
		case 'other-key':
			return { type: 'other-key', routingKey: reason.routingKey };
		case 'words':
			return matchedWords(reason);
		case 'word-differs':
			return differingWord(reason);
		case 'headers':
			return headerFacts(reason);
		case 'hash':
			return { type: 'hash', weight: reason.weight, drawn: matches };
	}
}

const isWild = (word: string): boolean => word === '*' || word === '#';

function matchedWords(reason: Extract<Reason, { type: 'words' }>): Fact {
	const pattern = reason.bindingKey === '' ? [] : reason.bindingKey.split('.');
	const wild = pattern.filter(isWild);
	if (wild.length === 0) return { type: 'same-key' };
	if (reason.bindingKey === '#') return { type: 'any-key' };
	if (wild.length === pattern.length) return wordCount(pattern);
	const literal = pattern.filter((word) => !isWild(word)).join('.');
	if (wild.length === 1 && pattern[0] === '#') return { type: 'ends', text: literal };
	if (wild.length === 1 && pattern[pattern.length - 1] === '#') return { type: 'begins', text: literal };
	return { type: 'words', words: placedWords(pattern, reason.spans) };
}

const wordCount = (pattern: readonly string[]): Fact => ({
	type: 'word-count',
	count: pattern.filter((word) => word === '*').length,
	orMore: pattern.includes('#')
});

/** The pattern's own words and where in the routing key they stand. */
function placedWords(pattern: readonly string[], spans: readonly number[]): PlacedWord[] {
	const words: PlacedWord[] = [];
	let place = 1;
	pattern.forEach((word, index) => {
		if (!isWild(word)) words.push({ place, word });
		place += spans[index] ?? 0;
	});
	return words;
}

function differingWord(reason: Extract<Reason, { type: 'word-differs' }>): Fact {
	const { expected, found, foundAt } = reason;
	const tail = tailOf(reason);
	if (found === null && tail !== null) return { type: 'ends-otherwise', text: tail };
	if (found === null) return { type: 'word-missing', expected: expected ?? '' };
	if (expected === null) return { type: 'word-left', place: foundAt + 1, found };
	return { type: 'word-differs', place: foundAt + 1, found, expected };
}

/** The words after the last `#`, when they are plain and the key failed at them; `#` took whatever was before. */
function tailOf({ bindingKey, expectedAt }: Extract<Reason, { type: 'word-differs' }>): string | null {
	const pattern = bindingKey.split('.');
	const hash = pattern.lastIndexOf('#');
	const tail = pattern.slice(hash + 1);
	return hash < 0 || expectedAt <= hash || tail.some(isWild) ? null : tail.join('.');
}

const headerFacts = ({ mode, verdicts }: Extract<Reason, { type: 'headers' }>): Fact => ({
	type: 'headers',
	any: mode.startsWith('any'),
	headers: verdicts.map(({ name, wanted, found, satisfied }) => ({
		name,
		wanted: literalText(wanted),
		found: found && literalText(found),
		satisfied
	}))
});
