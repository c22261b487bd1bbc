/** What the tools say when they can't reach the node. */

/** `node` is the one asked for, `own` the only one there is. */
export function unreachable(node: string, own: string): string {
	const [name = '', host = ''] = node.split('@');
	const [ownName] = own.split('@');
	return `Error: unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.

Most common reasons for this are:

 * Target node is unreachable (e.g. due to hostname resolution, TCP connection or firewall issues)
 * CLI tool fails to authenticate with the server (e.g. due to CLI tool's Erlang cookie not matching that of the server)
 * Target node is not running

In addition to the diagnostics info below:

 * See the CLI, clustering and networking guides on https://rabbitmq.com/documentation.html to learn more
 * Consult server logs on node ${node}
 * If target node is configured to use long node names, don't forget to use --longnames with CLI tools

DIAGNOSTICS
===========

attempted to contact: [${node}]

${node}:
  * connected to epmd (port 4369) on ${host}
  * epmd reports: node '${name}' not running at all
                  other nodes on ${host}: [${ownName}]
  * suggestion: start the node

Current node details:
 * node name: 'rabbitmqcli-300-${own}'
 * effective user's home directory: /var/lib/rabbitmq
 * Erlang cookie hash: AAAAAAAAAAAAAAAAAAAAAA==
`;
}
