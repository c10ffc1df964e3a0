// Reads pip's requirements files: what they include, and whether an install needs the project's own sources.

export interface Requirement {
  readonly kind: /** A package of an index: `flask==3.0`. */
    | "package"
    /** `-r other.txt`. */
    | "requirements"
    /** `-c constraints.txt`. */
    | "constraints"
    /** A folder or archive of the project: `./lib`, `-e .`, `name @ file:///x`. */
    | "local"
    /** `git+https://...`, `https://...whl`. */
    | "remote"
    /** Any other option: `--index-url`, `--no-binary`. */
    | "option";
  /** The package's name, the file's or folder's path, or the option. */
  readonly value: string;
  readonly editable: boolean;
  readonly hashed: boolean;
  /** Offset of the first character of the line. */
  readonly offset: number;
}

const longestLine = 8_000;

/** Reads any text, line by line with continuations joined. Paths are as written, relative to the file. */
export function parseRequirements(text: string): readonly Requirement[] {
  const found: Requirement[] = [];
  for (const { line, offset } of logicalLines(text)) {
    // Nothing that pip accepts is longer; the limit keeps the cost of one line down.
    const words = withoutComment(line.slice(0, longestLine)).trim();
    if (words === "") continue;
    found.push({ ...read(words), hashed: line.includes("--hash="), offset });
  }
  return found;
}

/** Files that a requirements file includes, relative to it: further requirements and constraints. */
export function includedRequirements(requirements: readonly Requirement[]): readonly string[] {
  return requirements.flatMap((each) =>
    (each.kind === "requirements" || each.kind === "constraints") && !isUrl(each.value) ? [each.value] : [],
  );
}

function read(words: string): Pick<Requirement, "kind" | "value" | "editable"> {
  const included = /^(-r|-c|--requirement|--constraint)(?:[\s=]+|(?<=^-[rc]))(\S.*)$/.exec(words);
  if (included !== null) {
    const kind = included[1] === "-r" || included[1] === "--requirement" ? "requirements" : "constraints";
    return { kind, value: unquoted(included[2] ?? ""), editable: false };
  }
  const editable = /^(?:-e|--editable)[\s=]+(\S.*)$/.exec(words)?.[1];
  if (editable !== undefined) return { ...readPackage(editable), editable: true };
  if (words.startsWith("-"))
    return { kind: "option", value: words.split(/[\s=]/, 1)[0] ?? words, editable: false };
  return { ...readPackage(words), editable: false };
}

function readPackage(words: string): Pick<Requirement, "kind" | "value"> {
  // What stands behind `;` are conditions, behind ` --` options of this one requirement.
  const end = words.search(/\s;|;\s|\s--/);
  const requirement = unquoted((end === -1 ? words : words.slice(0, end)).trim());
  const direct = /^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(\S+)$/.exec(requirement)?.[1];
  const place = direct ?? requirement;
  if (/^file:/i.test(place)) return { kind: "local", value: filePath(place) };
  if (isUrl(place)) return { kind: "remote", value: place };
  const path = place.replace(/\[[^\]]*\]$/, "");
  if (/^\.{1,2}(?:$|[\\/])|^[\\/~]|[\\/]|\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/i.test(path))
    return { kind: "local", value: path };
  return { kind: "package", value: /^[\w.-]+/.exec(requirement)?.[0] ?? requirement };
}

function isUrl(place: string): boolean {
  return /^(?:(?:git|hg|svn|bzr)\+[\w+]+|https?|ssh|git|ftp):|^git@/i.test(place);
}

function filePath(url: string): string {
  return url.replace(/^file:(?:\/\/(?:localhost)?(?=\/)|\/\/)?/i, "").replace(/#.*$/, "");
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed[0];
  return (quote === '"' || quote === "'") && trimmed.endsWith(quote) && trimmed.length > 1
    ? trimmed.slice(1, -1)
    : trimmed;
}

/** A `#` starts a comment at the start of a line and after a blank. */
function withoutComment(line: string): string {
  for (let at = line.indexOf("#"); at !== -1; at = line.indexOf("#", at + 1)) {
    const before = line[at - 1];
    if (before === undefined || before === " " || before === "\t") return line.slice(0, at);
  }
  return line;
}

function* logicalLines(text: string): Generator<{ readonly line: string; readonly offset: number }> {
  let parts: string[] = [];
  let start = 0;
  let offset = 0;
  for (const raw of text.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (parts.length === 0) start = offset;
    offset += raw.length + 1;
    // A comment ends the line: a backslash in it joins nothing.
    if (line.endsWith("\\") && !/^\s*#/.test(line)) {
      parts.push(line.slice(0, -1));
      continue;
    }
    parts.push(line);
    yield { line: parts.join(" "), offset: start };
    parts = [];
  }
  if (parts.length > 0) yield { line: parts.join(" "), offset: start };
}
