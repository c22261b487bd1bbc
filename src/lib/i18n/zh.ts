/** 界面上的每一句话，中文版。Every word of the interface, in Chinese; written for Chinese readers, not translated word by word. */
import type { Messages } from './i18n';

/** 副本的去向。 */
const places: Messages['graph']['places'] = {
	ready: '就绪',
	unacked: '未确认',
	acked: '已确认',
	autoAcked: '自动确认',
	deadLettered: '死信',
	expired: '过期',
	rejected: '被拒收',
	overLength: '超出长度上限',
	overDelivered: '超出投递次数',
	purged: '被清空',
	queueDeleted: '随队列删除',
	restartLost: '重启丢失'
};

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
		progress: '学习进度保存在这个浏览器里。',
		exportProgress: '存成文件',
		importProgress: '从文件读入',
		imported: '已从文件读入。',
		notImported: '这个文件里没有 Warren 的学习进度。',
		forgetAll: '全部清除',
		forgetLesson: (title) => `清除“${title}”的进度`,
		confirmForget: (what) => `${what}？清除之后不能恢复。`,
		map: '课程之间的关系',
		after: (lessons) => `先学：${lessons.join('、')}`,
		mapNote: '箭头从一课指向以它为基础的课。箭头来处都学过了，就可以从那里开始。',
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
		predictionWaiting: '接着往下做，看看结果。',
		predictionEdited: '问的是本课原来的程序：还原全部文件，再运行一次。',
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
		restartHere: '重启服务端',
		runHere: '运行程序',
		mistake: '这里有个问题',
		mistakeMade: (text) => `这里有个问题：${text}`,
		emptyChart: '运行之后，图会画在这里。',
		queueChart: (most) => `等待中的消息数随时间的变化，最多 ${most} 条`,
		runCommand: '在控制台运行',
		copy: '复制',
		copied: '已复制',
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
		back: '后退一步',
		nextMark: '到下一个标记',
		previousMark: '到上一个标记',
		replay: '从这里继续播放',
		speed: '速度',
		speeds: {
			quarter: '¼×',
			normal: '1×',
			fast: '4×',
			fastest: '16×',
			instant: '瞬时'
		},
		now: '虚拟时间（分:秒）',
		timeline: '本次运行的时间轴',
		place: (time, event, events) => `${time}，第 ${event} 个事件，共 ${events} 个`,
		marks: {
			return: '消息被退回',
			redelivery: '重新投递',
			'dead-letter': '死信',
			error: '出错',
			restart: '服务端重启'
		},
		past: (time) => `现在看到的是过去：${time}`,
		held: '程序已暂停。',
		eventOf: (event, events) => `第 ${event} / ${events} 个事件`,
		backToNow: '回到现在'
	},
	answers: {
		over: (code) => (code === null ? '已被强制结束' : code === 0 ? '已结束' : `已结束，退出码 ${code}`),
		trouble: (code, text) => `被服务端断开：${code} ${text}`,
		unconnected: '没有连接到服务端',
		blocked: (alarms, waiting) =>
			`发布受阻：服务端触发了${alarms.map((alarm) => (alarm === 'disk' ? '磁盘' : '内存')).join('和')}告警，不再读取发布者的数据；${waiting} 条消息还在路上`,
		full: (queue, { of, holds, limit }, ready) =>
			`${
				of === 'channel'
					? `暂时拿不到 ${queue} 的消息：它的信道有 ${holds} 条未确认，整个信道共用的 prefetch（global）上限是 ${limit}`
					: `持有 ${queue} 的 ${holds} 条消息，已达 prefetch 上限`
			}${ready > 0 ? `；另有 ${ready} 条要等它确认` : ''}`,
		holds: (queue, holds) => `正在处理 ${queue} 的 ${holds} 条消息，尚未确认`,
		notActive: (queue, active) =>
			`等待接替：${queue} 只允许一个活动消费者${active === null ? '' : `，现在是 ${active}`}`,
		outranked: (queue, by, theirs, own) =>
			`空闲：${queue} 优先发给 ${by}，它的消费者优先级是 ${theirs}，而这里是 ${own}`,
		neverFilled: (queue) => `空闲：${queue} 还没有收到过消息，点击该队列可看原因`,
		heldElsewhere: (queue, count) => `空闲：${queue} 没有就绪的消息，${count} 条正由别的消费者持有`,
		allDone: (queue, total) =>
			`空闲：${queue} 已空，${total === 1 ? '仅有的一条消息' : `${total} 条消息都`}已处理`,
		next: (queue, ready) => `有空，${queue} 里有 ${ready} 条就绪：下一条归它`,
		stopped: (queue, reason) =>
			`不再消费 ${queue}：${
				(
					{
						cancelled: '它取消了消费',
						'channel-closed': '信道已关闭',
						'connection-closed': '连接已关闭',
						'queue-deleted': '队列已删除',
						restart: '服务端重启'
					} as Record<string, string>
				)[reason] ?? reason
			}`,
		publishes: (count) => `已发布 ${count} 条，不消费消息`,
		doesNothing: '目前既不发布也不消费',
		nobody: (ready) => `有 ${ready} 条就绪：没有消费者`,
		allFull: (ready, consumers) =>
			`有 ${ready} 条就绪：${consumers === 1 ? '它的消费者' : `${consumers} 个消费者都`}已达 prefetch 上限`,
		unbound: '没有收到消息：它没有绑定到任何交换机，只能经默认交换机用队列名到达',
		unmatched: (exchange, seen) => `没有收到消息：${exchange} 路由过 ${seen} 条，都不匹配通向这里的绑定`,
		nothingYet: (exchange) => `没有收到消息：还没有消息发布到 ${exchange}`,
		elsewhere: (exchange, vhost) =>
			exchange === ''
				? `没有收到消息，而虚拟主机 ${vhost} 里的同名队列收到了：一个连接只能看到一个虚拟主机`
				: `没有收到消息：消息发布到了虚拟主机 ${vhost} 里的 ${exchange}`,
		passed: (total, ended) =>
			`至今收到 ${total} 条${ended.length === 0 ? '' : `：${ended.map(([place, count]) => `${places[place]} ${count}`).join('，')}`}`,
		internal: '是内部交换机：只接收其他交换机转来的消息，直接发布会被拒绝',
		noBindings: (seen) =>
			seen === 0
				? '没有绑定：发布到这里的消息进不了任何队列'
				: `没有绑定：发布到这里的 ${seen} 条都没有由此进入队列`,
		routed: (seen, lost) =>
			`路由过 ${seen} 条${lost === 0 ? '' : `；其中 ${lost} 条没有匹配的绑定，未进入任何队列`}`,
		diverted: (count, alternate) => `；${count} 条没有匹配的绑定，转给了备用交换机 ${alternate}`,
		took: (matched, exchange, seen) => `${exchange} 要路由的 ${seen} 条消息中，它接收了 ${matched} 条`
	},
	faults: {
		tools: '更多：导出图形、服务端故障',
		fit: '显示全图',
		svg: '保存为 SVG',
		png: '保存为 PNG',
		crash: '让服务端崩溃并重启',
		broker: '服务端故障',
		connections: '显示或收起它的连接',
		stop: '停止（Ctrl+C）',
		slow: '放慢：每个动作多花 2 秒',
		fast: '恢复原来的速度',
		cut: '断开它的连接',
		kill: '立即强制结束',
		killAtDelivery: '下次收到消息、尚未确认时强制结束'
	},
	events: {
		message: (number) => (number === null ? '一条消息' : `消息 ${number}`),
		exchange: (name) => (name === '' ? '默认交换机' : `交换机 ${name}`),
		started: (program) => `${program} 启动`,
		printed: (program, text) => `${program} 输出“${text}”`,
		exited: (program, code) => (code === null ? `${program} 被强制结束` : `${program} 结束，退出码 ${code}`),
		connected: (program, vhost) => `${program} 连接到虚拟主机 ${vhost}`,
		disconnected: (program, text, lost) =>
			lost ? `${program} 的连接中断` : `${program} 的连接关闭${text === '' ? '' : `：${text}`}`,
		connectionRefused: (program, text) => `${program} 的连接被拒绝：${text}`,
		channelOpened: (program, channel) => `${program} 打开信道 ${channel}`,
		channelClosed: (program, channel, text) =>
			`${program} 的信道 ${channel} 关闭${text === '' ? '' : `：${text}`}`,
		prefetchSet: (program, count) => `${program} 把 prefetch 设为${count === 0 ? '不限' : ` ${count}`}`,
		modeSet: (program, mode) => (mode === 'confirm' ? `${program} 开启发布确认` : `${program} 开启事务`),
		declared: (what) => `声明${what}`,
		deleted: (what) => `${what} 被删除`,
		queue: (name, kind) => `${kind === 'classic' ? '队列' : kind === 'quorum' ? '仲裁队列' : '流'} ${name}`,
		kindOfExchange: (exchange, kind) => `${exchange}（${kind}）`,
		bound: (from, to, key) => `${to} 绑定到${from}${key === '' ? '' : `，绑定键 ${key}`}`,
		unbound: (from, to, key) => `${to} 与${from}解除绑定${key === '' ? '' : `，绑定键 ${key}`}`,
		consuming: (program, queue) => `${program} 开始消费 ${queue}`,
		stoppedConsuming: (program, queue) => `${program} 不再消费 ${queue}`,
		activated: (program, queue) => `${program} 成为 ${queue} 的活动消费者`,
		published: (message, exchange, routingKey) =>
			`${message} 到达${exchange}${routingKey === '' ? '' : `，路由键 ${routingKey}`}`,
		routed: (message, queues) =>
			queues.length === 0 ? `没有队列接收${message}` : `${message} 路由到 ${queues.join('、')}`,
		routedDead: (message, queues) =>
			queues.length === 0 ? `没有队列接收死信（${message}）` : `${message} 作为死信进入 ${queues.join('、')}`,
		returned: (message, program) => `${message} 退回给 ${program}`,
		replied: (message, program) => `${message} 直接回复 ${program}`,
		transaction: (program, committed) => `${program} ${committed ? '提交' : '回滚'}事务`,
		confirmed: (program, deliveryTag, nack) =>
			`${program} 发布的第 ${deliveryTag} 条${nack ? '被拒绝（nack）' : '得到确认'}`,
		enqueued: (message, queue, restored) =>
			restored ? `${message} 从磁盘恢复到 ${queue}` : `${message} 在 ${queue} 中就绪`,
		delivered: (message, queue, program, redelivered) =>
			`${queue} 把${message}${redelivered ? '再次' : ''}投递给 ${program}`,
		acknowledged: (message, program) => `${program} 确认${message}`,
		requeued: (message, queue, reason, waits) =>
			`${message} 回到 ${queue}（${
				(
					{
						nack: 'nack',
						reject: '被拒收',
						recover: 'recover',
						'channel-closed': '信道关闭',
						'connection-closed': '连接关闭',
						restart: '重启',
						due: '重试延迟已到'
					} as Record<string, string>
				)[reason] ?? reason
			}${waits ? '；延迟期满后才能再次投递' : ''}）`,
		dropped: (message, queue, reason, deadLettered) =>
			`${message} 离开 ${queue}：${
				(
					{
						rejected: '被拒收',
						expired: '过期',
						maxlen: '超过长度上限',
						'delivery-limit': '超过投递次数上限',
						purged: '被清空',
						'queue-deleted': '队列被删除',
						restart: '重启时丢失'
					} as Record<string, string>
				)[reason] ?? reason
			}${deadLettered ? '，成为死信' : ''}`,
		refused: (message, queue) => `${queue} 已满，拒收${message}`,
		restarted: '服务端重启完毕',
		departs: (program, exchange, routingKey) =>
			`${program} 发布到${exchange}${routingKey === '' ? '' : `，路由键 ${routingKey}`}`,
		travels: (program) => `一条消息正发往 ${program}`,
		travelsBack: (program) => `一条退回的消息正发往 ${program}`,
		vhostAdded: (vhost) => `有了虚拟主机 ${vhost}`,
		vhostDeleted: (vhost) => `虚拟主机 ${vhost} 被删除`,
		userAdded: (user) => `有了用户 ${user}`,
		userDeleted: (user) => `用户 ${user} 被删除`,
		permitted: (user, vhost) => `${user} 获得虚拟主机 ${vhost} 中的权限`,
		forbidden: (user, vhost) => `${user} 失去虚拟主机 ${vhost} 中的权限`,
		policySet: (policy) => `设置了策略 ${policy}`,
		policyCleared: (policy) => `清除了策略 ${policy}`,
		policyApplied: (what, policies) =>
			policies.length === 0 ? `${what} 不再有策略` : `策略 ${policies.join('、')} 对 ${what} 生效`,
		alarm: (alarm, raised) =>
			raised
				? `${alarm === 'memory' ? '内存' : '磁盘空间'}不足：发布消息的连接被阻塞`
				: `${alarm === 'memory' ? '内存' : '磁盘空间'}恢复：可以继续发布`
	},
	why: {
		message: (number) => `消息 ${number}`,
		close: '关闭',
		before: '上一条消息',
		after: '下一条消息',
		travelling: '正在前往服务端。',
		blocked: (alarms) =>
			`还在路上：服务端触发了${alarms.map((alarm) => (alarm === 'disk' ? '磁盘' : '内存')).join('和')}告警，不再读取发布者的数据。`,
		published: (program, line, exchange) =>
			`${program}${line === null ? '' : ` 第 ${line} 行`} → ${exchange === '' ? '默认交换机' : `交换机 ${exchange}`}`,
		asked: (exchange) => `接着是交换机 ${exchange}`,
		alternate: (exchange) => `没有匹配的绑定，于是转给备用交换机 ${exchange}`,
		deadLettered: (exchange, routingKey) =>
			`成为死信 → ${exchange === '' ? '默认交换机' : `交换机 ${exchange}`}${routingKey === '' ? '' : `，路由键 ${routingKey}`}`,
		named: (queue) => `路由键就是队列名 ${queue}`,
		noSuchQueue: (name) => (name === '' ? '路由键为空' : `没有名为 ${name} 的队列`),
		noBindings: (exchange) => `${exchange} 没有任何绑定`,
		again: (queue) => `（${queue} 已有一份）`,
		others: (count) => `另有 ${count} 个绑定不匹配`,
		unroutable: '没有队列要它，消息丢失。',
		returned: '没有队列要它；因为设了 mandatory，消息被退回。',
		replied: '直接交给提问者（direct reply-to）。',
		refused: (queue) => `${queue} 已满，拒收`,
		uncommitted: '等待它的事务提交。',
		rolledBack: '它的事务已回滚，消息就此作废。',
		waiting: (ahead) => (ahead === 0 ? '等待中，排在队首' : `等待中，前面还有 ${ahead} 条`),
		nobody: '没有消费者',
		full: (program, { of, holds, limit }) =>
			of === 'channel'
				? `${program} 的信道有 ${holds}/${limit} 条未确认（global prefetch）`
				: `${program} 已持有 ${holds}/${limit} 条（prefetch）`,
		held: (program) => `由 ${program} 持有，尚未确认`,
		acknowledged: (program) => `${program} 已确认`,
		autoAcknowledged: (program) => `已发给 ${program}，无需确认`,
		dropped: (reason, deadLettered, transient) =>
			`${
				(
					{
						rejected: '被拒绝',
						expired: '已过期',
						maxlen: '被挤出：队列超出长度限制',
						'delivery-limit': '放弃：超出投递次数限制',
						purged: '被清空',
						'queue-deleted': '随队列删除',
						restart: '重启时丢失'
					} as Record<string, string>
				)[reason] ?? reason
			}${transient === 'queue' ? '：队列不是持久的' : transient === 'message' ? '：消息不是持久的（delivery mode 2）' : ''}${deadLettered ? '，转为死信' : ''}`,
		requeued: (times, reason) =>
			`退回队列 ${times} 次：${
				(
					{
						nack: 'nack 并要求重新入队',
						reject: 'reject 并要求重新入队',
						recover: 'basic.recover',
						timeout: '超时未确认',
						'channel-closed': '信道关闭',
						'connection-closed': '连接断开',
						restart: '服务端重启'
					} as Record<string, string>
				)[reason] ?? reason
			}`,
		passedOver: (program, why) =>
			`没有发给 ${program}：${
				(
					{
						full: '它已达 prefetch 上限',
						lower: '它的优先级较低',
						waiting: '活动消费者是另一个',
						turn: '下一条才轮到它'
					} as Record<string, string>
				)[why] ?? why
			}`,
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
		endsOtherwise: (text) => `不以 ${text} 结尾`,
		wordLeft: (place, found) => `模式到第 ${place} 个单词 ${found} 之前就结束了`,
		header: (name, wanted, found) =>
			found === null
				? `没有 ${name}`
				: wanted === '' || wanted === found
					? `${name} 是 ${found}`
					: `${name} 是 ${found}，不是 ${wanted}`,
		noHeaders: (any) => (any ? '没有条件，什么都不匹配' : '没有条件，全部匹配'),
		hash: (weight, drawn) => (drawn ? `哈希值落在这里（权重 ${weight}）` : `哈希值落在别处（权重 ${weight}）`)
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
		exclusive: '排他',
		autoDelete: '自动删除',
		internal: '内部',
		empty: '空',
		ready: (count) => `${count} 条就绪`,
		unacked: (count) => `${count} 条未确认`,
		holds: (count, limit) => (limit === null ? `持有 ${count} 条` : `持有 ${count}/${limit} 条`),
		connection: (name, vhost) => (vhost === '/' ? name : `${name}，虚拟主机 ${vhost}`),
		channel: (number) => `信道 ${number}`,
		prefetch: (count, shared) => `prefetch ${count}${shared ? '（共用）' : ''}`,
		unfold: '显示它的连接和信道',
		fold: '收起它的连接',
		waiting: '等待接替',
		exited: (code) => (code === null ? '已强制结束' : code === 0 ? '已结束' : `退出码 ${code}`),
		rate: (perSecond) => `每秒 ${perSecond.toLocaleString('zh')} 条`,
		published: '发布',
		unroutable: '无法路由',
		returned: '退回',
		replied: '直接回复',
		refused: '拒收',
		copies: '副本',
		places,
		columns: { node: '节点', state: '状态', leadsTo: '通向' },
		binding: (from, to, key) => `从 ${from} 到 ${to} 的绑定，绑定键${key === '' ? '为空' : `是 ${key}`}`
	},
	workbench: {
		title: '试验台',
		routingKey: '假如一条消息的路由键是',
		headers: '假如一条消息的消息头是',
		own: '假如还有这样一个绑定',
		noBindings: '还没有任何绑定。运行程序，它们的绑定就会出现在这里。',
		matches: '匹配',
		doesNot: '不匹配',
		dropped: '没有队列会收到它。',
		copies: (queues) => `${queues.join('、')}：${queues.length > 1 ? '各' : ''}一份`,
		weight: (weight) => `权重 ${weight}`,
		lighter: (queue) => `减小 ${queue} 的权重`,
		heavier: (queue) => `增大 ${queue} 的权重`,
		share: (percent) => `大量键的 ${percent}%`,
		asBound: '这是程序绑定的样子。',
		moved: (percent) => `大量键中有 ${percent}% 换了队列。`,
		addQueue: '加一个队列',
		reset: '恢复原样',
		anotherKey: '再试一个键'
	},
	code: {
		title: '代码',
		files: '文件',
		changed: '已修改',
		resetFile: '还原此文件',
		resetAll: '还原全部文件',
		newFile: '新建文件',
		newName: '新文件的名字',
		namePlaceholder: { python: '名字.py', javascript: '名字.js' },
		nameFaults: {
			characters: '只能用文字、数字、- 和 _',
			extension: '扩展名属于别的语言',
			taken: '已有同名文件'
		},
		rename: '重命名',
		renameOf: (file) => `${file} 的新名字`,
		delete: '删除',
		confirmDelete: (file) => `删除 ${file}？`,
		noPython:
			'这个浏览器还不能在本页运行 Python：Chrome 和 Edge 从 137 版起可以；用“npm start”启动 Warren 时，新版的 Firefox 和 Safari 也可以。JavaScript 版则在所有新版浏览器里都能运行。',
		useJavaScript: '改用 JavaScript',
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
		all: '全部输出',
		empty: '程序打印的内容会显示在这里，每个程序一个标签页。',
		booting: { python: 'Python 正在启动，第一次需要几秒钟。', javascript: '正在启动。' },
		silent: '还没有输出。',
		status: { booting: '启动中', running: '运行中', exited: '已结束', killed: '已强制结束' },
		exited: (code) => `已结束，退出码 ${code}。`,
		killed: '已强制结束。',
		broken: {
			unloaded: '程序没能加载。请确认还连得上本站，然后再启动一次。',
			crashed: '运行这个程序的解释器崩溃了，多半是内存用尽。'
		},
		dropped: (count) => `更早的 ${count} 行不再显示。`,
		follow: '回到最新一行',
		input: (name) => `${name} 的输入`,
		inputHint: '输入一行后按回车',
		lesson: (title) => `见课程：${title}`,
		endInput: '结束输入'
	},
	inspector: {
		title: '服务端',
		tools: { output: '输出', console: '控制台', broker: '服务端', wire: '报文' },
		tabs: { overview: '概览', connections: '连接', channels: '信道', exchanges: '交换机', queues: '队列' },
		waiting: '服务端正在启动。',
		none: '（无）',
		close: '关闭',
		back: '回到列表',
		defaultExchange: '（默认交换机）',
		bindings: '绑定',
		perSecond: (count) => `${count < 10 ? Math.round(count * 10) / 10 : Math.round(count)}/秒`,
		counts: { publish: '发布', deliver: '投递', ack: '确认', redeliver: '重新投递' },
		overview: {
			queued: '排队的消息',
			rates: '最近一分钟的消息速率',
			chart: '最近一分钟里每秒发布、投递和确认的消息数',
			counts: '总数'
		},
		all: {
			connections: (count) => `全部连接（${count}）`,
			channels: (count) => `全部信道（${count}）`,
			exchanges: (count) => `全部交换机（${count}）`,
			queues: (count) => `全部队列（${count}）`
		},
		columns: {
			name: '名称',
			program: '程序',
			vhost: '虚拟主机',
			user: '用户',
			state: '状态',
			channels: '信道',
			channel: '信道',
			heartbeat: '心跳',
			fromClient: '来自客户端',
			toClient: '发往客户端',
			mode: '模式',
			consumers: '消费者',
			prefetch: '预取',
			ready: '待投递',
			unacked: '未确认',
			total: '合计',
			unconfirmed: '待发布确认',
			uncommitted: '未提交',
			type: '类型',
			features: '特性',
			rateIn: '流入速率',
			rateOut: '流出速率',
			incoming: '流入',
			deliverGet: '投递 / 获取',
			ack: '确认',
			source: '来源',
			destination: '去向',
			routingKey: '路由键',
			arguments: '参数',
			exchange: '交换机',
			redelivered: '重新投递',
			consumerTag: '消费者标签',
			ackRequired: '需确认',
			activity: '活动状态'
		},
		queue: {
			depth: (ready, unacked) => `待投递 ${ready}，未确认 ${unacked}`,
			noConsumers: '（没有消费者）',
			purge: '清空',
			delete: '删除',
			keep: '保留',
			confirmPurge: '丢弃所有待投递的消息？',
			confirmDelete: (queue) => `删除 ${queue} 以及其中的所有消息？`,
			purged: (count) => `已清空 ${count} 条消息。`
		},
		publish: {
			title: '发布消息',
			payload: '消息体',
			persistent: '持久消息（delivery mode 2）',
			act: '发布',
			routed: '消息已发布。',
			notRouted: '消息已发布，但没有路由到任何队列。'
		},
		get: {
			title: '获取消息',
			mode: '确认方式',
			modes: {
				ack_requeue_true: 'nack，放回队列',
				ack_requeue_false: '自动确认',
				reject_requeue_true: 'reject，放回队列',
				reject_requeue_false: 'reject，不放回'
			},
			count: '条数',
			act: '获取',
			empty: '队列是空的。',
			left: (count) => `服务端报告还剩 ${count} 条消息。`
		},
		console: {
			title: '控制台',
			welcome: '这里可以使用 RabbitMQ 的命令行工具，也可以运行你的程序。输入 help 查看说明。\n',
			help: [
				'rabbitmqctl list_queues name messages consumers',
				'rabbitmq-plugins enable rabbitmq_management',
				'rabbitmqadmin publish exchange=amq.default routing_key=hello payload=hi',
				'    RabbitMQ 自带的工具；rabbitmqctl help 列出它的全部命令',
				'python 文件 [参数…]、node 文件 [参数…]',
				'    在这里运行你的程序；Ctrl+C 停止它，输入的内容就是它的标准输入',
				'ls、cat 文件、clear、help',
				'',
				'Tab 键补全，上下方向键调出输入过的命令。',
				''
			].join('\n')
		},
		wire: {
			frames: '帧，从旧到新',
			program: '程序',
			allPrograms: '所有程序',
			channel: '信道',
			allChannels: '所有信道',
			channelNumber: (channel) => (channel === 0 ? '信道 0（连接本身）' : `信道 ${channel}`),
			heartbeats: '心跳',
			empty: '程序与服务端之间的每个 AMQP 帧都会显示在这里。',
			earlier: (count) => `更早的 ${count} 个帧未显示。`,
			from: { program: '程序发往服务端', broker: '服务端发往程序' },
			fields: '帧的各个字段',
			field: '字段',
			type: '类型',
			value: '值',
			bytes: (count) => `${count} 字节，十六进制`,
			moreBytes: (count) => `还有 ${count} 字节`,
			follow: '回到最新的帧'
		}
	},
	hints: {
		queueMissing: (queue) => `没有名为 \`${queue}\` 的队列。请先声明再使用，或先启动声明它的那个程序。`,
		exchangeMissing: (exchange) =>
			`没有名为 \`${exchange}\` 的交换机。请先声明再使用，或先启动声明它的那个程序。`,
		declaredOtherwise: (kind, name, argument, received, current) =>
			`${kind === 'queue' ? '队列' : '交换机'} \`${name}\` 已经存在，${current === '' ? `没有 \`${argument}\` 参数` : `其 \`${argument}\` 为 ${current}`}；这里的声明${received === '' ? '却没有这个参数' : `却是 ${received}`}。各处声明必须一致，否则要先删除它：点“重置”可得到全新的服务端。`,
		wantsNumber: (argument) => `\`${argument}\` 要的是整数，不是字符串：去掉引号。`,
		negative: (argument) => `\`${argument}\` 不能是负数。`,
		tooLarge: (argument, value) => `${value} 超出了 \`${argument}\` 的上限。`,
		invalidArgument: (argument) => `RabbitMQ 有 \`${argument}\` 这个参数，但不接受这个值，请检查拼写。`,
		keyWithoutExchange: () =>
			'有 `x-dead-letter-routing-key` 就必须同时有 `x-dead-letter-exchange`：得先知道死信发往哪个交换机。',
		quorumProperty: (queue, property) =>
			`\`${queue}\` 要声明成多副本的队列类型，这种队列必须持久、不能排他，而这里是 \`${property}\`。`,
		headersMatch: (value) =>
			`\`x-match\` 只能是 \`all\` 或 \`any\`（以及 \`all-with-x\`、\`any-with-x\`），不能是 \`${value}\`。`,
		expiration: (value) => `\`expiration\` 是毫秒数，写成字符串：例如 \`'5000'\`，而不是 \`${value}\`。`,
		userId: (claimed, actual) =>
			`消息属性 \`user_id\` 写的是 \`${claimed}\`，登录的却是 \`${actual}\`。RabbitMQ 不允许冒名发送。`,
		exchangeType: (type) =>
			`没有 \`${type}\` 这种交换机类型。可用的有 \`direct\`、\`fanout\`、\`topic\` 和 \`headers\`。`,
		pluginType: (type) => `交换机类型 \`${type}\` 来自插件，而这个插件没有启用。`,
		unknownTag: (tag) =>
			`这个信道上没有待确认的投递标签 ${tag}：消息已经确认过，或是自动确认的，或来自别的信道。每条消息只确认一次。`,
		acknowledgementLate: () => '有消息半小时还没有确认，RabbitMQ 因此关闭了信道。是不是漏了确认？',
		lockedQueue: (queue) =>
			`队列 \`${queue}\` 是排他（exclusive）的：只属于声明它的那个连接，其他连接不能使用。`,
		exclusiveConsumer: (queue) =>
			`队列 \`${queue}\` 已有要求排他（exclusive）的消费者；或者这个消费者要求排他，而队列上已有别的消费者。`,
		reservedName: (name) => `以 \`amq.\` 开头的名字由 RabbitMQ 保留，\`${name}\` 请换个名字。`,
		defaultExchange: () =>
			'默认交换机（名字为空）不能声明、删除或绑定。每个队列都已用自己的名字绑定在它上面。',
		notPermitted: (kind, name, user) =>
			`用户 \`${user}\` 没有权限对${kind === 'queue' ? '队列' : kind === 'topic' ? '主题' : '交换机'} \`${name}\` 这样做。`,
		notEmpty: (queue) => `队列 \`${queue}\` 里还有消息，而这里要求只在它为空时才删除。`,
		inUse: (kind, name) =>
			`${kind === 'queue' ? '队列' : '交换机'} \`${name}\` 还在使用中，而这里要求只在无人使用时才删除。`,
		confirmsOrTransactions: () => '一个信道要么用发布确认，要么用事务，不能两者都用。请再开一个信道。',
		replyConsumer: () =>
			'用 direct reply-to 发请求之前，要先在同一个信道上以自动确认方式消费 `amq.rabbitmq.reply-to`。',
		loginRefused: () => '用户名或密码不对。最初只有一个用户 `guest`，密码也是 `guest`。',
		vhostMissing: (vhost) => `没有虚拟主机 \`${vhost}\`。始终存在的是 \`/\`。`,
		vhostRefused: (vhost, user) => `用户 \`${user}\` 没有权限进入虚拟主机 \`${vhost}\`。`,
		vhostClosed: () =>
			'登录没问题，问题在虚拟主机：它不存在，或者该用户无权进入。地址中最后一个斜杠之后的部分就是虚拟主机；不写则是 `/`。',
		prefetchSize: (count) =>
			`\`basic_qos\` 的第一个参数是字节数，RabbitMQ 并不支持。请写明是第二个：\`basic_qos(prefetch_count=${count})\`。`,
		immediate: () => 'RabbitMQ 早已不支持 `immediate`。要让无法路由的消息退回，请用 `mandatory`。',
		notImplemented: () => 'RabbitMQ 在这里不支持这个功能。',
		connectionForced: () => '服务端关闭了连接：它被停止了，或者是管理员断开的。',
		badFrames: () => '服务端看不懂收到的内容，于是关闭了连接。只用客户端库自己的方法，不会出现这种情况。',
		connectionRefused: () =>
			'这个地址没有程序在监听。RabbitMQ 的端口是 5672；如果没写错端口，服务端启动了吗？',
		address: () => '地址要以 `amqp://` 开头，例如 `amqp://guest:guest@localhost/`。',
		connectionLost: () =>
			'连接突然中断：服务端不在了，或者程序沉默太久、错过了心跳，例如一次很长的 `sleep`。',
		channelClosed: () =>
			'信道已经关闭：程序自己关的，之前出错时被服务端关闭的，或者连接已经断开（例如服务端重启）。关闭的信道不能再用，请新开一个。',
		connectionClosed: () => '连接已经关闭。关闭连接放在最后，而且只关一次。',
		unroutable: () => '没有队列接收这条消息；因为设了 `mandatory`，它被退了回来。请检查路由键和绑定。',
		refused: () => '服务端拒收了消息（nack）：队列已满，而它的 `x-overflow` 是 `reject-publish`。',
		reentrant: () =>
			'回调函数里不能再次开始消费：它本来就在 `start_consuming` 里运行。要结束消费，请调用 `stop_consuming`。',
		tagInUse: (tag) =>
			`这个信道上已有标签为 \`${tag}\` 的消费者。不写 \`consumer_tag\`，每个消费者就会各得一个。`,
		cancelled: () => '回调函数收到的是 `null` 而不是消息：amqplib 以此表示消费者被取消了，例如队列被删除。',
		nothingThere: () => '队列是空的，没有取到消息。使用之前先看看有没有取到。',
		keywordRenamed: (method, old, modern) =>
			`\`${old}\` 是 pika 0.x 的写法。从 pika 1.0 起应写成 \`${method}(…, ${modern}=…)\`。`,
		keywordGone: (method, keyword) => `pika 1.0 已去掉 \`${method}\` 的参数 \`${keyword}\`，删掉即可。`,
		keywordUnknown: (method, keyword) => `\`${method}\` 没有 \`${keyword}\` 这个参数，请检查拼写。`,
		consumeNow: () =>
			"这是 pika 0.x 的参数顺序。现在的写法：`channel.basic_consume(queue='…', on_message_callback=callback, auto_ack=True)`。",
		queueNameWanted: () =>
			"从 pika 1.0 起必须给出队列名。要让服务端起名，写 `queue_declare(queue='', exclusive=True)`。",
		queueNameInMethod: () =>
			'队列名还要再深一层：`result.method.queue`，其中 `result` 是 `queue_declare` 的返回值。',
		parametersWanted: () =>
			"连接参数要放进一个对象：`pika.BlockingConnection(pika.ConnectionParameters('localhost'))`。",
		callbackParameters: (name) =>
			`pika 调用回调函数时会传四个参数：\`def ${name}(channel, method, properties, body):\``,
		callbackCalled: () =>
			'要传的是函数本身，不带括号：写 `on_message_callback=callback`，不要写 `callback()`。',
		bodyType: () => '消息体只能是字符串或字节串。数字用 `str(…)`，列表和字典用 `json.dumps(…)`。',
		bytesBody: () => '消息体是字节串（bytes）。要得到字符串，用 `body.decode()`。',
		propertyText: (property) => `消息属性 \`${property}\` 是字符串，要加引号。`,
		wholeNumber: () => '这里要的是整数，不加引号。',
		oneProcess: () =>
			'在这里一个程序就是一个进程，不能再启动别的进程。线程可以用（`threading`、`ThreadPoolExecutor`）；要同时运行多个程序，用各自的“启动”按钮。',
		onlyTheBroker: () => '这里的程序只能通过 `pika` 连到 RabbitMQ，此外没有别的网络可用。',
		noAlarm: (name) =>
			`浏览器里没有 \`signal.${name}\`。要让事情稍后发生，可以用 \`connection.call_later(秒数, 函数)\` 或 \`threading.Timer\`。`,
		noThread: () =>
			'在这个浏览器里，一个 Python 程序只有一个线程。Chrome 和 Edge 从 137 版起可以有多个；`connection.call_later`，或者每个消费者单独一个程序，则在哪里都行。',
		bufferWanted: () =>
			"消息内容必须是 Buffer：`Buffer.from('文本')`，或 `Buffer.from(JSON.stringify(object))`。",
		awaitForgotten: (value, method) =>
			`\`${value}\` 没有 \`${method}\`。如果得到它的那次调用前面漏了 \`await\`，它就还只是一个 Promise，请补上 \`await\`。`,
		awaitOutside: () => '在外面那个函数前加上 `async`。文件顶层的 `await` 只能用在模块（`.mjs`）里。',
		importOutside: () =>
			"这个文件是脚本：请写 `const amqp = require('amqplib');`，或把文件名改成以 `.mjs` 结尾。",
		requireInModule: () => "这个文件是模块：请写 `import amqp from 'amqplib';`。",
		noCallback: () => '`consume` 需要一个接收消息的函数：`channel.consume(queue, (message) => { … })`。',
		fieldType: (field, type) => `\`${field}\` 的类型必须是 ${type}。`,
		constantChanged: () => '`const` 声明的值不能再改；要改就用 `let` 声明。',
		declaredTwice: (name) =>
			`\`${name}\` 在同一个代码块里声明了两次。换个名字，或去掉第二个 \`const\`、\`let\`。`,
		argumentMissing: (method, names) => `调用 \`${method}\` 时缺少 \`${names}\`。`,
		nameUnknown: (name) => `这里没有叫 \`${name}\` 的东西。检查拼写，并确认先定义后使用。`,
		nameMisspelt: (name, meant) => `这里没有叫 \`${name}\` 的东西。是不是想写 \`${meant}\`？`,
		importForgotten: (module) => `在文件开头加上 \`import ${module}\`。`,
		moduleMissing: (module) =>
			`这里没有 \`${module}\`。Warren 提供标准模块和 RabbitMQ 客户端：Python 是 \`pika\`，JavaScript 是 \`amqplib\`。`,
		fileMissing: (file) => `标签页里没有文件 \`${file}\`。`,
		nameNotInModule: (name, module) => `\`${module}\` 里没有 \`${name}\`。`,
		memberUnknown: (member) =>
			`这个对象没有 \`${member}\`。在编辑器里输入它的名字和一个点，就能看到它有什么。`,
		memberMisspelt: (member, meant) => `这里没有 \`${member}\`。是不是想写 \`${meant}\`？`,
		noArgumentGiven: () => '程序需要命令行参数。请在代码下方文件名旁边填写，然后重新启动。',
		inputEnded: () => '程序还想读一行输入，但输入已经结束。',
		notJson: () => '这段文字不是 JSON。先打印出来，看看发来的究竟是什么。',
		indentation: () => '这一行的缩进不对。同一个代码块的各行要对齐，通常缩进四个空格。',
		tabsAndSpaces: () => '这个代码块混用了制表符和空格。请只用空格。',
		bracketOpen: () => '这一行或上一行的括号缺了一半，或者不配对。',
		quoteOpen: () => '字符串末尾少了引号。',
		colonMissing: () => '行末少了冒号。',
		printStatement: () => '这是 Python 2 的写法。在 Python 3 里 `print` 是函数：`print(…)`。',
		syntax: () => '程序在这里读不下去了。看看标出的字符和它前面的那个。'
	},
	panes: {
		tabs: '面板',
		lesson: '课文',
		code: '代码',
		output: '输出',
		lessonSplit: '课文宽度',
		graphSplit: '拓扑图高度',
		codeSplit: '代码宽度',
		workbenchSplit: '试验台的宽度'
	},
	trouble: {
		full: '浏览器的存储空间已满，你的修改只在本次打开期间有效。',
		blocked: '浏览器不允许本页保存数据，你的修改只在本次打开期间有效。',
		failure: '模拟已中断：',
		endless: '本次会话的事件数已达保留上限，程序已全部结束。之前的过程仍可回看。',
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
		step: '单步前进',
		back: '后退一步，查看过去',
		mark: '到下一个 / 上一个标记',
		present: '回到现在',
		travel: '在图中：移到相邻的部分',
		pick: '在图中：说明它的状况',
		story: '在图中：那里那条消息的经历',
		fold: '在图中：显示或收起程序的连接',
		help: '显示此列表',
		note: '不带 Ctrl 或 ⌘ 的按键，在编辑器和输入框之外有效。'
	}
};
