// Types of vscode-browser.mjs, for the tests.

export interface ServedVscode {
  readonly address: string;
  readonly authority: string;
  readonly token: string;
  stop(): Promise<void>;
  /** The last lines that the server printed. */
  output(): string;
}

export function serveVscode(options: {
  readonly serverMain: string;
  readonly dataFolder: string;
  readonly trust: "trusted" | "ask";
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<ServedVscode>;

export function workbenchUrl(
  server: ServedVscode,
  options: {
    readonly folder: string;
    readonly extension?: string | undefined;
    readonly openFile?: string | undefined;
    readonly tests?: string | undefined;
  },
): string;

export const chromiumArguments: readonly string[];
export function findChromium(): string | undefined;
