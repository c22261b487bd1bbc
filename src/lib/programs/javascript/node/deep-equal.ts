/** Node's deep equality, strict and loose. */

/** `util.isDeepStrictEqual`. */
export function isDeepStrictEqual(one: unknown, other: unknown): boolean {
	return deepEqual(one, other, true);
}

/** Loose: primitives by `==`, prototypes ignored. */
export function isDeepEqual(one: unknown, other: unknown): boolean {
	return deepEqual(one, other, false);
}

type Pairs = Map<object, object>;

function deepEqual(one: unknown, other: unknown, strict: boolean, pairs: Pairs = new Map()): boolean {
	if (Object.is(one, other)) return true;
	if (!isObject(one) || !isObject(other)) {
		if (strict || isObject(one) || isObject(other)) return false;
		return one == other || (one !== one && other !== other);
	}
	if (strict && Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
	if (tag(one) !== tag(other)) return false;
	if (pairs.get(one) === other) return true;
	pairs.set(one, other);
	return contentsEqual(one, other, strict, pairs) && propertiesEqual(one, other, strict, pairs);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function tag(value: object): string {
	return Object.prototype.toString.call(value);
}

function contentsEqual(one: object, other: object, strict: boolean, pairs: Pairs): boolean {
	if (one instanceof Date) return one.getTime() === (other as Date).getTime();
	if (one instanceof RegExp)
		return String(one) === String(other) && one.lastIndex === (other as RegExp).lastIndex;
	if (one instanceof Error)
		return one.message === (other as Error).message && one.name === (other as Error).name;
	if (one instanceof Map) return mapsEqual(one, other as Map<unknown, unknown>, strict, pairs);
	if (one instanceof Set) return setsEqual(one, other as Set<unknown>, strict, pairs);
	if (one instanceof ArrayBuffer)
		return bytesEqual(new Uint8Array(one), new Uint8Array(other as ArrayBuffer));
	if (Array.isArray(one)) return one.length === (other as unknown[]).length;
	if (one instanceof Number || one instanceof String || one instanceof Boolean) {
		return Object.is(one.valueOf(), other.valueOf());
	}
	return true;
}

function bytesEqual(one: Uint8Array, other: Uint8Array): boolean {
	return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function mapsEqual(
	one: Map<unknown, unknown>,
	other: Map<unknown, unknown>,
	strict: boolean,
	pairs: Pairs
): boolean {
	if (one.size !== other.size) return false;
	const rest = new Set(other.keys());
	return [...one].every(([key, value]) => {
		const match = other.has(key)
			? key
			: [...rest].find((candidate) => deepEqual(key, candidate, strict, pairs));
		return rest.delete(match) && deepEqual(value, other.get(match), strict, pairs);
	});
}

function setsEqual(one: Set<unknown>, other: Set<unknown>, strict: boolean, pairs: Pairs): boolean {
	if (one.size !== other.size) return false;
	const rest = new Set(other);
	return [...one].every((value) => {
		const match = rest.has(value)
			? value
			: [...rest].find((candidate) => isObject(candidate) && deepEqual(value, candidate, strict, pairs));
		return rest.delete(match);
	});
}

function propertiesEqual(one: object, other: object, strict: boolean, pairs: Pairs): boolean {
	const keys = ownKeys(one, strict);
	if (keys.length !== ownKeys(other, strict).length) return false;
	return keys.every(
		(key) =>
			Object.hasOwn(other, key) && deepEqual(Reflect.get(one, key), Reflect.get(other, key), strict, pairs)
	);
}

function ownKeys(value: object, strict: boolean): PropertyKey[] {
	if (!strict) return Object.keys(value);
	return Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
}
