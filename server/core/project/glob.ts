// Path patterns: Go's filepath.Match, which docker uses in COPY, and globs with `**` across folders.

/** One step of a pattern within a path part. */
type Step =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "one" }
  | { readonly kind: "many" }
  | {
      readonly kind: "class";
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

/** A compiled pattern: parts between slashes; `deep` stands for `**`. */
type Part = readonly Step[] | "deep";

/** What a pattern was compiled to; undefined for one that Go calls malformed. */
export interface CompiledGlob {
  readonly parts: readonly Part[];
}

/** True when docker takes a COPY source for a pattern rather than a name. */
export function hasWildcard(source: string): boolean {
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "*" || character === "?" || character === "[") return true;
  }
  return false;
}

/**
 * Go's filepath.Match: `*` and `?` stay within a path part, `[a-z]` and `[^a-z]` are classes, `\` escapes.
 * Undefined for a malformed pattern, which makes docker stop.
 */
export function matchPath(pattern: string, path: string): boolean | undefined {
  const compiled = compileGlob(pattern, { deep: false });
  return compiled === undefined ? undefined : matchesGlob(compiled, path);
}

/** A glob in which `**` as a whole part stands for any number of folders; malformed ones match nothing. */
export function matchGlob(glob: string, path: string): boolean {
  const compiled = compileGlob(glob, { deep: true });
  return compiled !== undefined && matchesGlob(compiled, path);
}

/** True for the paths that match. Any glob gives a matcher; a malformed one matches nothing. */
export function globMatcher(glob: string): (path: string) => boolean {
  const compiled = compileGlob(glob, { deep: true });
  return compiled === undefined ? () => false : (path) => matchesGlob(compiled, path);
}

/** The folder below which alone a glob can match: `src` for `src/x*.go`; `.` when it may match anywhere. */
export function globFolder(glob: string): string {
  const wild = glob.search(/[*?[\\]/);
  const fixed = wild === -1 ? glob : glob.slice(0, wild);
  const slash = fixed.lastIndexOf("/");
  return slash === -1 ? "." : fixed.slice(0, slash);
}

/** What a pattern's language is: a glob knows `**` and `[!a]`, Go's patterns don't. */
interface GlobLanguage {
  readonly deep: boolean;
}

/** Compiles once what is matched often. */
export function compileGlob(pattern: string, options: GlobLanguage): CompiledGlob | undefined {
  const parts: Part[] = [];
  for (const text of pattern.split("/")) {
    if (options.deep && text === "**") {
      // A second one in a row adds nothing but work.
      if (parts.at(-1) !== "deep") parts.push("deep");
      continue;
    }
    const steps = compilePart(text, options);
    if (steps === undefined) return undefined;
    parts.push(steps);
  }
  return { parts };
}

/** True when the whole path matches; `**` at the end wants at least one part. */
export function matchesGlob(glob: CompiledGlob, path: string): boolean {
  const names = path.split("/");
  const { parts } = glob;
  // reached[i]: the first i parts of the pattern can match the names seen so far.
  let reached = new Uint8Array(parts.length + 1);
  reached[0] = 1;
  skipDeep(parts, reached);
  for (const name of names) {
    const next = new Uint8Array(parts.length + 1);
    for (let index = 0; index < parts.length; index++) {
      if (reached[index] !== 1) continue;
      const part = parts[index];
      if (part === "deep") {
        next[index] = 1;
        if (index === parts.length - 1) next[index + 1] = 1;
      } else if (part !== undefined && matchesPart(part, name)) next[index + 1] = 1;
    }
    reached = next;
    skipDeep(parts, reached);
  }
  return reached[parts.length] === 1;
}

/** `**` matches no folder as well, except at the very end, where something must be below. */
function skipDeep(parts: readonly Part[], reached: Uint8Array): void {
  for (let index = 0; index < parts.length - 1; index++)
    if (reached[index] === 1 && parts[index] === "deep") reached[index + 1] = 1;
}

function compilePart(text: string, language: GlobLanguage): readonly Step[] | undefined {
  const steps: Step[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") steps.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "*") {
      flush();
      if (steps.at(-1)?.kind !== "many") steps.push({ kind: "many" });
    } else if (character === "?") {
      flush();
      steps.push({ kind: "one" });
    } else if (character === "[") {
      flush();
      const found = compileClass(text, at + 1, language);
      if (found === undefined) return undefined;
      steps.push(found.step);
      at = found.end;
    } else if (character === "\\") {
      at++;
      if (at >= text.length) return undefined;
      plain += text[at] ?? "";
    } else plain += character;
  }
  flush();
  return steps;
}

/** The class whose first character is at `start`; `end` is the place of its `]`. */
function compileClass(
  text: string,
  start: number,
  language: GlobLanguage,
): { readonly step: Step; readonly end: number } | undefined {
  const ranges: (readonly [string, string])[] = [];
  const negated = text[start] === "^" || (language.deep && text[start] === "!");
  let at = negated ? start + 1 : start;
  for (;;) {
    if (text[at] === "]" && ranges.length > 0) return { step: { kind: "class", negated, ranges }, end: at };
    const low = classCharacter(text, at);
    if (low === undefined) return undefined;
    at = low.next;
    let high = low.character;
    if (text[at] === "-") {
      const end = classCharacter(text, at + 1);
      if (end === undefined) return undefined;
      high = end.character;
      at = end.next;
    }
    ranges.push([low.character, high]);
  }
}

/** One character of a class; undefined where Go calls the pattern malformed. */
function classCharacter(
  text: string,
  at: number,
): { readonly character: string; readonly next: number } | undefined {
  const first = text[at];
  if (first === undefined || first === "-" || first === "]") return undefined;
  const escaped = first === "\\";
  const code = text.codePointAt(escaped ? at + 1 : at);
  if (code === undefined) return undefined;
  const character = String.fromCodePoint(code);
  const next = at + (escaped ? 1 : 0) + character.length;
  return next >= text.length ? undefined : { character, next };
}

/** Matches with one place to come back to: the last `*`; so the cost is the product of the lengths at most. */
function matchesPart(steps: readonly Step[], name: string): boolean {
  let step = 0;
  let at = 0;
  let starStep = -1;
  let starAt = 0;
  for (;;) {
    const current = steps[step];
    if (current === undefined) {
      if (at === name.length) return true;
    } else if (current.kind === "many") {
      if (step === steps.length - 1) return true;
      starStep = step++;
      starAt = at;
      continue;
    } else {
      const next = stepOver(current, name, at);
      if (next !== undefined) {
        at = next;
        step++;
        continue;
      }
    }
    // Give the last `*` one more character.
    if (starStep === -1 || starAt >= name.length) return false;
    starAt += characterAt(name, starAt).length;
    at = starAt;
    step = starStep + 1;
  }
}

function stepOver(step: Exclude<Step, { kind: "many" }>, name: string, at: number): number | undefined {
  if (step.kind === "text") return name.startsWith(step.text, at) ? at + step.text.length : undefined;
  if (at >= name.length) return undefined;
  const character = characterAt(name, at);
  if (step.kind === "one") return at + character.length;
  const inside = step.ranges.some(([low, high]) => low <= character && character <= high);
  return inside === step.negated ? undefined : at + character.length;
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
