// `.dockerignore` as docker reads it. Written after recording what engines leave out of a context
// (test/project/dockerignore-recorded.json), because the package @balena/dockerignore follows an older
// engine: it takes `+`, `|` and `(` for regular expressions and throws on some, forgets what a pattern said of
// a parent folder, keeps files called `constructor`, and needs Node's `path`.

import { ownIgnoreFile, type Project, type ProjectSnapshot } from "./project.ts";

/** One line of a `.dockerignore`. */
export interface IgnorePattern {
  /** As docker uses it: cleaned, without `!` and without a leading slash. */
  readonly pattern: string;
  /** It starts with `!`: what it matches is taken after all. */
  readonly exception: boolean;
  /** Zero-based line it stands on. */
  readonly line: number;
}

export interface Dockerignore {
  readonly patterns: readonly IgnorePattern[];
  /** Lines on which docker stops the build; they match nothing here. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

export const emptyDockerignore: Dockerignore = { patterns: [], problems: [] };

/** Reads the text of a `.dockerignore`; any text gives a value. */
export function parseDockerignore(text: string): Dockerignore {
  const patterns: IgnorePattern[] = [];
  const problems: { line: number; message: string }[] = [];
  const lines = (text.startsWith("\ufeff") ? text.slice(1) : text).split("\n");
  lines.forEach((raw, line) => {
    if (raw.startsWith("#")) return;
    let pattern = raw.trim();
    if (pattern === "") return;
    const exception = pattern.startsWith("!");
    if (exception) pattern = pattern.slice(1).trim();
    if (exception && pattern === "") {
      problems.push({ line, message: "`!` without a pattern stops the build" });
      return;
    }
    pattern = cleanPath(pattern);
    if (pattern.length > 1 && pattern.startsWith("/")) pattern = pattern.slice(1);
    if (compile(pattern) === undefined) {
      problems.push({ line, message: `\`${raw.trim()}\` is no valid pattern and stops the build` });
      return;
    }
    patterns.push({ pattern, exception, line });
  });
  return { patterns, problems };
}

/** Go's filepath.Clean: no doubled slashes, no `.`, and `..` takes the part before it. */
function cleanPath(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (!rooted && (parts.length === 0 || parts.at(-1) === ".."))) parts.push(part);
    else parts.pop();
  }
  const joined = parts.join("/");
  if (rooted) return `/${joined}`;
  return joined === "" ? "." : joined;
}

/** True for context paths that are left out. */
export type IgnoreMatcher = (path: string) => boolean;

/** Reads the text of a `.dockerignore`; any text gives a matcher. Patterns that can't be read match nothing. */
export function dockerignore(text: string): IgnoreMatcher {
  const ignore = parseDockerignore(text);
  return (path) => ignored(ignore, path);
}

/** True when docker leaves the file out of the context. The path is relative to the context, with `/`. */
export function ignored(ignore: Dockerignore, path: string): boolean {
  if (ignore.patterns.length === 0) return false;
  let verdict: IgnoreVerdict = notIgnored;
  let end = path.indexOf("/");
  while (end !== -1) {
    verdict = verdictOf(ignore, verdict, path.slice(0, end));
    end = path.indexOf("/", end + 1);
  }
  return verdictOf(ignore, verdict, path).ignored;
}

/** What the patterns say of a folder or file; a walk hands that of a folder on to what is in it. */
export interface IgnoreVerdict {
  readonly ignored: boolean;
  /** For each pattern whether the folder matched it; empty for the context itself. */
  readonly matched: readonly boolean[];
}

export const notIgnored: IgnoreVerdict = { ignored: false, matched: [] };

/**
 * What the patterns say of `path`, given what they say of its folder. As in docker a pattern is not tried where it
 * can't change the outcome, and what was not tried counts as not matched for what lies below.
 */
export function verdictOf(ignore: Dockerignore, parent: IgnoreVerdict, path: string): IgnoreVerdict {
  const matched: boolean[] = [];
  let out = false;
  ignore.patterns.forEach((each, index) => {
    let match = parent.matched[index] ?? false;
    if (!match && each.exception === out) match = matches(each.pattern, path);
    matched.push(match);
    if (match) out = !each.exception;
  });
  return { ignored: out, matched };
}

/** True when nothing below an ignored folder can be taken after all, so that a walk need not enter it. */
export function leavesOutAll(ignore: Dockerignore, folder: string): boolean {
  return !ignore.patterns.some((each) => each.exception && couldMatchBelow(each.pattern, folder));
}

function couldMatchBelow(pattern: string, folder: string): boolean {
  const wild = pattern.search(/[*?[\\]/);
  // Without wildcards the pattern must lie in the folder; with one only the text before it can tell.
  if (wild === -1)
    return pattern === folder || pattern.startsWith(`${folder}/`) || folder.startsWith(`${pattern}/`);
  const start = pattern.slice(0, wild);
  const below = `${folder}/`;
  return start.length <= below.length ? below.startsWith(start) : start.startsWith(below);
}

/** A pattern as a chain of steps that each take characters of the path. */
type Step =
  | { readonly kind: "character"; readonly character: string }
  /** `?`: any character but a slash. */
  | { readonly kind: "one" }
  /** `*`: any number of those. */
  | { readonly kind: "many" }
  /** `**` with its slash: any number of folders, also none. */
  | { readonly kind: "folders" }
  /** `**` at the end: whatever follows. */
  | { readonly kind: "rest" }
  | {
      readonly kind: "class";
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

type Matcher =
  | { readonly kind: "exact"; readonly text: string }
  | { readonly kind: "prefix"; readonly text: string }
  /** `**` at the start and plain text behind it; `name` is the text without its slash. */
  | { readonly kind: "suffix"; readonly text: string; readonly name: string | undefined }
  | { readonly kind: "steps"; readonly steps: readonly Step[] };

const compiled = new Map<string, Matcher | null>();
const compiledLimit = 2_000;

/** The matcher of a cleaned pattern; undefined for one that is malformed. */
function compile(pattern: string): Matcher | undefined {
  const known = compiled.get(pattern);
  if (known !== undefined) return known ?? undefined;
  const matcher = compileSteps(pattern);
  if (compiled.size >= compiledLimit) compiled.clear();
  compiled.set(pattern, matcher ?? null);
  return matcher;
}

function compileSteps(pattern: string): Matcher | undefined {
  const steps: Step[] = [];
  let plain = true;
  let prefix = false;
  let suffix = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "*" && pattern[at + 1] === "*") {
      const start = at === 0;
      at++;
      if (pattern[at + 1] === "/") at++;
      const last = at + 1 >= pattern.length;
      steps.push({ kind: last ? "rest" : "folders" });
      // Docker compares plain text around one `**` without taking it apart; that differs for `**.md`.
      if (start) suffix = true;
      else if (last && plain) prefix = true;
      else plain = false;
    } else if (character === "*") {
      steps.push({ kind: "many" });
      plain = false;
    } else if (character === "?") {
      steps.push({ kind: "one" });
      plain = false;
    } else if (character === "[") {
      const found = classAt(pattern, at + 1);
      if (found === undefined) return undefined;
      steps.push(found.step);
      at = found.end;
      plain = false;
    } else if (character === "\\") {
      at++;
      if (at >= pattern.length) return undefined;
      steps.push({ kind: "character", character: pattern[at] ?? "" });
      plain = false;
    } else steps.push({ kind: "character", character });
  }
  if (!plain || (suffix && steps.slice(1).some((step) => step.kind !== "character")))
    return { kind: "steps", steps };
  if (suffix) {
    const text = pattern.slice(2);
    return { kind: "suffix", text, name: text.startsWith("/") ? text.slice(1) : undefined };
  }
  return prefix ? { kind: "prefix", text: pattern.slice(0, -2) } : { kind: "exact", text: pattern };
}

/** A class as Go's filepath.Match accepts it: `[a-c]`, `[^a]`, `[\]]`. */
function classAt(pattern: string, start: number): { readonly step: Step; readonly end: number } | undefined {
  const ranges: (readonly [string, string])[] = [];
  const negated = pattern[start] === "^";
  let at = negated ? start + 1 : start;
  const take = (): string | undefined => {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "-" || pattern[at] === "]") return undefined;
    return pattern[at++];
  };
  while (pattern[at] !== "]" || ranges.length === 0) {
    const low = take();
    if (low === undefined) return undefined;
    if (pattern[at] !== "-") {
      ranges.push([low, low]);
      continue;
    }
    at++;
    const high = take();
    if (high === undefined || high < low) return undefined;
    ranges.push([low, high]);
  }
  return { step: { kind: "class", negated, ranges }, end: at };
}

function matches(pattern: string, path: string): boolean {
  const matcher = compile(pattern);
  switch (matcher?.kind) {
    case undefined:
      return false;
    case "exact":
      return matcher.text === path;
    case "prefix":
      return path.startsWith(matcher.text);
    case "suffix":
      return path.endsWith(matcher.text) || matcher.name === path;
    case "steps":
      return runSteps(matcher.steps, path);
  }
}

/** Follows all ways through the steps at once, so that no pattern costs more than its length for each character. */
function runSteps(steps: readonly Step[], path: string): boolean {
  const end = steps.length;
  // Bit 1: the step is next; bit 2: the step is `folders` and has taken something that is no whole folder yet.
  let state = new Uint8Array(end + 1);
  enter(steps, state, 0);
  for (const character of path) {
    const next = new Uint8Array(end + 1);
    let alive = false;
    for (let index = 0; index < end; index++) {
      const here = state[index] ?? 0;
      if (here === 0) continue;
      const step = steps[index];
      if (step === undefined) continue;
      if (step.kind === "folders") {
        next[index] = (next[index] ?? 0) | 2;
        if (character === "/") enter(steps, next, index + 1);
        alive = true;
      } else if (takes(step, character)) {
        enter(steps, next, step.kind === "many" || step.kind === "rest" ? index : index + 1);
        alive = true;
      }
    }
    if (!alive) return false;
    state = next;
  }
  return (state[end] ?? 0) !== 0;
}

/** Makes a step the next one, and those behind it where it may take nothing. */
function enter(steps: readonly Step[], state: Uint8Array, from: number): void {
  for (let index = from; index <= steps.length; index++) {
    state[index] = (state[index] ?? 0) | 1;
    const kind = steps[index]?.kind;
    if (kind !== "many" && kind !== "rest" && kind !== "folders") return;
  }
}

function takes(step: Exclude<Step, { kind: "folders" }>, character: string): boolean {
  switch (step.kind) {
    case "character":
      return step.character === character;
    case "rest":
      return true;
    case "one":
    case "many":
      return character !== "/";
    case "class":
      return step.ranges.some(([low, high]) => low <= character && character <= high) !== step.negated;
  }
}

/** The ignore file that counts for a Dockerfile. */
export interface IgnoreFile {
  /** As the project keys it: `.dockerignore`, or the Dockerfile's own. */
  readonly path: string;
  readonly text: string;
  readonly ignore: Dockerignore;
}

const ignoreFiles = new WeakMap<ProjectSnapshot, IgnoreFile | "none">();

/**
 * The ignore file in force: BuildKit takes `<Dockerfile>.dockerignore` in place of the context's own file, also an
 * empty one and one that lies outside the context (tried with docker 20.10). The legacy builder does not know it.
 * `none` without a file; undefined while that isn't known, and where the file that counts can't be read.
 */
export function ignoreFileOf(project: Project): IgnoreFile | "none" | undefined {
  const known = ignoreFiles.get(project.snapshot);
  if (known !== undefined) return known;
  const own = ownIgnoreFile(project.snapshot);
  for (const path of [...(own === undefined ? [] : [own]), ".dockerignore"]) {
    const state = project.file(path);
    if (state === undefined || state.kind === "unread") return undefined;
    if (state.kind !== "text") continue;
    const found = { path, text: state.text, ignore: parseDockerignore(state.text) };
    ignoreFiles.set(project.snapshot, found);
    return found;
  }
  ignoreFiles.set(project.snapshot, "none");
  return "none";
}

/** The patterns in force for a Dockerfile, see `ignoreFileOf`; undefined while they are not known. */
export function dockerignoreOf(project: Project): Dockerignore | undefined {
  const file = ignoreFileOf(project);
  return file === "none" ? emptyDockerignore : file?.ignore;
}
