// Reads a Go source file for what matters to an image: imports, embedded files, files it opens, programs it starts.

/** A file or folder that the program opens under a literal name. */
export interface GoOpen {
  readonly path: string;
  /** Offset of the literal in the file. */
  readonly offset: number;
  /** The call that opens it, `os.ReadFile`. */
  readonly call: string;
}

export interface GoSource {
  readonly packageName: string | undefined;
  readonly imports: readonly string[];
  /** Patterns of `//go:embed`. */
  readonly embeds: readonly string[];
  /** The file is left out of ordinary Linux builds by a build constraint or its name's suffix is not looked at. */
  readonly excluded: boolean;
  readonly opens: readonly GoOpen[];
  /** How many calls open a file whose name is computed. */
  readonly computedOpens: number;
  readonly writes: boolean;
  readonly temporaryFiles: boolean;
  readonly timeZones: boolean;
  readonly users: boolean;
  readonly tls: boolean;
  /** Programs started under literal names. */
  readonly programs: readonly string[];
}

/** Calls that read a file or folder named by one argument (zero-based). Names are as commonly imported. */
const openers: Readonly<Record<string, number>> = {
  "os.Open": 0, "os.ReadFile": 0, "ioutil.ReadFile": 0, "os.ReadDir": 0, "ioutil.ReadDir": 0, "os.DirFS": 0,
  "http.Dir": 0, "http.ServeFile": 2, "tls.LoadX509KeyPair": 0, "http.ListenAndServeTLS": 1,
  "godotenv.Load": 0, "godotenv.Read": 0, "viper.SetConfigFile": 0, "viper.AddConfigPath": 0, "toml.DecodeFile": 1, "ini.Load": 0, "gcfg.ReadFileInto": 1,
  "template.ParseFiles": 0, "template.ParseGlob": 0, "filepath.Glob": 0, "filepath.Walk": 0, "filepath.WalkDir": 0, "plugin.Open": 0, "migrate.New": 0, "migrate.NewWithDatabaseInstance": 0,
  "packr.NewBox": 0, "packr.New": 1, "rice.FindBox": 0, "rice.MustFindBox": 0,
};

/** Methods that read a file or folder, on whatever they are called. */
const openingMethods: Readonly<Record<string, number>> = {
  ParseFiles: 0, ParseGlob: 0, LoadHTMLGlob: 0, LoadHTMLFiles: 0, StaticFile: 1, Static: 1, StaticFS: 1, SendFile: 0, ServeFiles: 1, SetConfigFile: 0, AddConfigPath: 0, MustLoadTranslationFile: 0, LoadMessageFile: 0, ListenAndServeTLS: 0,
};

/** Calls that need a file name only to write; the name may be anything. */
const writers = /\b(?:os\.(?:Create|OpenFile|Mkdir|MkdirAll|WriteFile|Rename|Symlink)|ioutil\.WriteFile|lumberjack\.Logger|bolt\.Open|bbolt\.Open|badger\.Open|leveldb\.OpenFile|sqlite\.Open)\b/;
const sqlite = /sql\.Open\(\s*"sqlite3?"|sqlx\.(?:Open|Connect|MustConnect)\(\s*"sqlite3?"/;
const temporary = /\b(?:os\.(?:CreateTemp|MkdirTemp|TempDir)|ioutil\.Temp(?:File|Dir))\b|\bParseMultipartForm\(|\bFormFile\(/;

/** Reads any text, also one that is no Go; there are no errors. Time is linear in its length. */
export function readGoSource(text: string): GoSource {
  const { code, strings } = separate(text);
  const imports = readImports(code, strings);
  const has = (name: string): boolean => imports.includes(name);
  const opens: GoOpen[] = [];
  let computedOpens = 0;
  for (const call of calls(code)) {
    const index = Object.hasOwn(openers, call.name)
      ? openers[call.name]
      : Object.hasOwn(openingMethods, call.method) && !call.name.startsWith("filepath.")
        ? openingMethods[call.method]
        : undefined;
    if (index === undefined) continue;
    const literals = argumentLiterals(code, strings, call.open, index, /^(?:template|Load|ParseFiles)/.test(call.method) || call.method === "ParseFiles");
    if (literals.length === 0 && !isInnerCall(code, call.open)) computedOpens++;
    for (const literal of literals) opens.push({ path: literal.value.replace(/^file:\/\//, ""), offset: literal.offset, call: call.name });
  }
  return {
    packageName: /^\s*package\s+([A-Za-z_]\w*)/m.exec(code)?.[1],
    imports,
    embeds: [...text.matchAll(/^\/\/go:embed[ \t]+(.+)$/gm)].flatMap((match) => (match[1] ?? "").trim().split(/[ \t]+/)),
    excluded: /^\/\/go:build\s+(?:ignore|windows|darwin|js|tools)\b/m.test(text) || /^\/\/ \+build\s+(?:ignore|windows|darwin|tools)\b/m.test(text),
    opens,
    computedOpens,
    writes: writers.test(code) || sqlite.test(text),
    temporaryFiles: temporary.test(code),
    timeZones: /\btime\.LoadLocation\b/.test(code),
    users: has("os/user"),
    tls: has("crypto/tls") || has("net/smtp") || /\bhttp\.(?:Get|Post|Head|PostForm|Client|DefaultClient|NewRequest|NewRequestWithContext)\b/.test(code),
    programs: startedPrograms(code, strings),
  };
}

interface Literal {
  readonly value: string;
  readonly offset: number;
}

/** The text with comments and the insides of literals blanked, and the literals by the offset of their quote. */
function separate(text: string): { readonly code: string; readonly strings: ReadonlyMap<number, Literal> } {
  const strings = new Map<number, Literal>();
  const parts: string[] = [];
  let kept = 0;
  const blank = (from: number, to: number): void => {
    parts.push(text.slice(kept, from), text.slice(from, to).replace(/[^\n]/g, " "));
    kept = to;
  };
  const token = /\/\/|\/\*|["'`]/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const start = match.index;
    let end: number;
    if (match[0] === "//") {
      const newline = text.indexOf("\n", start);
      end = newline === -1 ? text.length : newline;
      blank(start, end);
    } else if (match[0] === "/*") {
      const close = text.indexOf("*/", start + 2);
      end = close === -1 ? text.length : close + 2;
      blank(start, end);
    } else {
      end = literalEnd(text, start, match[0]);
      if (match[0] !== "'") strings.set(start, { value: unquote(text.slice(start + 1, end - 1), match[0]), offset: start + 1 });
      if (end - 1 > start + 1) blank(start + 1, end - 1);
    }
    token.lastIndex = Math.max(end, start + 1);
  }
  parts.push(text.slice(kept));
  return { code: parts.join(""), strings };
}

function literalEnd(text: string, start: number, quote: string): number {
  if (quote === "`") {
    const close = text.indexOf("`", start + 1);
    return close === -1 ? text.length : close + 1;
  }
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === quote) return at + 1;
    else if (character === "\n") return at;
  }
  return text.length;
}

function unquote(inner: string, quote: string): string {
  return quote === "`" ? inner : inner.replace(/\\(["\\])/g, "$1");
}

/** More import declarations than any real file has; beyond that the text is no Go. */
const mostImportBlocks = 100;

function readImports(code: string, strings: ReadonlyMap<number, Literal>): readonly string[] {
  const found: string[] = [];
  const header = /^\s*import\s*(\(|[\w.]*\s*["`])/gm;
  let blocks = 0;
  for (let match = header.exec(code); match !== null && blocks++ < mostImportBlocks; match = header.exec(code)) {
    const start = match.index;
    const open = match[1] === "(";
    const end = open ? closing(code, start, ")") : lineEnd(code, start);
    for (const [offset, literal] of strings) if (offset > start && offset < end) found.push(literal.value);
    header.lastIndex = Math.max(end, start + match[0].length);
  }
  return found;
}

function closing(code: string, from: number, character: string): number {
  const at = code.indexOf(character, from);
  return at === -1 ? code.length : at;
}

function lineEnd(code: string, from: number): number {
  const start = code.slice(from).search(/\S/) + from;
  const at = code.indexOf("\n", start);
  return at === -1 ? code.length : at;
}

interface Call {
  /** `os.Open`, or the method alone when what it is called on is not a plain name. */
  readonly name: string;
  readonly method: string;
  /** Offset of the opening parenthesis. */
  readonly open: number;
}

function* calls(code: string): Generator<Call> {
  for (const match of code.matchAll(/(?:\b([A-Za-z_]\w*)|\))\s*\.\s*([A-Z]\w*)\s*\(/g)) {
    const method = match[2] ?? "";
    yield { name: match[1] === undefined ? method : `${match[1]}.${method}`, method, open: match.index + match[0].length - 1 };
  }
}

/** String literals that are the argument with this index (and those after it, for lists of files). */
function argumentLiterals(
  code: string,
  strings: ReadonlyMap<number, Literal>,
  open: number,
  index: number,
  rest: boolean,
): readonly Literal[] {
  const found: Literal[] = [];
  let depth = 0;
  let argument = 0;
  let start = open + 1;
  const limit = Math.min(code.length, open + 4000);
  for (let at = open; at < limit; at++) {
    const character = code[at];
    if (character === "(" || character === "{" || character === "[") depth++;
    const ends = (character === "," && depth === 1) || ((character === ")" || character === "}" || character === "]") && --depth === 0);
    if (!ends) continue;
    if (argument === index || (rest && argument > index)) {
      const from = start + code.slice(start, at).search(/\S|$/);
      const literal = strings.get(from);
      // A literal that is only the start of a computed name does not name the file.
      if (literal !== undefined && /^["`]\s*["`]?\s*$/.test(code.slice(from, at).replace(/\s+/g, ""))) found.push(literal);
    }
    argument++;
    start = at + 1;
    if (depth === 0) break;
  }
  return found;
}

/** `http.FS(static)`, `embeddedFiles` and calls as argument: what is opened is decided by the inner call. */
function isInnerCall(code: string, open: number): boolean {
  return /^\(\s*(?:http\.FS|fs\.Sub|embed)/.test(code.slice(open, open + 40));
}

function startedPrograms(code: string, strings: ReadonlyMap<number, Literal>): readonly string[] {
  const found = new Set<string>();
  for (const match of code.matchAll(/\bexec\.(Command|CommandContext|LookPath)\s*\(/g)) {
    const index = match[1] === "CommandContext" ? 1 : 0;
    for (const literal of argumentLiterals(code, strings, match.index + match[0].length - 1, index, false)) found.add(literal.value);
  }
  return [...found];
}
