/** `node:async_hooks`: AsyncLocalStorage within synchronous code; the engine doesn't let it follow promises. */

class AsyncLocalStorage<T> {
	#store: T | undefined = undefined;

	run<R>(store: T | undefined, callback: (...args: unknown[]) => R, ...args: unknown[]): R {
		const outer = this.#store;
		this.#store = store;
		try {
			return callback(...args);
		} finally {
			this.#store = outer;
		}
	}

	exit<R>(callback: (...args: unknown[]) => R, ...args: unknown[]): R {
		return this.run(undefined, callback, ...args);
	}

	getStore(): T | undefined {
		return this.#store;
	}

	enterWith(store: T): void {
		this.#store = store;
	}

	disable(): void {
		this.#store = undefined;
	}
}

class AsyncResource {
	runInAsyncScope<R>(callback: (...args: unknown[]) => R, self: unknown, ...args: unknown[]): R {
		return callback.apply(self, args);
	}

	emitDestroy(): this {
		return this;
	}
}

export default { AsyncLocalStorage, AsyncResource };
