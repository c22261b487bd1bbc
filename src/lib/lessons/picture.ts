/**
 * A lesson's small picture, written in its Markdown and drawn as SVG when the site is built:
 *
 *     (shop) -> <orders direct> -[paid]-> [warehouse]
 *     <orders> -[paid]-> [mail]
 *     (client) <- {answers} <- (server)
 *
 * Round: a program, with the live graph's P or C for what it does. Angled: an exchange, with its type where it is
 * named first. Square: a queue; in braces, a temporary one. A node stands one column to the right of the one before it
 * where it is named first, and below those that its column has already. An arrow back to where one came from goes over
 * the top. Colours and type are the page's (`.picture` in app.css).
 */

const KINDS = { '(': 'program', '<': 'exchange', '[': 'queue', '{': 'temporary' } as const;

interface PictureNode {
	readonly name: string;
	readonly kind: (typeof KINDS)[keyof typeof KINDS];
	/** Under the name: an exchange's type. */
	readonly note: string;
	readonly column: number;
	readonly row: number;
}

interface PictureEdge {
	readonly from: PictureNode;
	readonly to: PictureNode;
	readonly label: string;
}

export interface Picture {
	readonly nodes: readonly PictureNode[];
	readonly edges: readonly PictureEdge[];
}

const nodePattern = /^\s*(?:\(([^)]+)\)|<([^>]+)>|\[([^\]]+)\]|\{([^}]+)\})/;
const arrowPattern = /^\s*(?:->|-\[(.+?)\]->|<-\[(.+?)\]-|<-)/;

class PictureReader {
	readonly nodes: PictureNode[] = [];
	readonly edges: PictureEdge[] = [];

	/** Reads one chain of nodes and arrows; false when it isn't one. */
	read(line: string): boolean {
		let rest = line;
		const take = (pattern: RegExp): RegExpExecArray | null => {
			const found = pattern.exec(rest);
			if (found) rest = rest.slice(found[0].length);
			return found;
		};
		let before = this.place(take(nodePattern), null);
		while (before && rest.trim() !== '') {
			const arrow = take(arrowPattern);
			const node: PictureNode | null = arrow && this.place(take(nodePattern), before);
			if (!arrow || !node) return false;
			const [from, to] = arrow[0].includes('<-') ? [node, before] : [before, node];
			this.edges.push({ from, to, label: arrow[1] ?? arrow[2] ?? '' });
			before = node;
		}
		return before !== null;
	}

	private place(found: RegExpExecArray | null, before: PictureNode | null): PictureNode | null {
		if (!found) return null;
		const kind = KINDS[found[0].trim()[0] as keyof typeof KINDS];
		const text = (found.slice(1).find((group) => group !== undefined) ?? '').trim();
		const [name = '', ...note] = kind === 'exchange' ? text.split(' ') : [text];
		const known = this.nodes.find((other) => other.name === name && other.kind === kind);
		if (known) return known;
		const column = before ? before.column + 1 : 0;
		const row = this.nodes.filter((other) => other.column === column).length;
		const node = { name, kind, note: note.join(' '), column, row };
		this.nodes.push(node);
		return node;
	}
}

/** Reads a picture. `fault` is told of each line that is none, counted from 0. */
export function readPicture(source: string, fault: (line: number) => void): Picture {
	const reader = new PictureReader();
	source.split('\n').forEach((line, index) => {
		if (line.trim() !== '' && !reader.read(line)) fault(index);
	});
	return { nodes: reader.nodes, edges: reader.edges };
}

const WIDTH = 320;
/** Room for half a node and its name at either side. */
const MARGIN = 40;
const ROW = 62;
const RADIUS = 13;
const QUEUE = { width: 54, height: 20 };
/** Of a label's characters: a Latin one, a Chinese one. */
const KEY_WIDTH = { narrow: 6.1, wide: 10 };
/** How far an arrow that leads back bows upwards, and what room its label needs above. */
const BOW = 22;
const HEADROOM = 24;

/** Draws it, 320 wide and as high as its fullest column. */
export function drawPicture({ nodes, edges }: Picture): string {
	const rowsOf = (column: number): number => nodes.filter((node) => node.column === column).length;
	const rows = ROW * Math.max(1, ...nodes.map(({ column }) => rowsOf(column)));
	const leadsBack = ({ from, to }: PictureEdge, index: number): boolean =>
		edges.slice(0, index).some((other) => other.from === to && other.to === from);
	const headroom = edges.some(leadsBack) ? HEADROOM : 0;
	const height = headroom + rows;
	const places = placeColumns({ nodes, edges });
	const x = ({ column }: PictureNode): number => places[column] ?? MARGIN;
	const y = ({ column, row }: PictureNode): number =>
		headroom + (rows - ROW * rowsOf(column)) / 2 + row * ROW + ROW / 2 - 10;
	const end = (node: PictureNode): End => ({ x: x(node), y: y(node), node });
	/** Where the arrows lead that are at the same side of a node as another. */
	const fan = (node: PictureNode, other: PictureNode): PictureNode[] =>
		edges
			.flatMap(({ from, to }) => (from === node ? [to] : to === node ? [from] : []))
			.filter(({ column }) => column > node.column === other.column > node.column);
	/** As the live graph writes it: an arrow back, such as an acknowledgement, doesn't make a producer. */
	const roleOf = (node: PictureNode): Role => {
		const publishes = edges.some((edge, index) => edge.from === node && !leadsBack(edge, index));
		const receives = edges.some(({ to }) => to === node);
		return publishes ? (receives ? 'PC' : 'P') : 'C';
	};
	const drawn = edges.map((edge, index) => {
		const [from, to] = [end(edge.from), end(edge.to)];
		if (leadsBack(edge, index)) return drawReturn(from, to, edge.label);
		const [before, after] = [fan(edge.from, edge.to), fan(edge.to, edge.from)];
		const [crowded, crowd] = before.length > after.length ? [edge.from, before] : [edge.to, after];
		const others = crowd.filter((node) => node !== edge.from && node !== edge.to);
		const under = others.length > 0 && others.every((node) => y(node) < y(crowded));
		return drawEdge(from, to, edge.label, after.length - before.length, under);
	});
	const parts = [
		...drawn.map(({ line }) => line),
		...drawn.map(({ label }) => label),
		...nodes.map((node) => drawNode(node, x(node), y(node), roleOf(node)))
	];
	const spoken = edges.map(
		({ from, to, label }) => `${from.name} ${label === '' ? '→' : `–${label}→`} ${to.name}`
	);
	const title = escape([...new Set(spoken)].join('; '));
	return `<svg class="picture" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">${parts.join('')}</svg>`;
}

/** Where each column stands: arrows are of one length, but for the room that their labels need. */
function placeColumns({ nodes, edges }: Picture): number[] {
	const last = Math.max(0, ...nodes.map(({ column }) => column));
	const halfOf = (column: number): number =>
		Math.max(...nodes.filter((node) => node.column === column).map(halfWidth));
	const gaps = Array.from({ length: last }, (_, column) => {
		const across = edges.filter(
			({ from, to }) => Math.min(from.column, to.column) === column && isStep(from, to)
		);
		return halfOf(column) + halfOf(column + 1) + Math.max(0, ...across.map(labelWidth));
	});
	const arrow = (WIDTH - 2 * MARGIN - gaps.reduce((sum, gap) => sum + gap, 0)) / last;
	return gaps.reduce((places, gap) => [...places, (places.at(-1) ?? 0) + gap + arrow], [MARGIN]);
}

const isStep = (a: PictureNode, b: PictureNode): boolean => Math.abs(a.column - b.column) === 1;

const labelWidth = ({ label }: PictureEdge): number =>
	[...label].reduce((sum, char) => sum + (char < '\u2e80' ? KEY_WIDTH.narrow : KEY_WIDTH.wide), 0);

interface End {
	readonly x: number;
	readonly y: number;
	readonly node: PictureNode;
}

const isBox = ({ kind }: PictureNode): boolean => kind === 'queue' || kind === 'temporary';

const halfWidth = (node: PictureNode): number => (isBox(node) ? QUEUE.width / 2 : RADIUS);

const topOf = ({ y, node }: End): number => y - (isBox(node) ? QUEUE.height / 2 : RADIUS) - 3;

/** Apart, so that no line crosses another's label. */
interface DrawnEdge {
	readonly line: string;
	readonly label: string;
}

/**
 * `crowd`: how many arrows more meet at its end than at its beginning. The label stands where fewer do; that of a level
 * arrow below it if `under`, for where they are more the others lead up.
 */
function drawEdge(a: End, b: End, text: string, crowd: number, under: boolean): DrawnEdge {
	const way = Math.sign(b.x - a.x) || 1;
	const [from, to] = [a.x + way * (halfWidth(a.node) + 3), b.x - way * (halfWidth(b.node) + 7)];
	const bend = (to - from) / 2;
	const tip = `M${to} ${b.y - 3.5}l${way * 6} 3.5l${-way * 6} 3.5z`;
	const line = `<path class="edge" d="M${from} ${a.y}C${from + bend} ${a.y} ${to - bend} ${b.y} ${to} ${b.y}"/>`;
	const middle = crowd === 0 && a.y === b.y;
	const [there, other, x] = crowd > 0 ? ([a, b, from] as const) : ([b, a, to] as const);
	const label = middle
		? drawLabel(text, (from + to) / 2, a.y - 5)
		: drawEndLabel(text, there, other, x, under);
	return { line: `${line}<path class="tip" d="${tip}"/>`, label };
}

/** Where a line meets `there`, which is level; on the side that it doesn't come from, so that no line crosses it. */
function drawEndLabel(label: string, there: End, other: End, x: number, under: boolean): string {
	const below = there.y > other.y || (there.y === other.y && under);
	return drawLabel(label, x, there.y + (below ? 13 : -6), other.x < there.x ? 'key before' : 'key after');
}

/** From the top of one to the top of the other. */
function drawReturn(a: End, b: End, text: string): DrawnEdge {
	const [from, to] = [topOf(a), topOf(b)];
	const tip = `M${b.x - 3.5} ${to - 6}l3.5 6l3.5 -6z`;
	const line = `<path class="edge" d="M${a.x} ${from}C${a.x} ${from - BOW} ${b.x} ${to - BOW} ${b.x} ${to - 6}"/>`;
	const label = drawLabel(text, (a.x + b.x) / 2, Math.min(from, to) - BOW + 2);
	return { line: `${line}<path class="tip" d="${tip}"/>`, label };
}

const drawLabel = (label: string, x: number, y: number, kind = 'key'): string =>
	label === '' ? '' : `<text class="${kind}" x="${x}" y="${y}">${escape(label)}</text>`;

/** Producer, consumer, or both. */
type Role = 'P' | 'C' | 'PC';

function drawNode(node: PictureNode, x: number, y: number, role: Role): string {
	const below = y + RADIUS + 13;
	const note =
		node.note === '' ? '' : `<text class="note" x="${x}" y="${below + 12}">${escape(node.note)}</text>`;
	const isProgram = node.kind === 'program';
	const kind = isProgram && role === 'C' ? 'program consumer' : node.kind;
	const shape = shapeOf(node, x, y) + (isProgram ? drawRole(role, x, y) : '');
	return `<g class="${kind}">${shape}<text x="${x}" y="${below}">${escape(node.name)}</text>${note}</g>`;
}

/** Its letter; what does both has half a rim of each colour. */
function drawRole(role: Role, x: number, y: number): string {
	const half = `<path class="half" d="M${x} ${y - RADIUS}a${RADIUS} ${RADIUS} 0 0 1 0 ${2 * RADIUS}"/>`;
	const letters = role === 'PC' ? 'P<tspan>C</tspan>' : role;
	return `${role === 'PC' ? half : ''}<text class="letter" x="${x}" y="${y + 4}">${letters}</text>`;
}

function shapeOf({ kind }: PictureNode, x: number, y: number): string {
	const circle = `<circle cx="${x}" cy="${y}" r="${RADIUS}"/>`;
	if (kind === 'program') return circle;
	if (kind === 'exchange') return `${circle}<path d="M${x - 5} ${y - 5}l10 10m0 -10l-10 10"/>`;
	const { width, height } = QUEUE;
	const [left, top] = [x - width / 2, y - height / 2];
	const cells = [1, 2, 3].map((cell) => `M${left + (cell * width) / 4} ${top + 3}v${height - 6}`).join('');
	return `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="3"/><path class="cells" d="${cells}"/>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
