// Types of install-vscode.mjs, for the tests.

export const codeServerVersion: string;
export function cacheFolder(): string;
export function installedVscode(): string | undefined;
export function installVscode(log?: (line: string) => void): Promise<string>;
