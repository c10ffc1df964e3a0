// Reads go.mod and go.work: module, Go version, requirements and replacements.

export interface GoRequire {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
  /** Offset of the path in the text. */
  readonly offset: number;
}

export interface GoReplace {
  readonly path: string;
  /** Undefined when every version is replaced. */
  readonly version: string | undefined;
  /** A module path, or a folder relative to the file when `local`. */
  readonly target: string;
  readonly targetVersion: string | undefined;
  /** True when the target is a folder: go finds the module's sources there, not in the cache. */
  readonly local: boolean;
  readonly offset: number;
}

export interface GoMod {
  readonly module: string | undefined;
  /** `1.22`, from the `go` line. */
  readonly go: string | undefined;
  /** `go1.22.3`, from the `toolchain` line. */
  readonly toolchain: string | undefined;
  readonly requires: readonly GoRequire[];
  readonly replaces: readonly GoReplace[];
  /** Programs of `tool` lines. */
  readonly tools: readonly string[];
}

export interface GoWork {
  readonly go: string | undefined;
  readonly toolchain: string | undefined;
  /** Module folders, relative to the file. */
  readonly uses: readonly string[];
  readonly replaces: readonly GoReplace[];
}

/** Reads any text; lines that are no directive are passed over. */
export function parseGoMod(text: string): GoMod {
  let module: string | undefined;
  let go: string | undefined;
  let toolchain: string | undefined;
  const requires: GoRequire[] = [];
  const replaces: GoReplace[] = [];
  const tools: string[] = [];
  for (const { verb, words, comment } of directives(text)) {
    const [first, second] = words;
    if (first === undefined) continue;
    if (verb === "module") module ??= first.text;
    else if (verb === "go") go ??= first.text;
    else if (verb === "toolchain") toolchain ??= first.text;
    else if (verb === "tool") tools.push(first.text);
    else if (verb === "replace") pushReplace(replaces, words);
    else if (verb === "require" && second !== undefined)
      requires.push({
        path: first.text,
        version: second.text,
        indirect: /^\/\/\s*indirect\b/.test(comment),
        offset: first.offset,
      });
  }
  return { module, go, toolchain, requires, replaces, tools };
}

/** Reads any text; lines that are no directive are passed over. */
export function parseGoWork(text: string): GoWork {
  let go: string | undefined;
  let toolchain: string | undefined;
  const uses: string[] = [];
  const replaces: GoReplace[] = [];
  for (const { verb, words } of directives(text)) {
    const [first] = words;
    if (first === undefined) continue;
    if (verb === "go") go ??= first.text;
    else if (verb === "toolchain") toolchain ??= first.text;
    else if (verb === "use") uses.push(first.text);
    else if (verb === "replace") pushReplace(replaces, words);
  }
  return { go, toolchain, uses, replaces };
}

function pushReplace(replaces: GoReplace[], words: readonly Word[]): void {
  const arrow = words.findIndex((word) => word.text === "=>");
  const [path, version] = words.slice(0, Math.max(arrow, 0));
  const [target, targetVersion] = words.slice(arrow + 1);
  if (arrow === -1 || path === undefined || target === undefined) return;
  replaces.push({
    path: path.text,
    version: version?.text,
    target: target.text,
    targetVersion: targetVersion?.text,
    // As go does: what starts with `./`, `../` or `/` is a folder, the rest a module path.
    local: /^(?:\.{0,2}\/|\.{1,2}$|[A-Za-z]:[\\/])/.test(target.text),
    offset: path.offset,
  });
}

interface Word {
  readonly text: string;
  readonly offset: number;
}

interface Directive {
  readonly verb: string;
  readonly words: readonly Word[];
  /** With its `//`; empty without one. */
  readonly comment: string;
}

/** Lines as directives; the lines of a block carry the verb before its parenthesis. */
function* directives(text: string): Generator<Directive> {
  let block: string | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const { words, comment } = wordsOf(line, offset);
    offset += line.length + 1;
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first.text === ")") block = undefined;
      else yield { verb: block, words, comment };
    } else if (rest.at(-1)?.text === "(") block = first.text;
    else if (first.text.length > 1 && first.text.endsWith("(")) block = first.text.slice(0, -1);
    else yield { verb: first.text, words: rest, comment };
  }
}

/** Words between blanks, quotes removed, up to a comment. */
function wordsOf(
  line: string,
  offset: number,
): { readonly words: readonly Word[]; readonly comment: string } {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    const character = line[at] ?? "";
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    if (line.startsWith("//", at)) return { words, comment: line.slice(at).trim() };
    if (character === '"' || character === "`") {
      const close = line.indexOf(character, at + 1);
      const end = close === -1 ? line.length : close;
      words.push({ text: line.slice(at + 1, end), offset: offset + at + 1 });
      at = end + 1;
      continue;
    }
    const end = endOfWord(line, at);
    words.push({ text: line.slice(at, end), offset: offset + at });
    at = end;
  }
  return { words, comment: "" };
}

function endOfWord(line: string, start: number): number {
  let at = start;
  while (at < line.length && !/\s/.test(line[at] ?? "") && !line.startsWith("//", at)) at++;
  return at;
}
