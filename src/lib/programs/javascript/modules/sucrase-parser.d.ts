// sucrase publishes its parser without types beside it; they lie in another folder of the package.
declare module 'sucrase/dist/esm/parser/index.js' {
	export { parse } from 'sucrase/dist/types/parser/index';
}
declare module 'sucrase/dist/esm/parser/tokenizer/keywords.js' {
	export { ContextualKeyword } from 'sucrase/dist/types/parser/tokenizer/keywords';
}
declare module 'sucrase/dist/esm/parser/tokenizer/types.js' {
	export { TokenType } from 'sucrase/dist/types/parser/tokenizer/types';
}
