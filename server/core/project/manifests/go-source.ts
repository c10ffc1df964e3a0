// Reads a Go source file for what matters to an image: imports, embedded files, files it opens, programs it starts.

import { type FileCall, methodCall, openedByImport, packageCall } from "./go-calls.ts";
import { argumentRanges, GoConstants } from "./go-constants.ts";
import { holdsConstraints } from "./go-constraint.ts";
import { type GoToken, type GoTokens, goTokens } from "./go-tokens.ts";

export { isGoFileBuilt } from "./go-constraint.ts";

/** A file or folder that the program opens under a name that is known. */
export interface GoOpen {
  readonly path: string;
  /** Offset of the literal in the file. */
  readonly offset: number;
  /** The call that opens it, `os.ReadFile`. */
  readonly call: string;
}

/** A call that opens a file whose name is computed. */
export interface GoComputedOpen {
  readonly call: string;
  /** Offset of the call. */
  readonly offset: number;
}

export interface GoSource {
  readonly packageName: string | undefined;
  readonly imports: readonly string[];
  /** It imports "C": the program needs cgo. */
  readonly usesCgo: boolean;
  /** Patterns of `//go:embed`. */
  readonly embeds: readonly string[];
  /** Build constraints leave the file out of ordinary Linux builds; its name is not looked at. */
  readonly excluded: boolean;
  /** Names as the program gives them, relative to its working directory; `file://` is taken off. */
  readonly opens: readonly GoOpen[];
  /** Literals that look like a relative path with a folder in it, whatever is done with them; imports left out. */
  readonly paths: readonly string[];
  /** Names of configuration files without folder and ending, as viper looks for them. */
  readonly configNames: readonly string[];
  readonly unknownOpens: readonly GoComputedOpen[];
  /** How many calls open a file whose name is computed. */
  readonly computedOpens: number;
  readonly writes: boolean;
  readonly temporaryFiles: boolean;
  /** It loads time zones by name. */
  readonly timeZones: boolean;
  /** It brings the time zones along (`time/tzdata`). */
  readonly embedsTimeZones: boolean;
  readonly users: boolean;
  /** It makes TLS connections, or requests that may be such. */
  readonly tls: boolean;
  /** Programs started under literal names. */
  readonly programs: readonly string[];
  /** Programs started under computed names. */
  readonly computedPrograms: number;
}

/** Reads any text, also one that is no Go; there are no errors. Time is linear in its length. */
export function readGoSource(text: string): GoSource {
  const source = goTokens(text);
  const { tokens, directives } = source;
  const imports = readImports(source);
  const paths = [...new Set(imports.map((each) => each.path))];
  const packages = packageNames(imports);
  const joiners = new Set(
    [...packages].flatMap(([name, path]) => (path === "path/filepath" || path === "path" ? [name] : [])),
  );
  const finder = new CallFinder(source, packages, paths, new GoConstants(source, joiners));
  const found = finder.find();
  return {
    packageName: packageName(source),
    imports: paths,
    usesCgo: paths.includes("C"),
    embeds: directives.flatMap((each) =>
      each.text.startsWith("//go:embed") ? embedPatterns(each.text.slice("//go:embed".length)) : [],
    ),
    excluded: !holdsConstraints(
      directives.filter(
        (each) => each.start < (tokens.find((token) => token.text === "package")?.start ?? 0),
      ),
    ),
    opens: [
      ...imports.flatMap(({ path, offset }): GoOpen[] => {
        const opened = openedByImport(path);
        return opened === undefined ? [] : [{ path: opened, offset, call: path }];
      }),
      ...found.opens,
    ],
    paths: relativePaths(tokens, new Set(imports.map(({ offset }) => offset))),
    configNames: found.configNames,
    unknownOpens: found.unknown,
    computedOpens: found.unknown.length,
    writes: found.writes,
    temporaryFiles: found.temporary,
    timeZones: found.timeZones,
    embedsTimeZones: paths.includes("time/tzdata"),
    users: paths.includes("os/user"),
    tls: found.tls || paths.some((path) => tlsImports.has(path)),
    programs: [...found.programs],
    computedPrograms: found.computedPrograms,
  };
}

const relativePath = /^(?:\.{1,2}\/)+[\w.@-]+(?:\/[\w.@-]+)*$|^[\w@-][\w.@-]*(?:\/[\w.@-]+)*\/[\w@-]+\.\w+$/;

function relativePaths(tokens: readonly GoToken[], imports: ReadonlySet<number>): readonly string[] {
  const found = new Set<string>();
  for (const { kind, text, start } of tokens)
    if (kind === "string" && text.length < 200 && !imports.has(start) && relativePath.test(text))
      found.add(text);
  return [...found];
}

/** Packages that are there to make TLS connections. */
const tlsImports = new Set([
  "crypto/tls",
  "net/smtp",
  "golang.org/x/crypto/acme/autocert",
  "golang.org/x/oauth2",
  "google.golang.org/grpc/credentials",
]);

/** What of net/http makes requests. */
const requesting = new Set([
  "Get",
  "Post",
  "PostForm",
  "Head",
  "Client",
  "DefaultClient",
  "NewRequest",
  "NewRequestWithContext",
  "Transport",
  "DefaultTransport",
]);

interface Import {
  /** The name it is given; undefined for the package's own, `_` and `.` as they are. */
  readonly name: string | undefined;
  readonly path: string;
  /** Offset of the path's literal. */
  readonly offset: number;
}

function readImports({ tokens, partners }: GoTokens): readonly Import[] {
  const found: Import[] = [];
  let at = 0;
  const one = (): void => {
    const token = tokens[at];
    const named = token?.kind === "name" || (token?.kind === "mark" && token.text === ".");
    const path = tokens[named ? at + 1 : at];
    if (path?.kind === "string")
      found.push({ name: named ? token?.text : undefined, path: path.text, offset: path.start });
    at += named ? 2 : 1;
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== "name") continue;
    // Imports come first; what follows a declaration is no import.
    if (token.text === "func" || token.text === "type" || token.text === "var" || token.text === "const")
      break;
    if (token.text !== "import") continue;
    at = index + 1;
    if (tokens[at]?.text === "(" && tokens[at]?.kind === "mark") {
      const close = partners[at] ?? -1;
      const end = close === -1 ? tokens.length : close;
      at++;
      while (at < end) {
        if (tokens[at]?.text === ";") at++;
        else one();
      }
      index = end;
    } else {
      one();
      index = at - 1;
    }
  }
  return found;
}

/** Import paths by the name that the file calls them by. */
function packageNames(imports: readonly Import[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, path } of imports) {
    if (name === "_" || name === ".") continue;
    names.set(name ?? ownName(path), path);
  }
  return names;
}

/** A package is called by the last part of its path, without version and the customary `go-`. */
function ownName(path: string): string {
  const parts = path.split("/");
  if (parts.length > 1 && /^v\d+$/.test(parts.at(-1) ?? "")) parts.pop();
  const last = (parts.at(-1) ?? path).replace(/\.v\d+$/, "");
  if (last === "go.rice") return "rice";
  return last.replace(/^go-/, "").replace(/[-.](?:go|golang)$/, "");
}

function packageName({ tokens }: GoTokens): string | undefined {
  const at = tokens.findIndex((token) => token.kind === "name" && token.text === "package");
  const name = at === -1 ? undefined : tokens[at + 1];
  return name?.kind === "name" ? name.text : undefined;
}

/** Patterns between blanks; quoted ones may hold blanks. */
function embedPatterns(text: string): readonly string[] {
  return (text.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|\S+/g) ?? []).map((pattern) =>
    pattern.startsWith('"') || pattern.startsWith("`") ? pattern.slice(1, -1) : pattern,
  );
}

/** Looks at every call of a file once. */
class CallFinder {
  readonly opens: GoOpen[] = [];
  readonly configNames: string[] = [];
  readonly unknown: GoComputedOpen[] = [];
  readonly programs = new Set<string>();
  writes = false;
  temporary = false;
  timeZones = false;
  tls = false;
  computedPrograms = 0;
  private readonly source: GoTokens;
  private readonly packages: ReadonlyMap<string, string>;
  private readonly imports: readonly string[];
  private readonly constants: GoConstants;

  constructor(
    source: GoTokens,
    packages: ReadonlyMap<string, string>,
    imports: readonly string[],
    constants: GoConstants,
  ) {
    this.source = source;
    this.packages = packages;
    this.imports = imports;
    this.constants = constants;
  }

  find(): this {
    const { tokens } = this.source;
    tokens.forEach((token, index) => {
      // A selector: `package.Name`, `value.Method` or `call().Method`.
      if (token.kind !== "mark" || token.text !== ".") return;
      const name = tokens[index + 1];
      const owner = tokens[index - 1];
      if (name?.kind !== "name") return;
      const path =
        owner?.kind === "name" && tokens[index - 2]?.text !== "." ? this.packages.get(owner.text) : undefined;
      const isCall = tokens[index + 2]?.kind === "mark" && tokens[index + 2]?.text === "(";
      if (path !== undefined)
        this.packageUse(path, owner?.text ?? "", name.text, index + 2, isCall, owner?.start ?? 0);
      else if (isCall) this.methodUse(name.text, index + 2, name.start);
    });
    return this;
  }

  private packageUse(
    path: string,
    owner: string,
    name: string,
    open: number,
    isCall: boolean,
    offset: number,
  ): void {
    if (path === "net/http" && requesting.has(name)) this.tls = true;
    if (path === "time" && name === "LoadLocation") this.timeZones = true;
    if (/(?:^|\/)lumberjack(?:\.v\d+)?$/.test(path) && name === "Logger") this.writes = true;
    if (!isCall) return;
    if ((path === "os" || path === "io/ioutil") && /^(?:CreateTemp|MkdirTemp|TempDir|TempFile)$/.test(name))
      this.temporary = true;
    if (path === "os/exec") this.programUse(name, open);
    else if (path === "os" && name === "OpenFile") this.openFile(open, `${owner}.${name}`, offset);
    else if (path === "github.com/spf13/viper" && name === "SetConfigName") this.configName(open);
    else if (name === "Open" || name === "Connect" || name === "MustConnect" || name === "MustOpen")
      this.database(path, name, open, owner, offset);
    else this.fileUse(packageCall(path, name), open, `${owner}.${name}`, offset);
  }

  private methodUse(name: string, open: number, offset: number): void {
    if (name === "ParseMultipartForm" || name === "FormFile" || name === "MultipartForm")
      this.temporary = true;
    if (name === "SetConfigName") this.configName(open);
    const count = argumentRanges(this.source, open).length;
    this.fileUse(methodCall(name, this.imports, count), open, name, offset);
  }

  private fileUse(call: FileCall | undefined, open: number, name: string, offset: number): void {
    if (call === undefined) return;
    if (call.effect === "write") {
      this.writes = true;
      return;
    }
    const ranges = argumentRanges(this.source, open);
    if (ranges.length === 0) {
      if (call.fallback !== undefined && this.source.partners[open] === open + 1)
        this.opens.push({ path: call.fallback, offset, call: name });
      return;
    }
    const last = call.args.at(-1) ?? -1;
    ranges.forEach(([from, to], index) => {
      if (!call.args.includes(index) && !(call.rest === true && index > last)) return;
      const known = this.constants.valueOf(from, to);
      if (known === undefined) {
        // An address in a variable is as likely to be on the network.
        if (!this.isEmbedded(from)) this.unknown.push({ call: name, offset });
        return;
      }
      const path = localPath(known.value);
      if (path !== undefined) this.opens.push({ path, offset: known.offset, call: name });
    });
  }

  /** `http.FS(x)` and what comes from it lies in the program or was opened by another call. */
  private isEmbedded(from: number): boolean {
    const { tokens } = this.source;
    const owner = this.packages.get(tokens[from]?.text ?? "");
    return owner === "net/http" && tokens[from + 2]?.text === "FS";
  }

  /** `os.OpenFile` reads unless its flags make or change the file. */
  private openFile(open: number, name: string, offset: number): void {
    const [path, flags] = argumentRanges(this.source, open);
    if (path === undefined) return;
    const words =
      flags === undefined ? [] : this.source.tokens.slice(flags[0], flags[1]).map((token) => token.text);
    if (words.some((word) => /^O_(?:CREATE|WRONLY|RDWR|APPEND|TRUNC)$/.test(word))) {
      this.writes = true;
      return;
    }
    this.fileUse({ args: [0], effect: "read" }, open, name, offset);
  }

  /** `sql.Open("sqlite3", "x.db")` makes a file; other drivers name a server. */
  private database(path: string, name: string, open: number, owner: string, offset: number): void {
    if (path !== "database/sql" && path !== "github.com/jmoiron/sqlx" && path !== "github.com/jinzhu/gorm") {
      this.fileUse(packageCall(path, name), open, `${owner}.${name}`, offset);
      return;
    }
    const [driver] = argumentRanges(this.source, open);
    const known = driver === undefined ? undefined : this.constants.valueOf(driver[0], driver[1]);
    if (known !== undefined && /^sqlite/.test(known.value)) this.writes = true;
  }

  private configName(open: number): void {
    const [name] = argumentRanges(this.source, open);
    const known = name === undefined ? undefined : this.constants.valueOf(name[0], name[1]);
    if (known !== undefined) this.configNames.push(known.value);
  }

  private programUse(name: string, open: number): void {
    const index = name === "CommandContext" ? 1 : name === "Command" || name === "LookPath" ? 0 : -1;
    const range = argumentRanges(this.source, open)[index];
    if (range === undefined) return;
    const known = this.constants.valueOf(range[0], range[1]);
    if (known === undefined) this.computedPrograms++;
    else this.programs.add(known.value);
  }
}

/** The path of a name or a `file://` address; undefined for other addresses and for nothing. */
function localPath(value: string): string | undefined {
  if (value === "") return undefined;
  const file = /^file:\/\/(.*)$/s.exec(value)?.[1];
  if (file !== undefined) return file === "" ? undefined : file;
  return /^[a-z][\w+.-]*:\/\//i.test(value) ? undefined : value;
}
