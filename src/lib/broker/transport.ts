/** What the engine knows of a network: bytes go out, the other end has an address. */

export interface Transport {
	/** Sends bytes to the client. The array is handed over and never touched again by the broker. */
	write(bytes: Uint8Array): void;
	/** Closes the byte stream from the broker's side, after everything written. Called at most once. */
	close(): void;
}

/** The two ends of a connection, as the broker's socket would report them. */
export interface Peer {
	readonly host: string;
	readonly port: number;
	readonly localHost: string;
	readonly localPort: number;
	/** The program at the other end for the trace; null or absent for a client that is no program of ours. */
	readonly program?: string | null;
}
