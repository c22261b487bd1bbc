/** What the TypeScript worker answers about the files it mirrors. Offsets are in UTF-16 units. */
import type ts from 'typescript';

export interface TypeScriptService {
	getSyntacticDiagnostics(uri: string): Promise<ts.Diagnostic[]>;
	getSemanticDiagnostics(uri: string): Promise<ts.Diagnostic[]>;
	getCompletionsAtPosition(uri: string, offset: number): Promise<ts.CompletionInfo | undefined>;
	getCompletionEntryDetails(
		uri: string,
		offset: number,
		name: string
	): Promise<ts.CompletionEntryDetails | undefined>;
	getSignatureHelpItems(
		uri: string,
		offset: number,
		options: ts.SignatureHelpItemsOptions
	): Promise<ts.SignatureHelpItems | undefined>;
	getQuickInfoAtPosition(uri: string, offset: number): Promise<ts.QuickInfo | undefined>;
	getDefinitionAtPosition(uri: string, offset: number): Promise<readonly ts.DefinitionInfo[] | undefined>;
	getCodeFixesAtPosition(
		uri: string,
		start: number,
		end: number,
		codes: readonly number[],
		format: ts.FormatCodeSettings
	): Promise<readonly ts.CodeFixAction[]>;
	getRenameInfo(uri: string, offset: number, options: ts.RenameInfoOptions): Promise<ts.RenameInfo>;
	findRenameLocations(
		uri: string,
		offset: number,
		inStrings: boolean,
		inComments: boolean,
		prefixAndSuffix: boolean
	): Promise<readonly ts.RenameLocation[] | undefined>;
}
