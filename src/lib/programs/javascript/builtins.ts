/** Node's built-in modules, by name without `node:`. */
import stringDecoder from 'string_decoder/';
import assert, { strict } from './node/assert';
import asyncHooks from './node/async-hooks';
import buffer from './node/buffer';
import { console } from './node/console';
import crypto from './node/crypto';
import { EventEmitter } from './node/events';
import fs, { promises as fsPromises } from './node/fs';
import net from './node/net';
import os from './node/os';
import path from './node/path';
import perfHooks from './node/perf-hooks';
import { process } from './node/process';
import querystring from './node/querystring';
import readline, { promises as readlinePromises } from './node/readline';
import stream, { promises as streamPromises } from './node/stream';
import * as timers from './node/timers';
import tls from './node/tls';
import url from './node/url';
import util from './node/util';
import { unavailable } from './node/unavailable';
import * as utilTypes from './node/util-types';

const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises } =
	timers;
const timersModule = {
	setTimeout,
	clearTimeout,
	setImmediate,
	clearImmediate,
	setInterval,
	clearInterval,
	promises
};

const modules: Record<string, unknown> = {
	assert,
	'assert/strict': strict,
	async_hooks: asyncHooks,
	buffer,
	console,
	crypto,
	events: EventEmitter,
	fs,
	'fs/promises': fsPromises,
	net,
	os,
	path,
	'path/posix': path,
	perf_hooks: perfHooks,
	process,
	querystring,
	readline,
	'readline/promises': readlinePromises,
	stream,
	'stream/promises': streamPromises,
	string_decoder: stringDecoder,
	timers: timersModule,
	'timers/promises': promises,
	tls,
	url,
	util: { ...util, types: { ...utilTypes } },
	'util/types': { ...utilTypes }
};

export const builtins: ReadonlyMap<string, () => unknown> = new Map<string, () => unknown>([
	...Object.entries(modules).map(([name, module]): [string, () => unknown] => [name, () => module]),
	...unavailable
]);
