/**
 * Topic: words between dots, `*` for exactly one word, `#` for any number of them (X14–X16).
 *
 * Binding keys are kept as a trie of words, so that finding a key's matches costs what its words cost,
 * however many bindings there are.
 */
import type { Binding } from '../binding';
import { preconditionFailed } from '../errors';
import type { Message } from '../message';
import type { Explanation } from './explain';
import type { Router } from './exchange';
import { findKeys } from './keyed';

/** The words of a key. An empty key has none; empty words between dots are words (X14). */
export function words(key: string): string[] {
	return key === '' ? [] : key.split('.');
}

class Node {
	readonly children = new Map<string, Node>();
	/** Child under `*`. */
	star: Node | null = null;
	/** Child under `#`. */
	hash: Node | null = null;
	readonly bindings: Binding[] = [];
	/** For a `#` node: the search that came by last, and the first word it was tried at. */
	search = 0;
	triedFrom = 0;

	child(word: string): Node | undefined | null {
		if (word === '*') return this.star;
		return word === '#' ? this.hash : this.children.get(word);
	}

	grow(word: string): Node {
		const node = new Node();
		if (word === '*') this.star = node;
		else if (word === '#') this.hash = node;
		else this.children.set(word, node);
		return node;
	}

	prune(word: string): void {
		if (word === '*') this.star = null;
		else if (word === '#') this.hash = null;
		else this.children.delete(word);
	}

	get empty(): boolean {
		return this.bindings.length === 0 && this.children.size === 0 && !this.star && !this.hash;
	}
}

export class TopicRouter implements Router {
	readonly #root = new Node();
	#searches = 0;

	add(binding: Binding): void {
		let node = this.#root;
		for (const word of words(binding.routingKey)) node = node.child(word) ?? node.grow(word);
		node.bindings.push(binding);
	}

	remove(binding: Binding): void {
		this.#remove(this.#root, words(binding.routingKey), 0, binding);
	}

	route(message: Message, matched: Binding[]): void {
		findKeys(this, message, matched);
	}

	find(key: string, matched: Binding[]): void {
		this.#searches++;
		this.#match(this.#root, words(key), 0, matched);
	}

	#match(node: Node, key: readonly string[], from: number, matched: Binding[]): void {
		if (node.hash !== null) this.#matchHash(node.hash, key, from, matched);
		if (from === key.length) {
			for (const binding of node.bindings) matched.push(binding);
			return;
		}
		if (node.star !== null) this.#match(node.star, key, from + 1, matched);
		const child = node.children.get(key[from]!);
		if (child !== undefined) this.#match(child, key, from + 1, matched);
	}

	/**
	 * `#` may stop before any word from `from` on. A node reached a second time in one search only has the
	 * earlier stops left to try, which keeps keys such as `#.#.#` from costing more than their length.
	 */
	#matchHash(hash: Node, key: readonly string[], from: number, matched: Binding[]): void {
		const seen = hash.search === this.#searches;
		const until = seen ? hash.triedFrom - 1 : key.length;
		if (seen && from > until) return;
		hash.search = this.#searches;
		hash.triedFrom = from;
		for (let stop = from; stop <= until; stop++) this.#match(hash, key, stop, matched);
	}

	#remove(node: Node, key: readonly string[], depth: number, binding: Binding): void {
		if (depth === key.length) {
			const index = node.bindings.indexOf(binding);
			if (index >= 0) node.bindings.splice(index, 1);
			return;
		}
		const child = node.child(key[depth]!);
		if (!child) return;
		this.#remove(child, key, depth + 1, binding);
		if (child.empty) node.prune(key[depth]!);
	}
}

/** Throws H35 when a binding key has more `#` words than `max`; null is any number. */
export function validateTopicKey(key: string, max: number | null): void {
	const hashes = words(key).filter((word) => word === '#').length;
	if (max !== null && hashes > max)
		throw preconditionFailed(
			`Topic binding key '${key}' uses ${hashes} '#' wildcards, at most ${max} are allowed`
		);
}

/**
 * Says how the binding key's words cover the routing key's, or which word of the binding key is the first
 * that can't be satisfied.
 */
export function explainTopic(bindingKey: string, routingKey: string): Explanation {
	const pattern = words(bindingKey);
	const key = words(routingKey);
	const spans = cover(pattern, key, 0, 0);
	if (spans) return { matches: true, reason: { type: 'words', bindingKey, routingKey, spans } };
	const [word, at] = furthest(pattern, key);
	return {
		matches: false,
		reason: {
			type: 'word-differs',
			bindingKey,
			routingKey,
			expected: pattern[word] ?? null,
			expectedAt: word,
			found: key[at] ?? null,
			foundAt: at
		}
	};
}

/** How many words of the key each word of the pattern takes, shortest `#` first; null when there is no way. */
function cover(
	pattern: readonly string[],
	key: readonly string[],
	word: number,
	at: number
): number[] | null {
	if (word === pattern.length) return at === key.length ? [] : null;
	if (pattern[word] === '#') {
		for (let next = at; next <= key.length; next++) {
			const rest = cover(pattern, key, word + 1, next);
			if (rest) return [next - at, ...rest];
		}
		return null;
	}
	if (at === key.length || (pattern[word] !== '*' && pattern[word] !== key[at])) return null;
	const rest = cover(pattern, key, word + 1, at + 1);
	return rest && [1, ...rest];
}

/** The word of the pattern, and of the key, where the best attempt got stuck. */
function furthest(pattern: readonly string[], key: readonly string[]): [word: number, at: number] {
	let best: [number, number] = [0, 0];
	let reached: ReadonlySet<number> = new Set([0]);
	for (let word = 0; word <= pattern.length && reached.size > 0; word++) {
		best = [word, Math.max(...reached)];
		const next = new Set<number>();
		for (const at of reached) {
			if (pattern[word] === '#') for (let stop = at; stop <= key.length; stop++) next.add(stop);
			else if (at < key.length && (pattern[word] === '*' || pattern[word] === key[at])) next.add(at + 1);
		}
		reached = next;
	}
	return best;
}
