import { describe, expect, it } from 'vitest';
import { drawPicture, readPicture } from './picture';

const read = (source: string) => {
	const faults: number[] = [];
	return { ...readPicture(source, (line) => faults.push(line)), faults };
};

const named = ({ from, to, label }: ReturnType<typeof read>['edges'][number]) => ({
	from: from.name,
	to: to.name,
	label
});

describe('a picture', () => {
	it('is read from chains of nodes and arrows', () => {
		const { nodes, edges, faults } = read(
			'(shop) -> <orders direct> -[paid]-> [mail]\n<orders> -[a -> b]-> {tmp}'
		);
		expect(nodes).toEqual([
			{ name: 'shop', kind: 'program', note: '', column: 0, row: 0 },
			{ name: 'orders', kind: 'exchange', note: 'direct', column: 1, row: 0 },
			{ name: 'mail', kind: 'queue', note: '', column: 2, row: 0 },
			{ name: 'tmp', kind: 'temporary', note: '', column: 2, row: 1 }
		]);
		expect(edges.map(named)).toEqual([
			{ from: 'shop', to: 'orders', label: '' },
			{ from: 'orders', to: 'mail', label: 'paid' },
			{ from: 'orders', to: 'tmp', label: 'a -> b' }
		]);
		expect(faults).toEqual([]);
	});

	it('tells a program from an exchange of the same name', () => {
		const { nodes } = read('(shop) -> <shop topic> -> [a]\n<shop> -> [b]');
		expect(nodes.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
			'program shop',
			'exchange shop',
			'queue a',
			'queue b'
		]);
	});

	it('may have arrows that lead back', () => {
		const { nodes, edges } = read('(client) <-[answer]- {replies} <- (server)');
		expect(nodes.map(({ column }) => column)).toEqual([0, 1, 2]);
		expect(edges.map(named)).toEqual([
			{ from: 'replies', to: 'client', label: 'answer' },
			{ from: 'server', to: 'replies', label: '' }
		]);
	});

	it('tells who publishes from who receives, as the live graph does', () => {
		const letters = (source: string) =>
			[...drawPicture(read(source)).matchAll(/class="letter"[^>]*>(.*?)<\/text>/g)].map(
				([, letter]) => letter
			);
		expect(letters('(shop) -> [orders] -> (packer)\n(packer) -[ack]-> [orders]')).toEqual(['P', 'C']);
		expect(letters('(client) -> [rpc] -> (server)\n(client) <- {answers} <- (server)')).toEqual([
			'P<tspan>C</tspan>',
			'P<tspan>C</tspan>'
		]);
	});

	it('names lines that are none', () => {
		expect(read('(a) -> [b]\n\nwords\n(a) ->\n(a) [b]\n(a) -> b').faults).toEqual([2, 3, 4, 5]);
	});

	it('is drawn with its words escaped, and says them to who can’t see it', () => {
		const svg = drawPicture(read('(a&b) -> <x> -["q"]-> [c]'));
		expect(svg).toContain('aria-label="a&amp;b → x; x –&quot;q&quot;→ c"');
		expect(svg).toContain('>a&amp;b</text>');
		expect(svg.match(/<circle/g)).toHaveLength(2);
		expect(svg.match(/<rect/g)).toHaveLength(1);
	});

	it('leads back over the top, in room of its own', () => {
		const there = drawPicture(read('(a) -> [b]'));
		const andBack = drawPicture(read('(a) -> [b]\n[b] -[ack]-> (a)'));
		expect(there).toContain('viewBox="0 0 320 62"');
		expect(andBack).toContain('viewBox="0 0 320 86"');
		const heights = [...andBack.matchAll(/<path class="edge" d="M\S+ (\S+)C\S+ (\S+) /g)].map((curve) =>
			curve.slice(1).map(Number)
		);
		expect(heights).toHaveLength(2);
		const [[straight], [top = 0, bow = 0]] = heights as [number[], number[]];
		expect(top).toBeLessThan(straight!);
		expect(bow).toBeLessThan(top);
	});

	it.each(['paid, shipped', '消息持久：还在'])('sets the label %s clear of what it leads to', (label) => {
		const svg = drawPicture(read(`(shop) -> <orders> -[${label}]-> [a]\n<orders> -[${label}]-> [b]`));
		const ends = [...svg.matchAll(/class="key before" x="([\d.]+)"/g)].map(([, x]) => Number(x));
		const boxes = [...svg.matchAll(/<rect x="([\d.]+)"/g)].map(([, x]) => Number(x));
		const [, exchange = 0] = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
		const width = label.length * (label.startsWith('p') ? 6 : 10);
		expect(ends).toHaveLength(2);
		for (const end of ends) {
			expect(end).toBeLessThan(Math.min(...boxes));
			expect(end - width).toBeGreaterThan(exchange + 13);
		}
	});

	it('is as high as its fullest column', () => {
		expect(drawPicture(read('(a) -> [b]'))).toContain('viewBox="0 0 320 62"');
		expect(drawPicture(read('(a) -> [b]\n(a) -> [c]\n(a) -> [d]'))).toContain('viewBox="0 0 320 186"');
	});
});
