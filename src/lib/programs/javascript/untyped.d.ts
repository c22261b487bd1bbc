// Modules that come without types, or with types in another folder of their package.
declare module 'sucrase/dist/esm/parser/index.js' {
	export { parse } from 'sucrase/dist/types/parser/index';
}
declare module 'sucrase/dist/esm/parser/tokenizer/index.js' {
	export { Token } from 'sucrase/dist/types/parser/tokenizer/index';
}
declare module 'sucrase/dist/esm/parser/tokenizer/keywords.js' {
	export { ContextualKeyword } from 'sucrase/dist/types/parser/tokenizer/keywords';
}
declare module 'sucrase/dist/esm/parser/tokenizer/types.js' {
	export { TokenType } from 'sucrase/dist/types/parser/tokenizer/types';
}
declare module 'string_decoder/' {
	export * from 'node:string_decoder';
	export { default } from 'node:string_decoder';
}
declare module 'readable-stream' {
	export { Stream } from 'node:stream';
}
