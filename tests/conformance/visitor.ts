/** A second user of the servers that are compared, who may do some things and not others (A1–A4). */
export const VISITOR = {
	name: 'visitor',
	password: 'visitor',
	permission: {
		configure: '^(q[12]|x1|amq\\.gen.*)$',
		write: '^(q[13]|x[12]|amq\\.(default|gen.*|topic|fanout))$',
		read: '^(q[14]|x1|amq\\.(gen.*|topic|direct))$'
	},
	topic: { exchange: 'amq.topic', permission: { write: '^a\\.', read: '^(a|#)' } }
} as const;
