/** A program as a rehearsal sees it: the world's port to it, and a way to wait until it has nothing left to do. */
import type { Port } from '../../network/guest';

export interface RehearsedProgram extends Port {
	/** It has worked on everything it was told, or is over. */
	readonly resting: boolean;
	/** Resolves when that is so. */
	rested(): Promise<void>;
}
