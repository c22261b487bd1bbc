/** Python's own words, for completion. */

export const keywords =
	'and as assert async await break class continue def del elif else except finally for from global if import in is lambda None nonlocal not or pass raise return True False try while with yield'.split(
		' '
	);

/** Builtins and exceptions that programs for RabbitMQ use, each with how it is called. */
export const builtins: Readonly<Record<string, string>> = {
	abs: '(x)',
	bool: '(x)',
	bytes: '(source, encoding)',
	dict: '(**kwargs)',
	enumerate: '(iterable, start=0)',
	float: '(x)',
	input: "(prompt='')",
	int: '(x)',
	isinstance: '(object, type)',
	len: '(object)',
	list: '(iterable)',
	max: '(iterable)',
	min: '(iterable)',
	open: "(file, mode='r')",
	print: "(*values, sep=' ', end='\\n')",
	range: '(start, stop, step=1)',
	repr: '(object)',
	reversed: '(sequence)',
	round: '(number, digits)',
	set: '(iterable)',
	sorted: '(iterable, key=None, reverse=False)',
	str: '(object)',
	sum: '(iterable)',
	tuple: '(iterable)',
	type: '(object)',
	zip: '(*iterables)',
	Exception: '(*args)',
	KeyboardInterrupt: '()',
	RuntimeError: '(message)',
	ValueError: '(message)'
};

/** Pieces that nearly every program has, with Monaco's place holders. */
export const snippets: Readonly<Record<string, string>> = {
	connect:
		"connection = pika.BlockingConnection(pika.ConnectionParameters('localhost'))\nchannel = connection.channel()\n",
	callback: 'def ${1:callback}(channel, method, properties, body):\n    ${0:print(body.decode())}\n',
	consume:
		"channel.basic_consume(queue='${1:queue}', on_message_callback=${2:callback}, auto_ack=${3:True})\nchannel.start_consuming()\n",
	publish: "channel.basic_publish(exchange='${1}', routing_key='${2:queue}', body='${0}')\n",
	main: "if __name__ == '__main__':\n    ${0:main()}\n"
};
