/** Says plainly when Node is too old. Imported first, before anything that an old Node can't read. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		`Warren needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`
	);
	process.exit(1);
}
