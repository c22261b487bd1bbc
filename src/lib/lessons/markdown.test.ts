import { describe, expect, it } from 'vitest';
import type { Language } from '../programs/program';
import { linkedLessons, MarkdownRenderer, strayMarkup } from './markdown';

const programs = [
	{ file: 'send.js', language: 'javascript' },
	{ file: 'send.py', language: 'python' }
] as const;
const inline = (markdown: string, ...languages: Language[]) =>
	new MarkdownRenderer({ languages, programs }).inline(markdown);

describe('programming languages in the text', () => {
	const either = 'Call :javascript[`publish`]:python[`basic_publish`].';

	it('leave out what is said for another', () => {
		expect(inline(either, 'javascript')).toBe('Call <code>publish</code>.');
		expect(inline(either, 'python')).toBe('Call <code>basic_publish</code>.');
	});

	it('stand side by side, marked, when a learner may choose', () => {
		expect(inline(either, 'javascript', 'python')).toBe(
			'Call <span data-language="javascript"><code>publish</code></span>' +
				'<span data-language="python"><code>basic_publish</code></span>.'
		);
	});

	it('may hold brackets of their own', () => {
		expect(inline(":javascript[`['a', 'b'][0]` and *more*]!", 'javascript')).toBe(
			"<code>['a', 'b'][0]</code> and <em>more</em>!"
		);
	});

	it('are plain text when the bracket is never closed', () => {
		expect(inline(':python[so', 'javascript')).toBe(':python[so');
	});

	it('give a program its own name in each', () => {
		expect(inline('`send.js`', 'javascript')).toBe('<code>send.js</code>');
		expect(inline('`send.js`', 'python')).toBe('<code>send.py</code>');
		expect(inline('`send.js error <disk>`', 'python')).toBe('<code>send.py error &lt;disk&gt;</code>');
		expect(inline('`other.js`', 'python')).toBe('<code>other.js</code>');
	});
});

describe('markdown', () => {
	it('escapes code', () => {
		expect(inline('`a < "b" & c`', 'javascript')).toBe('<code>a &lt; &quot;b&quot; &amp; c</code>');
	});

	it('keeps short words with hyphens on one line', () => {
		expect(inline('`rabbitmqctl -p shop`', 'javascript')).toBe(
			'<code>rabbitmqctl <span class="whole">-p</span> shop</code>'
		);
		expect(inline('`{ "x-match": 1 }`', 'javascript')).toBe(
			'<code>{ <span class="whole">&quot;x-match&quot;:</span> 1 }</code>'
		);
		expect(inline('`x-dead-letter-exchange` `a - b`', 'javascript')).toBe(
			'<code>x-dead-letter-exchange</code> <code>a - b</code>'
		);
	});

	it('lets a line end where the arguments of a call begin', () => {
		expect(inline('`channel.ack(message)` `main()`', 'javascript')).toBe(
			'<code>channel.ack(<wbr>message)</code> <code>main()</code>'
		);
	});

	it('sets apostrophes as books do, and leaves code alone', () => {
		expect(inline("It isn't `a`'s, *the queues'* `'1'`.", 'javascript')).toBe(
			"It isn’t <code>a</code>’s, <em>the queues’</em> <code>'1'</code>."
		);
		expect(inline(":javascript[isn't]", 'javascript')).toBe('isn’t');
	});

	it('finds links to lessons', () => {
		expect(linkedLessons('[a](lesson:hello) [b](https://x.y) [c](lesson:)')).toEqual(['hello', '']);
	});

	it('tells what it took literally from what is code', () => {
		expect(strayMarkup('<p><code>2**3</code></p>')).toBeNull();
		expect(strayMarkup('<p>**x（y）**z</p>')).toBe('**');
		expect(strayMarkup('<p>:python[so</p>')).toBe(':python[');
	});
});
