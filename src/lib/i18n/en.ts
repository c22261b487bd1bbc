/** Every word of the interface, in English. Lessons bring their own words. */
export const en = {
	site: {
		title: 'Warren: RabbitMQ, live in your browser',
		description:
			'Learn RabbitMQ by running real programs against a complete broker inside the page, and watch every message move.',
		skip: 'Skip to the content',
		home: 'Warren, home',
		language: 'Language',
		themes: { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
		source: 'Nothing leaves this page: no account, no server, no tracking.',
		trademark: 'RabbitMQ is a trademark of Broadcom. Warren is an independent teaching tool.'
	},
	choose: {
		name: 'English',
		text: 'Learn RabbitMQ by watching every message move.'
	},
	error: {
		missing: 'There is no page at this address.',
		broken: 'This page could not be shown.',
		back: 'To the list of lessons'
	},
	home: {
		headline: 'See every message move.',
		lead: 'Warren is a hands-on RabbitMQ course. You write real client programs, run them against a complete broker inside this page, and watch each message travel from publish to acknowledgement.',
		start: 'Start lesson 1',
		goOn: (title: string) => `Go on: ${title}`,
		browse: 'See all lessons',
		figure:
			'A shop publishes orders to a topic exchange, which routes them to three queues, each with a consumer.',
		figureNote: 'Not a film: the broker itself, running in this page now.',
		pauseFigure: 'Pause',
		playFigure: 'Play',
		lessons: 'Lessons',
		lessonsNote: (count: number) =>
			`${count} lessons, a few minutes each. Predict, run, change the code, see why.`,
		done: (done: number, total: number) => `${done} of ${total} tasks done`,
		complete: 'All tasks done',
		why: 'Why you can trust what you see',
		reasons: [
			{
				title: 'The real protocol',
				text: 'Programs and broker exchange AMQP 0‑9‑1 frames, byte for byte, as they would over a TCP socket.'
			},
			{
				title: 'The real client',
				text: 'Your JavaScript runs the unmodified amqplib package. What works here works on your server, with the same lines printed.'
			},
			{
				title: 'Checked against RabbitMQ',
				text: 'The broker’s rules are written down one by one and tested against recordings of a real RabbitMQ server.'
			},
			{
				title: 'Time you control',
				text: 'Pause between two messages, take one step, slow down to a quarter. The same run always goes the same way.'
			}
		]
	},
	lesson: {
		crumb: (number: number, total: number) => `Lesson ${number} of ${total}`,
		place: (group: string, number: number, total: number) => `${group} · ${number} of ${total}`,
		text: 'Lesson',
		invitation: 'Nothing runs yet. Press Run, and the programs, exchanges and queues appear here.',
		beforeRun: 'Before you run',
		predictionRight: 'That is what happened.',
		predictionWrong: 'It went another way.',
		predictionWaiting: 'Now run the programs and see.',
		predictionOpen: 'The run has given the answer. What is your guess?',
		reveal: 'Show the answer',
		tryIt: 'Try it',
		taskDone: 'Done',
		taskOpen: 'To do',
		taskPassed: (task: string) => `Task done: ${task}`,
		hint: (number: number, total: number) => `Hint ${number} of ${total}`,
		solution: 'Solution',
		hideSolution: 'Hide the solution',
		applySolution: 'Put it into the editor',
		runHere: 'Run the programs',
		teacher: 'For teachers',
		previous: 'Previous lesson',
		next: 'Next lesson'
	},
	run: {
		run: 'Run',
		stopAll: 'Stop all',
		reset: 'Reset',
		resetHint: 'Stop everything and begin with an empty broker',
		language: 'Programming language',
		languages: { javascript: 'JavaScript', python: 'Python' }
	},
	time: {
		bar: 'Time',
		pause: 'Pause',
		resume: 'Go on',
		step: 'One step',
		speed: 'Speed',
		speeds: { quarter: '¼×', normal: '1×', fast: '4×', instant: 'instant' },
		now: 'Virtual time, minutes and seconds'
	},
	why: {
		message: (number: number) => `message ${number}`,
		close: 'Close',
		travelling: 'On its way to the broker.',
		published: (program: string, line: number | null, exchange: string) =>
			`${program}${line === null ? '' : `, line ${line}`} → ${exchange === '' ? 'default exchange' : `exchange ${exchange}`}`,
		asked: (exchange: string) => `then exchange ${exchange}`,
		deadLettered: (routingKey: string) =>
			`dead-lettered${routingKey === '' ? '' : ` with key ${routingKey}`}`,
		named: (queue: string) => `the key names the queue ${queue}`,
		again: (queue: string) => `(${queue} has its copy already)`,
		others: (count: number) => (count === 1 ? 'one more did not match' : `${count} more did not match`),
		unroutable: 'No queue wanted it, so it is gone.',
		returned: 'No queue wanted it; mandatory, so it went back.',
		replied: 'Handed straight to who had asked (direct reply-to).',
		refused: (queue: string) => `${queue} is full and refused it`,
		waiting: (ahead: number) => (ahead === 0 ? 'waits, next in line' : `waits behind ${ahead}`),
		nobody: 'nobody consumes here',
		full: (program: string, holds: number, limit: number) =>
			`${program} holds ${holds} of ${limit} (prefetch)`,
		held: (program: string) => `held by ${program}, not yet acknowledged`,
		acknowledged: (program: string) => `acknowledged by ${program}`,
		autoAcknowledged: (program: string) => `sent to ${program}, no acknowledgement asked`,
		dropped: (reason: string, deadLettered: boolean) =>
			`${
				(
					{
						rejected: 'rejected',
						expired: 'expired',
						maxlen: 'over the length limit',
						'delivery-limit': 'over the delivery limit',
						purged: 'purged',
						'queue-deleted': 'deleted with its queue',
						restart: 'lost in the restart'
					} as Record<string, string>
				)[reason] ?? reason
			}${deadLettered ? ', sent on as a dead letter' : ''}`,
		requeued: (times: number) => (times === 1 ? '(went back once)' : `(went back ${times} times)`),
		everyMessage: 'takes every message',
		sameKey: 'is the routing key',
		otherKey: (routingKey: string) => `is not ${routingKey === '' ? 'the empty key' : routingKey}`,
		anyKey: 'takes any key',
		begins: (text: string) => `begins with ${text}`,
		ends: (text: string) => `ends in ${text}`,
		words: (words: readonly { readonly place: number; readonly word: string }[]) =>
			words.map(({ place, word }) => `word ${place} is ${word}`).join(', '),
		wordCount: (count: number, orMore: boolean) =>
			`has ${count} ${count === 1 ? 'word' : 'words'}${orMore ? ' or more' : ''}`,
		wordDiffers: (place: number, found: string, expected: string) =>
			`word ${place} is ${found}, the pattern wants ${expected}`,
		wordMissing: (expected: string) =>
			expected === '*' ? 'the key is one word short' : `the key ends before ${expected}`,
		wordLeft: (place: number, found: string) => `the pattern ends before word ${place}, ${found}`,
		header: (name: string, wanted: string, found: string | null) =>
			found === null
				? `no ${name}`
				: wanted === '' || wanted === found
					? `${name} is ${found}`
					: `${name} is ${found}, not ${wanted}`,
		noHeaders: (any: boolean) =>
			any ? 'asks for nothing, so nothing matches' : 'asks for nothing, so all match',
		hash: (weight: number) => `drawn by hash, weight ${weight}`
	},
	graph: {
		title: 'Live graph',
		figure: 'Live graph of programs, exchanges, queues and messages',
		defaultExchange: '(default)',
		producerLetter: 'P',
		consumerLetter: 'C',
		program: 'program',
		exchange: 'exchange',
		queue: 'queue',
		durable: 'durable',
		exclusive: 'exclusive',
		autoDelete: 'auto-delete',
		internal: 'internal',
		empty: 'empty',
		ready: (count: number) => `${count} ready`,
		unacked: (count: number) => `${count} unacked`,
		holds: (count: number, limit: number | null) =>
			limit === null ? `holds ${count}` : `holds ${count} of ${limit}`,
		waiting: 'waits for its turn',
		exited: (code: number | null) => (code === null ? 'killed' : code === 0 ? 'ended' : `exit code ${code}`),
		rate: (perSecond: number) => `${perSecond}/s`,
		published: 'published',
		unroutable: 'unroutable',
		returned: 'returned',
		replied: 'direct replies',
		refused: 'refused',
		copies: 'copies',
		places: {
			ready: 'ready',
			unacked: 'unacked',
			acked: 'acked',
			autoAcked: 'auto-acked',
			deadLettered: 'dead-lettered',
			expired: 'expired',
			dropped: 'dropped'
		},
		columns: { node: 'Node', state: 'State', leadsTo: 'Leads to' },
		binding: (from: string, to: string, key: string) => `binding from ${from} to ${to}, key ${key || 'empty'}`
	},
	code: {
		title: 'Code',
		files: 'Files',
		changed: 'changed',
		resetFile: 'Reset this file',
		resetAll: 'Reset all files',
		confirmReset: 'Your changes will be lost.',
		instances: (file: string) => `Instances of ${file}`,
		arguments: 'arguments',
		argumentsOf: (name: string) => `Arguments of ${name}`,
		start: 'Start',
		startOf: (name: string) => `Start ${name}`,
		stop: 'Stop',
		stopOf: (name: string) => `Stop ${name}`,
		startAnother: 'Start another',
		remove: (name: string) => `Remove ${name}`
	},
	editor: {
		code: (file: string) => `Code of ${file}`,
		leave: 'Press Escape, then Tab, to leave the editor.',
		run: 'Warren: run the programs',
		stop: 'Warren: stop all programs',
		plain: 'The full editor could not be loaded; this one works as well.'
	},
	diff: {
		changes: (file: string) => `Changes to ${file}`,
		removed: 'removed',
		added: 'added',
		skipped: (lines: number) => (lines === 1 ? '1 unchanged line' : `${lines} unchanged lines`),
		none: 'Your file already reads like this.'
	},
	output: {
		title: 'Output',
		programs: 'Output of programs',
		empty: 'What the programs print appears here, each in its own tab.',
		silent: 'Nothing printed yet.',
		status: { booting: 'starting', running: 'running', exited: 'ended', killed: 'killed' },
		exited: (code: number) => `Ended with exit code ${code}.`,
		killed: 'Killed.',
		dropped: (count: number) =>
			count === 1 ? '1 earlier line is no longer shown.' : `${count} earlier lines are no longer shown.`,
		follow: 'To the newest line',
		input: (name: string) => `Input for ${name}`,
		inputHint: 'Type a line and press Enter',
		endInput: 'End of input'
	},
	panes: {
		tabs: 'Panes',
		lesson: 'Lesson',
		code: 'Code',
		output: 'Output',
		lessonSplit: 'Width of the lesson text',
		graphSplit: 'Height of the graph',
		codeSplit: 'Width of the code'
	},
	trouble: {
		full: 'The browser’s storage is full. Your changes stay for this session only.',
		blocked: 'The browser does not let this page remember anything. Your changes stay for this session only.',
		failure: 'The simulation stopped:',
		again: 'Start it again',
		dismiss: 'Close'
	},
	shortcuts: {
		title: 'Keyboard',
		open: 'Keyboard shortcuts',
		close: 'Close',
		run: 'Run the programs',
		stop: 'Stop all programs',
		pause: 'Pause, go on',
		step: 'One step while paused',
		help: 'This list',
		note: 'The keys without Ctrl or ⌘ work outside the editor and text fields.'
	}
} as const;
