/** Every word of the interface, in English. Lessons bring their own words. */

/** What becomes of copies. */
const places = {
	ready: 'ready',
	unacked: 'unacked',
	acked: 'acked',
	autoAcked: 'auto-acked',
	deadLettered: 'dead-lettered',
	expired: 'expired',
	rejected: 'rejected',
	overLength: 'over the length limit',
	overDelivered: 'over the delivery limit',
	purged: 'purged',
	queueDeleted: 'deleted with their queue',
	restartLost: 'lost in a restart'
};

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
		progress: 'Your progress is kept in this browser.',
		exportProgress: 'Save it as a file',
		importProgress: 'Take it from a file',
		imported: 'Taken from the file.',
		notImported: 'That file holds no progress of Warren.',
		forgetAll: 'Forget all of it',
		forgetLesson: (title: string) => `Forget what is done in “${title}”`,
		confirmForget: (what: string) => `${what}? It can’t be brought back.`,
		map: 'What builds on what',
		after: (lessons: readonly string[]) => `after ${lessons.join(', ')}`,
		mapNote:
			'An arrow leads from a lesson to those that take it for granted. Begin anywhere whose arrows you know.',
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
		predictionWaiting: 'Now go on below and see.',
		predictionEdited: 'It is about the lesson’s own programs: reset all files, and run.',
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
		restartHere: 'Restart the broker',
		runHere: 'Run the programs',
		mistake: 'Something to look at',
		mistakeMade: (text: string) => `Something to look at: ${text}`,
		emptyChart: 'Run, and a chart is drawn here.',
		queueChart: (most: number) => `How many messages were waiting over time; at most ${most}`,
		runCommand: 'Run in the console',
		copy: 'Copy',
		copied: 'Copied',
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
		back: 'One step back',
		nextMark: 'To the next mark',
		previousMark: 'To the previous mark',
		replay: 'Play on from here',
		speed: 'Speed',
		speeds: {
			quarter: '¼×',
			normal: '1×',
			fast: '4×',
			fastest: '16×',
			instant: 'instant'
		},
		now: 'Virtual time, minutes and seconds',
		timeline: 'Timeline of this session',
		place: (time: string, event: number, events: number) => `${time}, event ${event} of ${events}`,
		marks: {
			return: 'message returned',
			redelivery: 'redelivered',
			'dead-letter': 'dead letter',
			error: 'error',
			restart: 'broker restarted'
		},
		past: (time: string) => `You see the past: ${time}`,
		held: 'The programs are held.',
		eventOf: (event: number, events: number) => `event ${event} of ${events}`,
		backToNow: 'Back to now'
	},
	/** What a picked node says of itself: why it is idle, why nothing arrived. */
	answers: {
		over: (code: number | null) =>
			code === null ? 'was killed' : code === 0 ? 'has ended' : `has ended with exit code ${code}`,
		trouble: (code: number, text: string) => `was cut off by the broker: ${code} ${text}`,
		unconnected: 'is not connected to the broker',
		blocked: (alarms: readonly string[], waiting: number) =>
			`is not heard: the broker has a ${alarms.join(' and a ')} alarm and reads nothing from who publishes; ${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'} on the way`,
		full: (
			queue: string,
			{ of, holds, limit }: { readonly of: string; readonly holds: number; readonly limit: number },
			ready: number
		) =>
			`${
				of === 'channel'
					? `gets no more of ${queue}: its channel has ${holds} unacknowledged, and the prefetch of the whole channel (global) allows ${limit}`
					: `holds ${holds} of ${queue}, all that its prefetch allows`
			}${ready > 0 ? `; ${ready} more ${ready === 1 ? 'waits' : 'wait'} until it acknowledges` : ''}`,
		holds: (queue: string, holds: number) => `works on ${holds} from ${queue}, not yet acknowledged`,
		notActive: (queue: string, active: string | null) =>
			`waits its turn: ${queue} has a single active consumer${active === null ? '' : `, now ${active}`}`,
		outranked: (queue: string, by: string, theirs: number, own: number) =>
			`is idle: ${queue} serves ${by} first, whose consumer has priority ${theirs}; its own has ${own}`,
		neverFilled: (queue: string) => `is idle: nothing has come into ${queue} yet; pick the queue to see why`,
		heldElsewhere: (queue: string, count: number) =>
			`is idle: ${queue} has none ready; ${count} of its messages ${count === 1 ? 'is' : 'are'} held by others`,
		allDone: (queue: string, total: number) =>
			`is idle: ${queue} is empty, ${total === 1 ? 'its one message is' : `all ${total} of its messages are`} dealt with`,
		next: (queue: string, ready: number) =>
			`is free, and ${ready} ${ready === 1 ? 'waits' : 'wait'} in ${queue}: the next one is its`,
		stopped: (queue: string, reason: string) =>
			`no longer consumes from ${queue}: ${
				(
					{
						cancelled: 'it cancelled its consumer',
						'channel-closed': 'its channel was closed',
						'connection-closed': 'its connection was closed',
						'queue-deleted': 'the queue was deleted',
						restart: 'the broker restarted'
					} as Record<string, string>
				)[reason] ?? reason
			}`,
		publishes: (count: number) => `has published ${count} and consumes nothing`,
		doesNothing: 'neither publishes nor consumes so far',
		nobody: (ready: number) => `keeps ${ready} ready: nobody consumes from it`,
		allFull: (ready: number, consumers: number) =>
			`keeps ${ready} ready: ${consumers === 1 ? 'its consumer holds' : `its ${consumers} consumers hold`} all that prefetch allows`,
		unbound:
			'has got nothing: it is bound to no exchange, so only the default exchange reaches it, by its name',
		unmatched: (exchange: string, seen: number) =>
			`has got nothing: ${exchange} has routed ${seen}, and none matched a binding that leads here`,
		nothingYet: (exchange: string) => `has got nothing: nothing was published to ${exchange} yet`,
		elsewhere: (exchange: string, vhost: string) =>
			exchange === ''
				? `has got nothing, but the queue of the same name in virtual host ${vhost} has: a connection sees one virtual host only`
				: `has got nothing: what is published to ${exchange} is published in virtual host ${vhost}`,
		passed: (total: number, ended: readonly (readonly [keyof typeof places, number])[]) =>
			`has been given ${total} so far${ended.length === 0 ? '' : `: ${ended.map(([place, count]) => `${places[place]} ${count}`).join(', ')}`}`,
		internal: 'is internal: it takes messages from other exchanges, and publishing to it is refused',
		noBindings: (seen: number) =>
			seen === 0
				? 'has no bindings: what is published to it finds no queue'
				: `has no bindings: ${seen} published to it found no queue here`,
		routed: (seen: number, lost: number) =>
			`has routed ${seen}${lost === 0 ? '' : `; for ${lost} no binding matched and no queue was found`}`,
		diverted: (count: number, alternate: string) =>
			`; ${count} that no binding took went on to its alternate exchange ${alternate}`,
		took: (matched: number, exchange: string, seen: number) =>
			seen === 1
				? `has ${matched === 1 ? '' : 'not '}taken the one message that ${exchange} had to route`
				: `has taken ${matched} of the ${seen} messages that ${exchange} had to route`
	},
	faults: {
		tools: 'More: the figure as a file, faults of the broker',
		fit: 'Show the whole figure',
		svg: 'Save as SVG',
		png: 'Save as PNG',
		crash: 'Crash and restart the broker',
		broker: 'Faults of the broker',
		connections: 'Show or hide its connections',
		stop: 'Stop (Ctrl+C)',
		slow: 'Make it slow: everything takes 2 s longer',
		fast: 'As fast as before',
		cut: 'Break its connections',
		kill: 'Kill it now',
		killAtDelivery: 'Kill it at its next delivery, before it acknowledges'
	},
	/** One event in plain words, as the timeline says it at each step. */
	events: {
		message: (number: number | null) => (number === null ? 'a message' : `message ${number}`),
		exchange: (name: string) => (name === '' ? 'the default exchange' : `exchange ${name}`),
		started: (program: string) => `${program} starts`,
		printed: (program: string, text: string) => `${program} prints “${text}”`,
		exited: (program: string, code: number | null) =>
			code === null ? `${program} is killed` : `${program} ends with exit code ${code}`,
		connected: (program: string, vhost: string) => `${program} connects to virtual host ${vhost}`,
		disconnected: (program: string, text: string, lost: boolean) =>
			lost
				? `the connection of ${program} breaks off`
				: `the connection of ${program} is closed${text === '' ? '' : `: ${text}`}`,
		connectionRefused: (program: string, text: string) => `${program} is refused: ${text}`,
		channelOpened: (program: string, channel: number) => `${program} opens channel ${channel}`,
		channelClosed: (program: string, channel: number, text: string) =>
			`channel ${channel} of ${program} is closed${text === '' ? '' : `: ${text}`}`,
		prefetchSet: (program: string, count: number) =>
			`${program} sets its prefetch to ${count === 0 ? 'no limit' : count}`,
		modeSet: (program: string, mode: 'confirm' | 'tx') =>
			mode === 'confirm' ? `${program} asks for publisher confirms` : `${program} turns to transactions`,
		declared: (what: string) => `${what} is declared`,
		deleted: (what: string) => `${what} is deleted`,
		queue: (name: string, kind: 'classic' | 'quorum' | 'stream') =>
			`${kind === 'classic' ? 'queue' : kind === 'quorum' ? 'quorum queue' : 'stream'} ${name}`,
		kindOfExchange: (exchange: string, kind: string) => `${exchange} (${kind})`,
		bound: (from: string, to: string, key: string) =>
			`${to} is bound to ${from}${key === '' ? '' : ` with key ${key}`}`,
		unbound: (from: string, to: string, key: string) =>
			`the binding of ${to} to ${from}${key === '' ? '' : ` with key ${key}`} is removed`,
		consuming: (program: string, queue: string) => `${program} consumes from ${queue}`,
		stoppedConsuming: (program: string, queue: string) => `${program} no longer consumes from ${queue}`,
		activated: (program: string, queue: string) => `${program} is now the active consumer of ${queue}`,
		published: (message: string, exchange: string, routingKey: string) =>
			`${message} reaches ${exchange}${routingKey === '' ? '' : ` with routing key ${routingKey}`}`,
		routed: (message: string, queues: readonly string[]) =>
			queues.length === 0 ? `no queue wants ${message}` : `${message} is routed to ${queues.join(', ')}`,
		routedDead: (message: string, queues: readonly string[]) =>
			queues.length === 0
				? `no queue wants the dead letter, ${message}`
				: `${message} goes to ${queues.join(', ')} as a dead letter`,
		returned: (message: string, program: string) => `${message} is returned to ${program}`,
		replied: (message: string, program: string) => `${message} answers ${program} directly`,
		transaction: (program: string, committed: boolean) =>
			`${program} ${committed ? 'commits' : 'rolls back'} its transaction`,
		confirmed: (program: string, deliveryTag: number, nack: boolean) =>
			`publish ${deliveryTag} of ${program} is ${nack ? 'refused (nack)' : 'confirmed'}`,
		enqueued: (message: string, queue: string, restored: boolean) =>
			restored ? `${message} is still in ${queue}, from disk` : `${message} is ready in ${queue}`,
		delivered: (message: string, queue: string, program: string, redelivered: boolean) =>
			`${queue} sends ${message} to ${program}${redelivered ? ' once more' : ''}`,
		acknowledged: (message: string, program: string) => `${program} acknowledges ${message}`,
		requeued: (message: string, queue: string, reason: string, waits: boolean) =>
			`${message} goes back to ${queue} (${
				(
					{
						nack: 'nack',
						reject: 'rejected',
						recover: 'recover',
						'channel-closed': 'its channel was closed',
						'connection-closed': 'its connection was closed',
						restart: 'restart',
						due: 'the delay before its retry is over'
					} as Record<string, string>
				)[reason] ?? reason
			}${waits ? '; it waits before it is ready again' : ''})`,
		dropped: (message: string, queue: string, reason: string, deadLettered: boolean) =>
			`${message} leaves ${queue}: ${
				(
					{
						rejected: 'rejected',
						expired: 'expired',
						maxlen: 'over the length limit',
						'delivery-limit': 'over the delivery limit',
						purged: 'purged',
						'queue-deleted': 'the queue was deleted',
						restart: 'lost in the restart'
					} as Record<string, string>
				)[reason] ?? reason
			}${deadLettered ? ', a dead letter now' : ''}`,
		refused: (message: string, queue: string) => `${queue} is full and refuses ${message}`,
		restarted: 'the broker is back after a restart',
		departs: (program: string, exchange: string, routingKey: string) =>
			`${program} publishes to ${exchange}${routingKey === '' ? '' : ` with routing key ${routingKey}`}`,
		travels: (program: string) => `a message is on its way to ${program}`,
		travelsBack: (program: string) => `a returned message is on its way to ${program}`,
		vhostAdded: (vhost: string) => `there is a virtual host ${vhost}`,
		vhostDeleted: (vhost: string) => `the virtual host ${vhost} is deleted`,
		userAdded: (user: string) => `there is a user ${user}`,
		userDeleted: (user: string) => `the user ${user} is deleted`,
		permitted: (user: string, vhost: string) => `${user} gets permissions in the virtual host ${vhost}`,
		forbidden: (user: string, vhost: string) => `${user} loses permissions in the virtual host ${vhost}`,
		policySet: (policy: string) => `the policy ${policy} is set`,
		policyCleared: (policy: string) => `the policy ${policy} is cleared`,
		policyApplied: (what: string, policies: readonly string[]) =>
			policies.length === 0
				? `no policy applies to ${what} any more`
				: `${policies.join(' and ')} ${policies.length === 1 ? 'applies' : 'apply'} to ${what}`,
		alarm: (alarm: 'memory' | 'disk', raised: boolean) =>
			raised
				? `${alarm} runs short: who publishes is blocked`
				: `there is ${alarm === 'memory' ? 'memory' : 'disk space'} again: publishers may go on`
	},
	why: {
		message: (number: number) => `message ${number}`,
		close: 'Close',
		before: 'The message before',
		after: 'The message after',
		travelling: 'On its way to the broker.',
		blocked: (alarms: readonly string[]) =>
			`On its way: the broker has a ${alarms.join(' and a ')} alarm and reads nothing from who publishes.`,
		published: (program: string, line: number | null, exchange: string) =>
			`${program}${line === null ? '' : `, line ${line}`} → ${exchange === '' ? 'default exchange' : `exchange ${exchange}`}`,
		asked: (exchange: string) => `then exchange ${exchange}`,
		alternate: (exchange: string) => `no binding took it, so the alternate exchange ${exchange}`,
		deadLettered: (exchange: string, routingKey: string) =>
			`as a dead letter → ${exchange === '' ? 'default exchange' : `exchange ${exchange}`}${routingKey === '' ? '' : `, key ${routingKey}`}`,
		named: (queue: string) => `the key names the queue ${queue}`,
		noSuchQueue: (name: string) => (name === '' ? 'the key is empty' : `no queue is called ${name}`),
		noBindings: (exchange: string) => `${exchange} has no bindings`,
		again: (queue: string) => `(${queue} has its copy already)`,
		others: (count: number) => (count === 1 ? 'one more did not match' : `${count} more did not match`),
		unroutable: 'No queue wanted it, so it is gone.',
		returned: 'No queue wanted it; mandatory, so it went back.',
		replied: 'Handed straight to who had asked (direct reply-to).',
		refused: (queue: string) => `${queue} is full and refused it`,
		uncommitted: 'It waits for its transaction to be committed.',
		rolledBack: 'Its transaction was rolled back, so it never was.',
		waiting: (ahead: number) => (ahead === 0 ? 'waits, next in line' : `waits behind ${ahead}`),
		nobody: 'nobody consumes here',
		full: (
			program: string,
			{ of, holds, limit }: { readonly of: string; readonly holds: number; readonly limit: number }
		) =>
			of === 'channel'
				? `the channel of ${program} has ${holds} of ${limit} unacknowledged (global prefetch)`
				: `${program} holds ${holds} of ${limit} (prefetch)`,
		held: (program: string) => `held by ${program}, not yet acknowledged`,
		acknowledged: (program: string) => `acknowledged by ${program}`,
		autoAcknowledged: (program: string) => `sent to ${program}, no acknowledgement asked`,
		dropped: (reason: string, deadLettered: boolean, transient: string | null) =>
			`${
				(
					{
						rejected: 'rejected',
						expired: 'expired',
						maxlen: 'pushed out: the queue is over its length limit',
						'delivery-limit': 'given up: over the delivery limit',
						purged: 'purged',
						'queue-deleted': 'deleted with its queue',
						restart: 'lost in the restart'
					} as Record<string, string>
				)[reason] ?? reason
			}${transient === 'queue' ? ': the queue was not durable' : transient === 'message' ? ': it was not persistent (delivery mode 2)' : ''}${deadLettered ? ', sent on as a dead letter' : ''}`,
		requeued: (times: number, reason: string) =>
			`went back ${times === 1 ? 'once' : `${times} times`}: ${
				(
					{
						nack: 'nack with requeue',
						reject: 'reject with requeue',
						recover: 'basic.recover',
						timeout: 'no acknowledgement in time',
						'channel-closed': 'the channel was closed',
						'connection-closed': 'the connection was lost',
						restart: 'the broker restarted'
					} as Record<string, string>
				)[reason] ?? reason
			}`,
		passedOver: (program: string, why: string) =>
			`not to ${program}: ${
				(
					{
						full: 'it holds all it may',
						lower: 'its priority is lower',
						waiting: 'another is the single active consumer',
						turn: 'its turn comes next'
					} as Record<string, string>
				)[why] ?? why
			}`,
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
		endsOtherwise: (text: string) => `does not end in ${text}`,
		wordLeft: (place: number, found: string) => `the pattern ends before word ${place}, ${found}`,
		header: (name: string, wanted: string, found: string | null) =>
			found === null
				? `no ${name}`
				: wanted === '' || wanted === found
					? `${name} is ${found}`
					: `${name} is ${found}, not ${wanted}`,
		noHeaders: (any: boolean) =>
			any ? 'asks for nothing, so nothing matches' : 'asks for nothing, so all match',
		hash: (weight: number, drawn: boolean) =>
			drawn ? `the hash falls here (weight ${weight})` : `the hash falls elsewhere (weight ${weight})`
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
		connection: (name: string, vhost: string) => (vhost === '/' ? name : `${name} → ${vhost}`),
		channel: (number: number) => `channel ${number}`,
		prefetch: (count: number, shared: boolean) => `prefetch ${count}${shared ? ' global' : ''}`,
		unfold: 'Show its connections and channels',
		fold: 'Hide its connections',
		waiting: 'waits for its turn',
		exited: (code: number | null) => (code === null ? 'killed' : code === 0 ? 'ended' : `exit code ${code}`),
		rate: (perSecond: number) => `${perSecond.toLocaleString('en')}/s`,
		published: 'published',
		unroutable: 'unroutable',
		returned: 'returned',
		replied: 'direct replies',
		refused: 'refused',
		copies: 'copies',
		places,
		columns: { node: 'Node', state: 'State', leadsTo: 'Leads to' },
		binding: (from: string, to: string, key: string) => `binding from ${from} to ${to}, key ${key || 'empty'}`
	},
	/** Beside the graph: what an exchange would do with a message. */
	workbench: {
		title: 'Workbench',
		routingKey: 'A message with the routing key',
		headers: 'A message with the headers',
		own: 'What if there were this binding?',
		noBindings: 'Nothing is bound yet. Run the programs, and their bindings appear here.',
		matches: 'matches',
		doesNot: 'doesn’t match',
		dropped: 'No queue would get it.',
		copies: (queues: readonly string[]) =>
			`${queues.join(', ')}: one copy${queues.length > 1 ? ' each' : ''}`,
		weight: (weight: number) => `weight ${weight}`,
		lighter: (queue: string) => `Less weight for ${queue}`,
		heavier: (queue: string) => `More weight for ${queue}`,
		share: (percent: number) => `${percent} % of many keys`,
		asBound: 'As the programs have bound it.',
		moved: (percent: number) => `Of many keys, ${percent} % have moved.`,
		addQueue: 'Add a queue',
		reset: 'As bound',
		anotherKey: 'Another key'
	},
	code: {
		title: 'Code',
		files: 'Files',
		changed: 'changed',
		resetFile: 'Reset this file',
		resetAll: 'Reset all files',
		newFile: 'New file',
		newName: 'Name of the new file',
		namePlaceholder: { python: 'name.py', javascript: 'name.js' },
		nameFaults: {
			characters: 'Letters, digits, - and _',
			extension: 'That ending is another language’s',
			taken: 'There is one already'
		},
		rename: 'Rename',
		renameOf: (file: string) => `New name of ${file}`,
		delete: 'Delete',
		confirmDelete: (file: string) => `Delete ${file}?`,
		noPython:
			'This browser can’t run Python here. Chrome and Edge from version 137 can; current Firefox and Safari can where Warren is served by “npm start”. JavaScript runs in every current browser.',
		useJavaScript: 'Take JavaScript',
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
		all: 'All outputs',
		empty: 'What the programs print appears here, each in its own tab.',
		booting: {
			python: 'Python is starting. The first time takes a few seconds.',
			javascript: 'Starting.'
		},
		silent: 'Nothing printed yet.',
		status: { booting: 'starting', running: 'running', exited: 'ended', killed: 'killed' },
		exited: (code: number) => `Ended with exit code ${code}.`,
		killed: 'Killed.',
		broken: {
			unloaded: 'The program could not be loaded. Is this site still reachable? Then start it once more.',
			crashed: 'The program’s own interpreter broke down, most often because it ran out of memory.'
		},
		dropped: (count: number) =>
			count === 1 ? '1 earlier line is no longer shown.' : `${count} earlier lines are no longer shown.`,
		follow: 'To the newest line',
		input: (name: string) => `Input for ${name}`,
		inputHint: 'Type a line and press Enter',
		lesson: (title: string) => `Lesson: ${title}`,
		endInput: 'End of input'
	},
	/** What is inside the broker, in the words of RabbitMQ's management interface; and what goes over the wire. */
	inspector: {
		title: 'Broker',
		tools: { output: 'Output', console: 'Console', broker: 'Broker', wire: 'Wire' },
		tabs: {
			overview: 'Overview',
			connections: 'Connections',
			channels: 'Channels',
			exchanges: 'Exchanges',
			queues: 'Queues'
		},
		waiting: 'The broker is starting.',
		none: '… none …',
		close: 'Close',
		back: 'Back to the list',
		defaultExchange: '(AMQP default)',
		bindings: 'Bindings',
		perSecond: (count: number) => `${count < 10 ? Math.round(count * 10) / 10 : Math.round(count)}/s`,
		counts: { publish: 'Publish', deliver: 'Deliver', ack: 'Ack', redeliver: 'Redelivered' },
		overview: {
			queued: 'Queued messages',
			rates: 'Message rates, last minute',
			chart: 'Messages published, delivered and acknowledged in each second of the last minute',
			counts: 'Global counts'
		},
		all: {
			connections: (count: number) => `All connections (${count})`,
			channels: (count: number) => `All channels (${count})`,
			exchanges: (count: number) => `All exchanges (${count})`,
			queues: (count: number) => `All queues (${count})`
		},
		columns: {
			name: 'Name',
			program: 'Program',
			vhost: 'Virtual host',
			user: 'User',
			state: 'State',
			channels: 'Channels',
			channel: 'Channel',
			heartbeat: 'Heartbeat',
			fromClient: 'From client',
			toClient: 'To client',
			mode: 'Mode',
			consumers: 'Consumers',
			prefetch: 'Prefetch',
			ready: 'Ready',
			unacked: 'Unacked',
			total: 'Total',
			unconfirmed: 'Unconfirmed',
			uncommitted: 'Uncommitted',
			type: 'Type',
			features: 'Features',
			rateIn: 'Rate in',
			rateOut: 'Rate out',
			incoming: 'Incoming',
			deliverGet: 'Deliver / get',
			ack: 'Ack',
			source: 'From',
			destination: 'To',
			routingKey: 'Routing key',
			arguments: 'Arguments',
			exchange: 'Exchange',
			redelivered: 'Redelivered',
			consumerTag: 'Consumer tag',
			ackRequired: 'Ack required',
			activity: 'Activity'
		},
		queue: {
			depth: (ready: number, unacked: number) => `${ready} ready, ${unacked} unacked`,
			noConsumers: '… no consumers …',
			purge: 'Purge',
			delete: 'Delete',
			keep: 'Keep it',
			confirmPurge: 'Drop all ready messages?',
			confirmDelete: (queue: string) => `Delete ${queue} and all messages in it?`,
			purged: (count: number) => (count === 1 ? '1 message purged.' : `${count} messages purged.`)
		},
		publish: {
			title: 'Publish message',
			payload: 'Payload',
			persistent: 'Persistent (delivery mode 2)',
			act: 'Publish',
			routed: 'Message published.',
			notRouted: 'Message published, but NOT routed.'
		},
		get: {
			title: 'Get messages',
			mode: 'Ack mode',
			modes: {
				ack_requeue_true: 'Nack message requeue true',
				ack_requeue_false: 'Automatic ack',
				reject_requeue_true: 'Reject requeue true',
				reject_requeue_false: 'Reject requeue false'
			},
			count: 'Messages',
			act: 'Get message(s)',
			empty: 'Queue is empty.',
			left: (count: number) =>
				count === 1
					? 'The server reported 1 message remaining.'
					: `The server reported ${count} messages remaining.`
		},
		console: {
			title: 'Console',
			welcome: 'RabbitMQ’s tools and your programs. Type help for a list.\n',
			help: [
				'rabbitmqctl list_queues name messages consumers',
				'rabbitmq-plugins enable rabbitmq_management',
				'rabbitmqadmin publish exchange=amq.default routing_key=hello payload=hi',
				'    RabbitMQ’s own tools; rabbitmqctl help lists its commands',
				'python FILE [ARGUMENT…], node FILE [ARGUMENT…]',
				'    run one of your programs here; Ctrl+C stops it, what you type is its input',
				'ls, cat FILE, clear, help',
				'',
				'Tab completes, the arrow keys bring back what you typed before.',
				''
			].join('\n')
		},
		wire: {
			frames: 'Frames, oldest first',
			program: 'Program',
			allPrograms: 'All programs',
			channel: 'Channel',
			allChannels: 'All channels',
			channelNumber: (channel: number) => (channel === 0 ? 'Channel 0 (connection)' : `Channel ${channel}`),
			heartbeats: 'Heartbeats',
			empty: 'Every AMQP frame between programs and broker appears here.',
			earlier: (count: number) =>
				count === 1 ? '1 earlier frame is not shown.' : `${count} earlier frames are not shown.`,
			from: { program: 'program to broker', broker: 'broker to program' },
			fields: 'Fields of the frame',
			field: 'Field',
			type: 'Type',
			value: 'Value',
			bytes: (count: number) => (count === 1 ? '1 byte, in hexadecimal' : `${count} bytes, in hexadecimal`),
			moreBytes: (count: number) => (count === 1 ? 'and 1 more byte' : `and ${count} more bytes`),
			follow: 'To the newest frame'
		}
	},
	/** What is said under an error in a program's output. Code stands between backticks. */
	hints: {
		queueMissing: (queue: string) =>
			`There is no queue \`${queue}\`. Declare it before it is used, or start first the program that does.`,
		exchangeMissing: (exchange: string) =>
			`There is no exchange \`${exchange}\`. Declare it before it is used, or start first the program that does.`,
		declaredOtherwise: (kind: string, name: string, argument: string, received: string, current: string) =>
			`The ${kind} \`${name}\` is there already, ${current === '' ? `without \`${argument}\`` : `and its \`${argument}\` is ${current}`}; here it is declared with ${received === '' ? 'none' : received}. Declare it alike everywhere, or delete it first: Reset gives an empty broker.`,
		wantsNumber: (argument: string) => `\`${argument}\` wants a whole number, not text: no quotes around it.`,
		negative: (argument: string) => `\`${argument}\` can’t be negative.`,
		tooLarge: (argument: string, value: string) => `${value} is more than \`${argument}\` may be.`,
		invalidArgument: (argument: string) =>
			`RabbitMQ knows the argument \`${argument}\`, but not with this value. Check its spelling.`,
		keyWithoutExchange: () =>
			'`x-dead-letter-routing-key` needs `x-dead-letter-exchange` beside it: an exchange to send dead letters to.',
		quorumProperty: (queue: string, property: string) =>
			`\`${queue}\` is to be of a replicated type. Such a queue is durable and never exclusive; this one is \`${property}\`.`,
		headersMatch: (value: string) =>
			`\`x-match\` may be \`all\` or \`any\` (or \`all-with-x\`, \`any-with-x\`), not \`${value}\`.`,
		expiration: (value: string) =>
			`\`expiration\` is a number of milliseconds, written as text: \`'5000'\`, not \`${value}\`.`,
		userId: (claimed: string, actual: string) =>
			`The property \`user_id\` says \`${claimed}\`, but the program logged in as \`${actual}\`. RabbitMQ lets nobody sign as somebody else.`,
		exchangeType: (type: string) =>
			`There is no exchange type \`${type}\`. There are \`direct\`, \`fanout\`, \`topic\` and \`headers\`.`,
		pluginType: (type: string) =>
			`The exchange type \`${type}\` comes with a plugin that isn’t enabled here.`,
		unknownTag: (tag: string) =>
			`The delivery tag ${tag} is not open on this channel: the message was acknowledged already, or it came with automatic acknowledgement, or on another channel. Acknowledge each message once.`,
		acknowledgementLate: () =>
			'A message was held without acknowledgement for half an hour, so RabbitMQ closed the channel. Is an acknowledgement missing?',
		lockedQueue: (queue: string) =>
			`The queue \`${queue}\` is exclusive: it belongs to the connection that declared it, and nobody else may use it.`,
		exclusiveConsumer: (queue: string) =>
			`The queue \`${queue}\` has a consumer that asked to be the only one, or this one asks for it while others are there.`,
		reservedName: (name: string) =>
			`Names that begin with \`amq.\` are RabbitMQ’s own. Choose another name than \`${name}\`.`,
		defaultExchange: () =>
			'The default exchange, whose name is empty, can’t be declared, deleted or bound. Every queue is bound to it under its own name.',
		notPermitted: (kind: string, name: string, user: string) =>
			`The user \`${user}\` has no permission for this on the ${kind} \`${name}\`.`,
		notEmpty: (queue: string) =>
			`The queue \`${queue}\` still holds messages, and it was to be deleted only if it is empty.`,
		inUse: (kind: string, name: string) =>
			`The ${kind} \`${name}\` is still in use, and it was to be deleted only if it isn’t.`,
		confirmsOrTransactions: () =>
			'A channel has either publisher confirms or transactions, never both. Open a second channel.',
		replyConsumer: () =>
			'Before a request with direct reply-to, consume from `amq.rabbitmq.reply-to` on the same channel, with automatic acknowledgement.',
		loginRefused: () =>
			'User name or password is wrong. At the beginning there is one user, `guest` with the password `guest`.',
		vhostMissing: (vhost: string) =>
			`There is no virtual host \`${vhost}\`. The one that is always there is \`/\`.`,
		vhostRefused: (vhost: string, user: string) =>
			`The user \`${user}\` has no permission to enter the virtual host \`${vhost}\`.`,
		vhostClosed: () =>
			'The login was right, but not the virtual host: it isn’t there, or the user may not enter it. It is what follows the last slash of the address; without it, it is `/`.',
		prefetchSize: (count: string) =>
			`The first parameter of \`basic_qos\` is a size in bytes, which RabbitMQ doesn’t have. Name the second: \`basic_qos(prefetch_count=${count})\`.`,
		immediate: () =>
			'RabbitMQ no longer knows `immediate`. Messages that can’t be routed come back with `mandatory`.',
		notImplemented: () => 'RabbitMQ doesn’t offer this here.',
		connectionForced: () => 'The broker closed the connection: it was shut down, or an operator ended it.',
		badFrames: () =>
			'The broker could make nothing of what it was sent and closed the connection. Nothing that the client library’s own methods send does that.',
		connectionRefused: () =>
			'Nothing listens at this address. RabbitMQ’s port is 5672; if you left it out, is the broker up?',
		address: () => 'The address begins with `amqp://`, as in `amqp://guest:guest@localhost/`.',
		connectionLost: () =>
			'The connection broke off without a word: the broker went away, or the program was silent for longer than its heartbeats allow, as in a long `sleep`.',
		channelClosed: () =>
			'The channel is closed: by the program, by the broker after an earlier error, or with its connection, as when the broker restarts. A closed channel can’t be used again; open a new one.',
		connectionClosed: () => 'The connection is closed already. Close it last, and once.',
		unroutable: () =>
			'No queue wanted the message, and as it was `mandatory` it came back. Look at the routing key and the bindings.',
		refused: () =>
			'The broker refused a message (nack): the queue is full and its `x-overflow` is `reject-publish`.',
		reentrant: () =>
			'A callback can’t start consuming anew: it runs inside `start_consuming` already. To end that, call `stop_consuming`.',
		tagInUse: (tag: string) =>
			`This channel has a consumer with the tag \`${tag}\` already. Leave \`consumer_tag\` out and each gets its own.`,
		cancelled: () =>
			'The callback got `null` instead of a message: that is how amqplib says that the consumer was cancelled, because its queue was deleted, for instance.',
		nothingThere: () =>
			'The queue was empty: getting a message gave none. Look whether there is one before using it.',
		keywordRenamed: (method: string, old: string, modern: string) =>
			`\`${old}\` is from pika 0.x. Since pika 1.0 it is \`${method}(…, ${modern}=…)\`.`,
		keywordGone: (method: string, keyword: string) =>
			`pika 1.0 took \`${keyword}\` away from \`${method}\`. Leave it out.`,
		keywordUnknown: (method: string, keyword: string) =>
			`\`${method}\` has no parameter \`${keyword}\`. Check its spelling.`,
		consumeNow: () =>
			"This order of parameters is from pika 0.x. Now: `channel.basic_consume(queue='…', on_message_callback=callback, auto_ack=True)`.",
		queueNameWanted: () =>
			"Since pika 1.0 a queue’s name is required. For a name of the broker’s choice: `queue_declare(queue='', exclusive=True)`.",
		queueNameInMethod: () =>
			'The name is one step further: `result.method.queue`, where `result` is what `queue_declare` returned.',
		parametersWanted: () =>
			"A connection takes its parameters as one object: `pika.BlockingConnection(pika.ConnectionParameters('localhost'))`.",
		callbackParameters: (name: string) =>
			`pika calls back with four things: \`def ${name}(channel, method, properties, body):\``,
		callbackCalled: () =>
			'Give the function itself, without brackets: `on_message_callback=callback`, not `callback()`.',
		bodyType: () =>
			'A body is text or bytes. For a number write `str(number)`; for lists and dictionaries `json.dumps(…)`.',
		bytesBody: () => 'The body of a message is bytes. To have text: `body.decode()`.',
		propertyText: (property: string) => `The property \`${property}\` is text: put it in quotes.`,
		wholeNumber: () => 'A whole number is wanted here, without quotes.',
		oneProcess: () =>
			'Here a program is one process and can start no other. Threads work (`threading`, `ThreadPoolExecutor`), and every program of the lesson has its own Start button.',
		onlyTheBroker: () =>
			'Programs here reach the broker, through `pika`, and nothing else: there is no other network.',
		noAlarm: (name: string) =>
			`There is no \`signal.${name}\` in the browser. For something to happen later: \`connection.call_later(seconds, function)\` or \`threading.Timer\`.`,
		noThread: () =>
			'In this browser a Python program has one thread. Chrome and Edge from version 137 can run more of them; `connection.call_later` and one program for each consumer work everywhere.',
		bufferWanted: () =>
			"A message’s content is a Buffer: `Buffer.from('text')`, or `Buffer.from(JSON.stringify(object))`.",
		awaitForgotten: (value: string, method: string) =>
			`\`${value}\` has no \`${method}\`. If it came from a call without \`await\`, it is still a promise: put \`await\` before that call.`,
		awaitOutside: () =>
			'Put `async` before the function around it. At the top of a file `await` works only in a module (`.mjs`).',
		importOutside: () =>
			"This file is a script: write `const amqp = require('amqplib');`, or give it a name that ends in `.mjs`.",
		requireInModule: () => "This file is a module: write `import amqp from 'amqplib';`.",
		noCallback: () =>
			'`consume` needs a function to hand the messages to: `channel.consume(queue, (message) => { … })`.',
		fieldType: (field: string, type: string) => `\`${field}\` has to be of the type ${type}.`,
		constantChanged: () => 'What `const` declares keeps its value. Declare it with `let` to change it.',
		declaredTwice: (name: string) =>
			`\`${name}\` is declared twice in the same block. Choose another name, or drop the second \`const\` or \`let\`.`,
		argumentMissing: (method: string, names: string) => `\`${method}\` was called without \`${names}\`.`,
		nameUnknown: (name: string) =>
			`Nothing is called \`${name}\` here. Check its spelling, and whether it is defined before it is used.`,
		nameMisspelt: (name: string, meant: string) =>
			`Nothing is called \`${name}\` here. Did you mean \`${meant}\`?`,
		importForgotten: (module: string) => `Put \`import ${module}\` at the top of the file.`,
		moduleMissing: (module: string) =>
			`There is no \`${module}\` here. Warren has the standard modules and the RabbitMQ client: \`pika\` in Python, \`amqplib\` in JavaScript.`,
		fileMissing: (file: string) => `There is no file \`${file}\` among the tabs.`,
		nameNotInModule: (name: string, module: string) => `\`${module}\` has nothing called \`${name}\`.`,
		memberUnknown: (member: string) =>
			`This object has no \`${member}\`. Type its name and a dot in the editor to see what it has.`,
		memberMisspelt: (member: string, meant: string) =>
			`There is no \`${member}\` here. Did you mean \`${meant}\`?`,
		noArgumentGiven: () =>
			'The program expects an argument. Type it below the code, beside the name of the file, and start it again.',
		inputEnded: () => 'The program wanted a line of input after the input had ended.',
		notJson: () => 'This text is not JSON. Look at what was sent: print it before reading it.',
		indentation: () =>
			'The line begins too far left or right. Lines of one block begin alike, four spaces in.',
		tabsAndSpaces: () => 'The lines of this block begin with tabs and spaces mixed. Use spaces alone.',
		bracketOpen: () => 'A bracket is missing or is of the wrong kind, here or in the line before.',
		quoteOpen: () => 'A quotation mark is missing at the end of a text.',
		colonMissing: () => 'A colon is missing at the end of the line.',
		printStatement: () => 'This is Python 2. In Python 3 `print` is a function: `print(…)`.',
		syntax: () =>
			'The program can’t be read at this place. Look at the marked character and the one before it.'
	},
	panes: {
		tabs: 'Panes',
		lesson: 'Lesson',
		code: 'Code',
		output: 'Output',
		lessonSplit: 'Width of the lesson text',
		graphSplit: 'Height of the graph',
		codeSplit: 'Width of the code',
		workbenchSplit: 'Width of the workbench'
	},
	trouble: {
		full: 'The browser’s storage is full. Your changes stay for this session only.',
		blocked: 'The browser does not let this page remember anything. Your changes stay for this session only.',
		failure: 'The simulation stopped:',
		endless:
			'This session has as many events as can be kept, so its programs have been ended. Its past is still there to look at.',
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
		step: 'One step forward',
		back: 'One step back, into the past',
		mark: 'To the next or previous mark',
		present: 'Back to now',
		travel: 'In the graph: from part to part',
		pick: 'In the graph: what it says of itself',
		story: 'In the graph: the story of the message there',
		fold: 'In the graph: show or hide a program’s connections',
		help: 'This list',
		note: 'The keys without Ctrl or ⌘ work outside the editor and text fields.'
	}
} as const;
