/** What the picture calls a program: by its file, with its number where there are several of it. */
import type { Scene } from './scene';

/** `id`: `worker.js#2`, or a connection's name. Gives `worker.js` or `worker.js #2`. Of one that is gone, all that is known. */
export function programName(scene: Scene, id: string): string {
	const program = scene.programs.get(id);
	if (!program) return id.replace(/#1$/, '').replace(/#(\d+)$/, ' #$1');
	const alone = [...scene.programs.values()].every(
		({ file, id: other }) => file !== program.file || other === id
	);
	return alone ? program.file : `${program.file} #${program.instance}`;
}
