// Reads Gradle's settings and build scripts, Groovy and Kotlin, for included projects and plugins.

export interface GradleSettings {
  readonly rootName: string | undefined;
  /** Folders of the projects, relative to the file: `:server:api` lies in `server/api` unless it says otherwise. */
  readonly projects: readonly string[];
  /** Folders of included builds, relative to the file. */
  readonly includedBuilds: readonly string[];
}

export interface GradleBuild {
  /** Ids of applied plugins: `application`, `org.springframework.boot`. */
  readonly plugins: readonly string[];
  readonly group: string | undefined;
  readonly version: string | undefined;
  /** The name of the archive, where it is a literal. */
  readonly archiveName: string | undefined;
  /** Versions of version catalogs and further scripts are not followed; these are the scripts it applies. */
  readonly appliedScripts: readonly string[];
}

/** Reads any text. */
export function parseGradleSettings(text: string): GradleSettings {
  const code = tokensOf(text);
  const folders = new Map<string, string>();
  const includedBuilds: string[] = [];
  let rootName: string | undefined;
  code.forEach((token, index) => {
    if (token.kind !== "name") return;
    if (token.text === "include" || token.text === "includeFlat") {
      for (const path of stringsAfter(code, index)) addProject(folders, path, token.text);
    } else if (token.text === "includeBuild") includedBuilds.push(...stringsAfter(code, index).slice(0, 1));
    else if (token.text === "rootProject" && at(code, index + 1) === "." && at(code, index + 2) === "name")
      rootName ??= stringAt(code, index + 4);
    else if (token.text === "projectDir") moveProject(folders, code, index);
  });
  return { rootName, projects: [...folders.values()], includedBuilds };
}

/** `include 'a:b'` makes the projects `a` and `a:b`; only those that are named are given. */
function addProject(folders: Map<string, string>, path: string, verb: string): void {
  const parts = path.split(":").filter((part) => part !== "");
  if (parts.length > 0)
    folders.set(parts.join(":"), verb === "includeFlat" ? `../${parts.join("/")}` : parts.join("/"));
}

/** `project(':a').projectDir = file('x')`, with `new File(settingsDir, 'x')` and `file("$rootDir/x")` as well. */
function moveProject(folders: Map<string, string>, code: readonly Token[], index: number): void {
  if (at(code, index - 1) !== "." || at(code, index - 2) !== ")" || at(code, index + 1) !== "=") return;
  const name = stringAt(code, index - 3)
    ?.split(":")
    .filter((part) => part !== "")
    .join(":");
  const folder = code.slice(index + 2, index + 12).find((token) => token.kind === "string")?.text;
  if (name === undefined || folder === undefined || !folders.has(name)) return;
  folders.set(
    name,
    folder.replace(/^\$\{?(?:rootDir|settingsDir|rootProject\.projectDir)\}?\//, "").replace(/^\.\//, ""),
  );
}

/** Reads any text. */
export function parseGradleBuild(text: string): GradleBuild {
  const code = tokensOf(text);
  const plugins = new Set<string>();
  const appliedScripts: string[] = [];
  let group: string | undefined;
  let version: string | undefined;
  let archiveName: string | undefined;
  let depth = 0;
  let pluginsDepth = 0;
  code.forEach((token, index) => {
    if (token.text === "{" && token.kind === "mark") {
      depth++;
      if (pluginsDepth === 0 && at(code, index - 1) === "plugins") pluginsDepth = depth;
    } else if (token.text === "}" && token.kind === "mark") {
      if (depth === pluginsDepth) pluginsDepth = 0;
      depth = Math.max(0, depth - 1);
    }
    if (token.kind !== "name") return;
    if (pluginsDepth > 0) addPlugin(plugins, code, index, token);
    else if (token.text === "apply") addApplied(plugins, appliedScripts, code, index);
    else if (
      token.text === "archiveBaseName" ||
      token.text === "archiveFileName" ||
      token.text === "archivesBaseName"
    )
      archiveName ??= assigned(code, index);
    else if (depth === 0 && token.text === "group") group ??= assigned(code, index);
    else if (depth === 0 && token.text === "version") version ??= assigned(code, index);
  });
  return { plugins: [...plugins], group, version, archiveName, appliedScripts };
}

/** `id 'x'`, `id("x")`, `java`, `` `java-library` ``, `kotlin("jvm")`, `alias(libs.plugins.x)` gives nothing. */
function addPlugin(plugins: Set<string>, code: readonly Token[], index: number, token: Token): void {
  const named = stringAfter(code, index);
  if (token.text === "id") {
    if (named !== undefined) plugins.add(named);
  } else if (token.text === "kotlin" && named !== undefined) plugins.add(`org.jetbrains.kotlin.${named}`);
  else if (isOwnLine(code, index) && (token.quoted || bare.has(token.text))) plugins.add(token.text);
}

/** Plugins that Kotlin scripts name without `id`. */
const bare = new Set([
  "java",
  "application",
  "war",
  "groovy",
  "scala",
  "base",
  "distribution",
  "antlr",
  "idea",
  "eclipse",
]);

/** `apply plugin: 'x'`, `apply(plugin = "x")`, `apply from: 'x.gradle'`. */
function addApplied(plugins: Set<string>, scripts: string[], code: readonly Token[], index: number): void {
  const start = at(code, index + 1) === "(" ? index + 2 : index + 1;
  const key = at(code, start);
  const value = stringAt(code, start + 2);
  if (value === undefined || (at(code, start + 1) !== ":" && at(code, start + 1) !== "=")) return;
  if (key === "plugin") plugins.add(value);
  else if (key === "from") scripts.push(value);
}

/** The literal of `x = 'y'`, `x 'y'`, `x.set("y")`. */
function assigned(code: readonly Token[], index: number): string | undefined {
  if (at(code, index - 1) === ".") return undefined;
  if (at(code, index + 1) === "=") return stringAt(code, index + 2);
  if (at(code, index + 1) === "." && at(code, index + 2) === "set") return stringAfter(code, index + 2);
  return stringAt(code, index + 1);
}

function isOwnLine(code: readonly Token[], index: number): boolean {
  const line = code[index]?.line;
  return code[index - 1]?.line !== line || at(code, index - 1) === "{";
}

/** The string right behind a name, in parentheses or not. */
function stringAfter(code: readonly Token[], index: number): string | undefined {
  return stringAt(code, at(code, index + 1) === "(" ? index + 2 : index + 1);
}

/** The strings of a list behind a name: `include 'a', 'b'`, `include("a", "b")`. */
function stringsAfter(code: readonly Token[], index: number): readonly string[] {
  const found: string[] = [];
  for (let next = index + 1; next < code.length; next++) {
    const token = code[next];
    if (token?.kind === "string") found.push(token.text);
    else if (token?.text !== "," && token?.text !== "(" && token?.text !== "[") break;
  }
  return found;
}

function at(code: readonly Token[], index: number): string | undefined {
  const token = code[index];
  return token === undefined || token.kind === "string" ? undefined : token.text;
}

function stringAt(code: readonly Token[], index: number): string | undefined {
  const token = code[index];
  return token?.kind === "string" ? token.text : undefined;
}

interface Token {
  readonly kind: "name" | "string" | "mark";
  readonly text: string;
  readonly line: number;
  /** A name in backquotes. */
  readonly quoted: boolean;
}

const nameStart = /[A-Za-z_$]/;
const namePart = /[\w$]/;

/** Names, strings and marks of a script, without comments. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 0;
  for (let index = 0; index < text.length; ) {
    const character = text[index] ?? "";
    if (character === "\n") line++;
    if (/\s/.test(character)) {
      index++;
      continue;
    }
    if (text.startsWith("//", index)) {
      const end = text.indexOf("\n", index);
      index = end === -1 ? text.length : end;
      continue;
    }
    if (text.startsWith("/*", index)) {
      const end = text.indexOf("*/", index + 2);
      const stop = end === -1 ? text.length : end + 2;
      line += linesIn(text, index, stop);
      index = stop;
      continue;
    }
    if (character === '"' || character === "'" || character === "`") {
      const { value, end } = readString(text, index, character);
      tokens.push({
        kind: character === "`" ? "name" : "string",
        text: value,
        line,
        quoted: character === "`",
      });
      line += linesIn(text, index, end);
      index = end;
      continue;
    }
    if (nameStart.test(character)) {
      let end = index + 1;
      while (end < text.length && namePart.test(text[end] ?? "")) end++;
      tokens.push({ kind: "name", text: text.slice(index, end), line, quoted: false });
      index = end;
      continue;
    }
    tokens.push({ kind: "mark", text: character, line, quoted: false });
    index++;
  }
  return tokens;
}

function linesIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function readString(
  text: string,
  start: number,
  quote: string,
): { readonly value: string; readonly end: number } {
  const triple = quote.repeat(3);
  if (quote !== "`" && text.startsWith(triple, start)) {
    const close = text.indexOf(triple, start + 3);
    const end = close === -1 ? text.length : close;
    return { value: text.slice(start + 3, end), end: Math.min(text.length, end + 3) };
  }
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  const end = Math.min(at, text.length);
  return {
    value: text.slice(start + 1, end).replace(/\\(.)/g, "$1"),
    end: text[end] === quote ? end + 1 : end,
  };
}
