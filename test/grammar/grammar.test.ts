// Tokenizes the Dockerfiles beside this file with VS Code's own tokenizer and grammars and compares the scopes.
//
// `LEAN_UPDATE=1` writes the `.scopes.txt` files anew; read the difference before committing it.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { installVscode } from "../../scripts/install-vscode.mjs";
import { root } from "../built.ts";

/** What is used of the modules that VS Code brings; they are not dependencies of this project. */
interface Grammar {
  tokenizeLine(line: string, state: unknown): { tokens: readonly Token[]; ruleStack: unknown };
}
interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}
interface Textmate {
  readonly INITIAL: unknown;
  parseRawGrammar(text: string, file: string): unknown;
  readonly Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar> };
}
interface Oniguruma {
  loadWASM(data: ArrayBufferLike): Promise<void>;
  readonly OnigScanner: new (patterns: readonly string[]) => object;
  readonly OnigString: new (text: string) => object;
}

const ours = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).contributes
  .grammars as readonly {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo: readonly string[];
}[];

let textmate: Textmate;
let grammar: Grammar;
let missing: string | undefined;

beforeAll(async () => {
  try {
    await load(await installVscode());
  } catch (error) {
    if ((process.env.LEAN_REQUIRE ?? "").split(",").includes("vscode")) throw error;
    missing = error instanceof Error ? error.message : String(error);
    console.log(`skipped: no VS Code whose grammars could be used: ${missing}`);
  }
}, 300_000);

async function load(serverMain: string): Promise<void> {
  const vscode = path.dirname(path.dirname(serverMain));
  const require = createRequire(path.join(vscode, "package.json"));
  textmate = require("vscode-textmate") as Textmate;
  const oniguruma = require("vscode-oniguruma") as Oniguruma;
  const wasm = path.join(path.dirname(require.resolve("vscode-oniguruma/package.json")), "release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  const files: Record<string, string> = {
    "source.dockerfile": path.join(vscode, "extensions/docker/syntaxes/docker.tmLanguage.json"),
    "source.shell": path.join(vscode, "extensions/shellscript/syntaxes/shell-unix-bash.tmLanguage.json"),
  };
  for (const each of ours) files[each.scopeName] = path.join(root, each.path);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: readonly string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope: string) => {
      const file = files[scope];
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
    },
    getInjections: (scope: string) =>
      ours.filter(({ injectTo }) => injectTo.includes(scope)).map(({ scopeName }) => scopeName),
  });
  grammar = await registry.loadGrammar("source.dockerfile");
}

/** Each line of the text, and below it each token that is not white space with its innermost telling scope. */
function scopesOf(text: string): string {
  const out: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    out.push(`|${line}`);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const token = line.slice(startIndex, endIndex).trim();
      if (token !== "") out.push(`    ${JSON.stringify(token)} ${tellingScopes(scopes)}`);
    }
  }
  return `${out.join("\n")}\n`;
}

/** Structure scopes of the shell grammar (`meta.statement`, ...) give no colour and change between its versions. */
function tellingScopes(scopes: readonly string[]): string {
  const telling = scopes.filter((scope) => !scope.startsWith("meta.") && scope !== "source.dockerfile");
  const embedded = scopes.some((scope) => scope.startsWith("meta.embedded.")) ? "shell: " : "";
  return embedded + (telling.at(-1) ?? "-");
}

describe("the injected grammars", () => {
  const folder = import.meta.dirname;
  const cases = readdirSync(folder).filter((name) => name.endsWith(".Dockerfile"));

  test.for(cases)("%s", (name, { skip }) => {
    if (missing !== undefined) skip(missing);
    const found = scopesOf(readFileSync(path.join(folder, name), "utf8"));
    const file = path.join(folder, name.replace(/\.Dockerfile$/, ".scopes.txt"));
    if (process.env.LEAN_UPDATE === "1") writeFileSync(file, found);
    expect(existsSync(file), `${file} is missing; LEAN_UPDATE=1 writes it`).toBe(true);
    expect(found).toBe(readFileSync(file, "utf8"));
  });

  test("an instruction after any of these is an instruction again", ({ skip }) => {
    if (missing !== undefined) skip(missing);
    const befores = [
      'RUN echo "it\'s" && true',
      "RUN echo $((1<<2))",
      'RUN ["a",\\\n  "b"]',
      "RUN a \\\n# don't\n  b",
      "RUN a \\\n\n  b",
      "RUN <<EOF\necho it's\nEOF",
      "RUN <<-'E O'\nx\nE O",
      "COPY <<EOF /x\n'\"\nEOF",
      "RUN cat <<EOF | sh -e\n$(\nEOF",
      "RUN a;",
      "RUN a --b=`c` --d",
      "RUN a `b | c`",
      "CMD",
      "CMD exec a",
      'HEALTHCHECK --interval=5s CMD curl "$A" || exit 1',
      'HEALTHCHECK CMD ["a"]',
      "HEALTHCHECK NONE",
      "ENTRYPOINT case $1 in a) b;; esac",
      "RUN for a in b c; do d; done",
      "RUN if a; then b; fi",
      "RUN { a; b; }",
      "RUN echo ${A:-'b'}",
      "RUN a # not a comment's end",
      "RUN cmd /c dir C:\\\\windows",
    ];
    const lost = befores.filter((before) => {
      const last = scopesOf(`FROM a\n${before}\nLABEL b=c`).trimEnd().split("\n").slice(-2);
      return !last.some((line) => line.includes('"LABEL" keyword.other.special-method.dockerfile'));
    });
    expect(lost).toEqual([]);
  });
});
