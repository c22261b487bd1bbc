/** `node:util/types`: what a value is, whatever its prototype says. */

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Calls a getter or method that throws on anything but its own kind. */
function answers(probe: () => unknown): boolean {
	try {
		probe();
		return true;
	} catch {
		return false;
	}
}

const TypedArray = Object.getPrototypeOf(Uint8Array) as { prototype: object };
const typedArrayTag = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag)!.get!;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')!.get!;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')!.get!;
const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')!.get!;
const viewLength = Object.getOwnPropertyDescriptor(DataView.prototype, 'byteLength')!.get!;

export const isMap = (value: unknown): boolean => answers(() => mapSize.call(value));
export const isSet = (value: unknown): boolean => answers(() => setSize.call(value));
export const isWeakMap = (value: unknown): boolean =>
	answers(() => WeakMap.prototype.has.call(value as never, {}));
export const isWeakSet = (value: unknown): boolean =>
	answers(() => WeakSet.prototype.has.call(value as never, {}));
export const isDate = (value: unknown): boolean => answers(() => Date.prototype.getTime.call(value));
export const isRegExp = (value: unknown): boolean => isObject(value) && tagOf(value) === 'RegExp';
export const isPromise = (value: unknown): boolean => value instanceof Promise;
export const isNativeError = (value: unknown): boolean => value instanceof Error;
export const isArrayBuffer = (value: unknown): boolean => answers(() => bufferLength.call(value));
export const isSharedArrayBuffer = (value: unknown): boolean =>
	isObject(value) && tagOf(value) === 'SharedArrayBuffer';
export const isAnyArrayBuffer = (value: unknown): boolean =>
	isArrayBuffer(value) || isSharedArrayBuffer(value);
export const isArrayBufferView = (value: unknown): boolean => ArrayBuffer.isView(value);
export const isDataView = (value: unknown): boolean => answers(() => viewLength.call(value));
export const isTypedArray = (value: unknown): boolean => typedArrayTag.call(value) !== undefined;
const isTyped = (name: string) => (value: unknown) => typedArrayTag.call(value) === name;
export const isUint8Array = isTyped('Uint8Array');
export const isUint8ClampedArray = isTyped('Uint8ClampedArray');
export const isUint16Array = isTyped('Uint16Array');
export const isUint32Array = isTyped('Uint32Array');
export const isInt8Array = isTyped('Int8Array');
export const isInt16Array = isTyped('Int16Array');
export const isInt32Array = isTyped('Int32Array');
export const isFloat32Array = isTyped('Float32Array');
export const isFloat64Array = isTyped('Float64Array');
export const isBigInt64Array = isTyped('BigInt64Array');
export const isBigUint64Array = isTyped('BigUint64Array');
export const isArgumentsObject = (value: unknown): boolean => isObject(value) && tagOf(value) === 'Arguments';
export const isAsyncFunction = (value: unknown): boolean =>
	typeof value === 'function' && tagOf(value).startsWith('Async');
export const isGeneratorFunction = (value: unknown): boolean =>
	typeof value === 'function' && tagOf(value).endsWith('GeneratorFunction');
export const isGeneratorObject = (value: unknown): boolean => isObject(value) && tagOf(value) === 'Generator';
export const isMapIterator = (value: unknown): boolean => isObject(value) && tagOf(value) === 'Map Iterator';
export const isSetIterator = (value: unknown): boolean => isObject(value) && tagOf(value) === 'Set Iterator';
export const isNumberObject = (value: unknown): boolean => isObject(value) && value instanceof Number;
export const isStringObject = (value: unknown): boolean => isObject(value) && value instanceof String;
export const isBooleanObject = (value: unknown): boolean => isObject(value) && value instanceof Boolean;
export const isBigIntObject = (value: unknown): boolean => isObject(value) && value instanceof BigInt;
export const isSymbolObject = (value: unknown): boolean => isObject(value) && value instanceof Symbol;
export const isBoxedPrimitive = (value: unknown): boolean =>
	[isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject].some((is) => is(value));
/** A proxy can't be told from its target by script. */
export const isProxy = (): boolean => false;
export const isModuleNamespaceObject = (value: unknown): boolean =>
	isObject(value) && tagOf(value) === 'Module';
export const isExternal = (): boolean => false;
