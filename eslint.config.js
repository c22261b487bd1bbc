// Lint rules. Purity of the engine (no clock, no randomness, no console) is held here as well as by its tsconfig.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const impure = [
	'Date',
	'Math.random',
	'performance',
	'console',
	'setTimeout',
	'setInterval',
	'queueMicrotask'
];

export default ts.config(
	{
		ignores: ['node_modules', 'build', '.svelte-kit', 'test-results', 'lessons/**/*.js']
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig } },
		rules: {
			// src/lib/ui/address.ts resolves; the rule doesn't look into functions.
			'svelte/no-navigation-without-resolve': 'off',
			// State is replaced, never mutated ($state.raw); a Map or Set here is not meant to be reactive.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['src/lib/amqp/**/*.ts', 'src/lib/broker/**/*.ts', 'src/lib/rabbitmqctl/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-globals': ['error', ...impure.filter((name) => !name.includes('.'))],
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'Randomness is passed in.' }
			]
		}
	}
);
