/** 界面上的每一句话，中文版。Every word of the interface, in Chinese; written for Chinese readers, not translated word by word. */
import type { Messages } from './i18n';

export const zh: Messages = {
	site: {
		title: 'Warren：在浏览器里看懂 RabbitMQ',
		description: '在网页里运行真实的客户端程序，连接一个完整的 RabbitMQ 服务端，亲眼看着每一条消息流动。',
		skip: '跳到正文',
		home: 'Warren 首页',
		language: '语言',
		themes: { auto: '主题：跟随系统', light: '主题：浅色', dark: '主题：深色' },
		source: '一切都在本页运行：无需注册，没有服务器，也不收集任何数据。',
		trademark: 'RabbitMQ 是 Broadcom 的商标。Warren 是独立的教学工具。'
	},
	choose: {
		name: '中文',
		text: '看着每一条消息流动，学会 RabbitMQ。'
	},
	error: {
		missing: '这个地址没有页面。',
		broken: '页面没能显示出来。',
		back: '回到课程目录'
	},
	home: {
		headline: '看见每一条消息',
		lead: 'Warren 是一门动手学的 RabbitMQ 课程：写真实的客户端程序，连上这个网页里完整的消息服务端，看着每条消息从发布一路走到确认。',
		start: '从第 1 课开始',
		goOn: (title) => `继续学习：${title}`,
		browse: '浏览全部课程',
		figure: '一家网店把订单发布到主题交换机，交换机再把它们路由到三个队列，每个队列各有一个消费者。',
		figureNote: '这不是录像，而是服务端此刻正在本页运行。',
		pauseFigure: '暂停',
		playFigure: '播放',
		lessons: '课程',
		lessonsNote: (count) => `共 ${count} 课，每课几分钟：先预测，再运行，改改代码，弄清原因。`,
		done: (done, total) => `已完成 ${done}/${total} 个任务`,
		complete: '任务已全部完成',
		why: '为什么可以相信你看到的',
		reasons: [
			{
				title: '真实的协议',
				text: '程序与服务端之间收发的是 AMQP 0‑9‑1 帧，与 TCP 连接上的逐字节相同。'
			},
			{
				title: '真实的客户端',
				text: 'JavaScript 程序用的就是 npm 上原封不动的 amqplib。在这里能跑，在你的服务器上也能跑，打印的内容一模一样。'
			},
			{
				title: '与 RabbitMQ 逐条比对',
				text: '服务端的每条规则都有明文记录，并用真实 RabbitMQ 服务器的录制结果来检验。'
			},
			{
				title: '时间由你掌控',
				text: '可以停在两条消息之间，可以单步，可以放慢到四分之一。同样的程序，每次运行的过程都相同。'
			}
		]
	},
	lesson: {
		crumb: (number, total) => `第 ${number} 课，共 ${total} 课`,
		place: (group, number, total) => `${group} · ${number}/${total}`,
		text: '课文',
		invitation: '还没有程序在运行。点击“运行”，程序、交换机和队列就会出现在这里。',
		beforeRun: '运行之前先想一想',
		predictionRight: '猜对了，结果正是这样。',
		predictionWrong: '结果并非如此。',
		predictionWaiting: '现在运行程序，看看结果。',
		predictionOpen: '运行结果已经出来了，你原本会怎么猜？',
		reveal: '显示答案',
		tryIt: '动手试试',
		taskDone: '已完成',
		taskOpen: '未完成',
		taskPassed: (task) => `任务完成：${task}`,
		hint: (number, total) => `提示 ${number}/${total}`,
		solution: '参考答案',
		hideSolution: '收起答案',
		applySolution: '放入编辑器',
		runHere: '运行程序',
		teacher: '给老师的话',
		previous: '上一课',
		next: '下一课'
	},
	run: {
		run: '运行',
		stopAll: '全部停止',
		reset: '重置',
		resetHint: '停止所有程序，换上一个全新的服务端',
		language: '编程语言',
		languages: { javascript: 'JavaScript', python: 'Python' }
	},
	time: {
		bar: '时间',
		pause: '暂停',
		resume: '继续',
		step: '单步',
		speed: '速度',
		speeds: { quarter: '¼×', normal: '1×', fast: '4×', instant: '瞬时' },
		now: '虚拟时间（分:秒）'
	},
	why: {
		message: (number) => `消息 ${number}`,
		close: '关闭',
		travelling: '正在前往服务器。',
		published: (program, line, exchange) =>
			`${program}${line === null ? '' : ` 第 ${line} 行`} → ${exchange === '' ? '默认交换机' : `交换机 ${exchange}`}`,
		asked: (exchange) => `接着是交换机 ${exchange}`,
		deadLettered: (routingKey) => `成为死信${routingKey === '' ? '' : `，路由键 ${routingKey}`}`,
		named: (queue) => `路由键就是队列名 ${queue}`,
		again: (queue) => `（${queue} 已有一份）`,
		others: (count) => `另有 ${count} 个绑定不匹配`,
		unroutable: '没有队列要它，消息丢失。',
		returned: '没有队列要它；因为设了 mandatory，消息被退回。',
		replied: '直接交给提问者（direct reply-to）。',
		refused: (queue) => `${queue} 已满，拒收`,
		waiting: (ahead) => (ahead === 0 ? '等待中，排在队首' : `等待中，前面还有 ${ahead} 条`),
		nobody: '没有消费者',
		full: (program, holds, limit) => `${program} 已持有 ${holds}/${limit} 条（prefetch）`,
		held: (program) => `由 ${program} 持有，尚未确认`,
		acknowledged: (program) => `${program} 已确认`,
		autoAcknowledged: (program) => `已发给 ${program}，无需确认`,
		dropped: (reason, deadLettered) =>
			`${
				(
					{
						rejected: '被拒绝',
						expired: '已过期',
						maxlen: '超出队列长度限制',
						'delivery-limit': '超出投递次数限制',
						purged: '被清空',
						'queue-deleted': '随队列删除',
						restart: '重启时丢失'
					} as Record<string, string>
				)[reason] ?? reason
			}${deadLettered ? '，转为死信' : ''}`,
		requeued: (times) => `（退回队列 ${times} 次）`,
		everyMessage: '接收所有消息',
		sameKey: '与路由键相同',
		otherKey: (routingKey) => `不是${routingKey === '' ? '空键' : ` ${routingKey}`}`,
		anyKey: '匹配任何键',
		begins: (text) => `以 ${text} 开头`,
		ends: (text) => `以 ${text} 结尾`,
		words: (words) => words.map(({ place, word }) => `第 ${place} 个单词是 ${word}`).join('，'),
		wordCount: (count, orMore) => (orMore ? `至少 ${count} 个单词` : `正好 ${count} 个单词`),
		wordDiffers: (place, found, expected) => `第 ${place} 个单词是 ${found}，模式要求 ${expected}`,
		wordMissing: (expected) => (expected === '*' ? '路由键少一个单词' : `路由键在 ${expected} 之前就结束了`),
		wordLeft: (place, found) => `模式到第 ${place} 个单词 ${found} 之前就结束了`,
		header: (name, wanted, found) =>
			found === null
				? `没有 ${name}`
				: wanted === '' || wanted === found
					? `${name} 是 ${found}`
					: `${name} 是 ${found}，不是 ${wanted}`,
		noHeaders: (any) => (any ? '没有条件，什么都不匹配' : '没有条件，全部匹配'),
		hash: (weight) => `按散列抽取，权重 ${weight}`
	},
	graph: {
		title: '实时拓扑图',
		figure: '程序、交换机、队列与消息的实时拓扑图',
		defaultExchange: '（默认交换机）',
		producerLetter: 'P',
		consumerLetter: 'C',
		program: '程序',
		exchange: '交换机',
		queue: '队列',
		durable: '持久',
		exclusive: '独占',
		autoDelete: '自动删除',
		internal: '内部',
		empty: '空',
		ready: (count) => `${count} 条就绪`,
		unacked: (count) => `${count} 条未确认`,
		holds: (count, limit) => (limit === null ? `持有 ${count} 条` : `持有 ${count}/${limit} 条`),
		waiting: '等待接替',
		exited: (code) => (code === null ? '已强制结束' : code === 0 ? '已结束' : `退出码 ${code}`),
		rate: (perSecond) => `每秒 ${perSecond} 条`,
		published: '发布',
		unroutable: '无法路由',
		returned: '退回',
		replied: '直接回复',
		refused: '拒收',
		copies: '副本',
		places: {
			ready: '就绪',
			unacked: '未确认',
			acked: '已确认',
			autoAcked: '自动确认',
			deadLettered: '死信',
			expired: '过期',
			dropped: '丢弃'
		},
		columns: { node: '节点', state: '状态', leadsTo: '通向' },
		binding: (from, to, key) => `从 ${from} 到 ${to} 的绑定，绑定键${key === '' ? '为空' : `是 ${key}`}`
	},
	code: {
		title: '代码',
		files: '文件',
		changed: '已修改',
		resetFile: '还原此文件',
		resetAll: '还原全部文件',
		confirmReset: '你的修改将会丢失。',
		instances: (file) => `${file} 的实例`,
		arguments: '参数',
		argumentsOf: (name) => `${name} 的参数`,
		start: '启动',
		startOf: (name) => `启动 ${name}`,
		stop: '停止',
		stopOf: (name) => `停止 ${name}`,
		startAnother: '再启动一个',
		remove: (name) => `移除 ${name}`
	},
	editor: {
		code: (file) => `${file} 的代码`,
		leave: '按 Esc 再按 Tab 可离开编辑器。',
		run: 'Warren：运行程序',
		stop: 'Warren：停止所有程序',
		plain: '完整的编辑器没能加载，可以先用这个简单的编辑框。'
	},
	diff: {
		changes: (file) => `${file} 的改动`,
		removed: '删去',
		added: '新增',
		skipped: (lines) => `${lines} 行未改动`,
		none: '你的文件已经和答案一致。'
	},
	output: {
		title: '输出',
		programs: '各程序的输出',
		empty: '程序打印的内容会显示在这里，每个程序一个标签页。',
		silent: '还没有输出。',
		status: { booting: '启动中', running: '运行中', exited: '已结束', killed: '已强制结束' },
		exited: (code) => `已结束，退出码 ${code}。`,
		killed: '已强制结束。',
		dropped: (count) => `更早的 ${count} 行不再显示。`,
		follow: '回到最新一行',
		input: (name) => `${name} 的输入`,
		inputHint: '输入一行后按回车',
		endInput: '结束输入'
	},
	panes: {
		tabs: '面板',
		lesson: '课文',
		code: '代码',
		output: '输出',
		lessonSplit: '课文宽度',
		graphSplit: '拓扑图高度',
		codeSplit: '代码宽度'
	},
	trouble: {
		full: '浏览器的存储空间已满，你的修改只在本次打开期间有效。',
		blocked: '浏览器不允许本页保存数据，你的修改只在本次打开期间有效。',
		failure: '模拟已中断：',
		again: '重新开始',
		dismiss: '关闭'
	},
	shortcuts: {
		title: '键盘快捷键',
		open: '键盘快捷键',
		close: '关闭',
		run: '运行程序',
		stop: '停止所有程序',
		pause: '暂停 / 继续',
		step: '暂停时单步前进',
		help: '显示此列表',
		note: '不带 Ctrl 或 ⌘ 的按键，在编辑器和输入框之外有效。'
	}
};
