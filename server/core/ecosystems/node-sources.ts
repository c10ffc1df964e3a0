// What the project's own JavaScript and TypeScript say of the program at run time: packages it loads, files it writes,
// programs it starts.

import type { Project, ProjectSnapshot } from "../project/project.ts";

export interface NodeSource {
  readonly path: string;
  /** Names of packages that it loads, and names that a library may load for it: `express`, `pino-pretty`. */
  readonly packages: ReadonlySet<string>;
  /** Names of modules as written, packages and files; literals that begin with `./` or `../` may be such, too. */
  readonly modules: readonly string[];
  /** Patterns by which a library may load modules: `dist/*.entity.js`. */
  readonly patterns: readonly string[];
  /** It loads modules under computed names. */
  readonly computedLoads: boolean;
  readonly writes: boolean;
  /** Programs that it starts under literal names. */
  readonly programs: readonly string[];
  /** It starts programs under computed names. */
  readonly computes: boolean;
  /** It names a file `.env`, or has node load one, which fails where there is none. */
  readonly environmentFile: "named" | "required" | undefined;
  /** A port below 1024 that it listens on by number. */
  readonly lowPort: number | undefined;
}

/** Files beyond this count are not read; then the answer is incomplete. */
const mostFiles = 1_000;

const extensions = ["js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx"];

/** Tests, declarations and the configuration of tools: they don't run with the program. */
const besideProgram =
  /(?:^|\/)(?:node_modules|tests?|__tests__|__mocks__|spec|specs|e2e|cypress|playwright|coverage|\.storybook|stories|docs?|examples?|dist|build|out|\.next|\.nuxt)\/|\.(?:test|spec|stories|d|bench)\.[cm]?[jt]sx?$|(?:^|\/)(?:[\w.-]*\.config|karma\.conf|gulpfile(?:\.babel)?|gruntfile|\.\w+rc|jest[\w.-]*|setupTests)\.[cm]?[jt]sx?$/i;

/** The sources below a folder, and whether all of them were read; undefined while they are not loaded. */
export function nodeSources(
  project: Project,
  folder: string,
  which: "program" | "all" = "program",
): { readonly sources: readonly NodeSource[]; readonly complete: boolean } | undefined {
  const prefix = folder === "." ? "" : `${folder}/`;
  const paths = sourcePaths(project)?.filter((path) => path.startsWith(prefix));
  if (paths === undefined) return undefined;
  const skipped = which === "all" ? /(?:^|\/)node_modules\// : besideProgram;
  const wanted = paths.filter((path) => !skipped.test(path.slice(prefix.length)));
  const read = wanted.slice(0, mostFiles);
  let complete = read.length === wanted.length;
  const sources: NodeSource[] = [];
  if (read.some((path) => project.text(path) === undefined)) return undefinedAfter(project, read);
  for (const path of read) {
    const text = project.text(path);
    if (text == null) complete = false;
    else sources.push(sourceOf(project.snapshot, path, text));
  }
  return { sources, complete };
}

/** Asks for the other files too, so that one round loads them all. */
function undefinedAfter(project: Project, paths: readonly string[]): undefined {
  for (const path of paths) project.text(path);
  return undefined;
}

function sourcePaths(project: Project): readonly string[] | undefined {
  const found = extensions.map((extension) => project.find(`**/*.${extension}`));
  return found.some((paths) => paths === undefined) ? undefined : found.flatMap((paths) => paths ?? []);
}

const cache = new WeakMap<ProjectSnapshot, Map<string, NodeSource>>();

function sourceOf(snapshot: ProjectSnapshot, path: string, text: string): NodeSource {
  let sources = cache.get(snapshot);
  if (sources === undefined) {
    sources = new Map();
    cache.set(snapshot, sources);
  }
  let source = sources.get(path);
  if (source === undefined) {
    source = readNodeSource(path, text);
    sources.set(path, source);
  }
  return source;
}

const loads =
  /(?:\brequire\s*\(\s*|\bfrom\s*|\bimport\s*\(?\s*)(["'`])((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^"'`\n]*)?\1/g;
const moduleNames =
  /(?:\brequire\s*(?:\.resolve\s*)?\(\s*|\bfrom\s*|\bimport\s*\(?\s*)(["'`])([^"'`\n$]+)\1/g;
const relativeNames = /["'`](\.{1,2}\/[^"'`\n$*]+)["'`]/g;
const modulePatterns = /["'`]([^"'`\n$\s]*\*[^"'`\n$\s]*(?:\.[cm]?[jt]sx?|\{[^"'`\n]*\}|\*))["'`]/g;
/** `require(name)` and `import(path)`, also with a template. */
const computedLoads =
  /(?<![.\w])(?:require|import)\s*\(\s*(?:[A-Za-z_$][\w$.]*\s*[)+,(]|`[^`]*\$\{|["'][^"'\n]*["']\s*\+)/;
/** Names that a library loads for the program: transports, database clients, view engines; others by their dashes. */
const loadedByName =
  /\b(?:client|dialect|driver|type|target|adapter|engine)\s*:\s*["']((?:@[\w.-]+\/)?[\w.-]+)["']|["']((?:@[\w.-]+\/[\w.-]+|[a-z][\w.]*-[\w.-]+))["']/g;
const writesFile =
  /\b(?:writeFile|appendFile|createWriteStream|mkdir|mkdirp|rename|unlink|copyFile|outputFile|outputJson|ensureDir|ensureFile|writeJson|mkdtemp|rmdir|rm|truncate|symlink)(?:Sync)?\s*\(/;
const fileModule =
  /["'`](?:node:)?fs(?:\/promises)?["'`]|["'`](?:fs-extra|graceful-fs|mkdirp|jsonfile|write-file-atomic)["'`]/;
const writesOtherwise =
  /\btransports\.File\b|\bDailyRotateFile\b|\bcreateRollingFileLogger\b|\bcreateSimpleFileLogger\b|\bBun\.write\s*\(|\bdestination\s*:\s*["'`][./]/;
const startsPrograms =
  /["'`](?:node:)?child_process["'`]|["'`](?:execa|cross-spawn|shelljs|zx)["'`]|\bBun\.spawn/;
const starts =
  /(?:(?<![.\w$])|\b(?:child_process|childProcess|cp|proc|shell|shelljs)\.)(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|execa|execaSync|execaCommand|execAsync|execPromise|execFileAsync)\s*\(\s*(?:(["'`])([^\s"'`$]+)|(`\$\{|[A-Za-z_$][\w$.]*))/g;

const namesEnvironmentFile = /["'`/]\.env["'`]/;
const requiresEnvironmentFile = /\bprocess\.loadEnvFile\s*\(/;

/** Reads one source; any text does. */
function readNodeSource(path: string, text: string): NodeSource {
  const code = withoutComments(text);
  const packages = new Set<string>();
  // Types alone leave nothing behind when they are compiled.
  const values = code.replace(/\bimport\s+type\b[^;\n]*?\bfrom\s*["'][^"']*["']/g, "");
  for (const match of values.matchAll(loads)) packages.add(match[2] ?? "");
  for (const match of code.matchAll(loadedByName)) packages.add(match[1] ?? match[2] ?? "");
  const modules = new Set([...values.matchAll(moduleNames)].map((match) => match[2] ?? ""));
  for (const match of values.matchAll(relativeNames)) modules.add(match[1] ?? "");
  const patterns = [...code.matchAll(modulePatterns)].map((match) => match[1] ?? "");
  const programs: string[] = [];
  let computes = false;
  if (startsPrograms.test(code))
    for (const [, , literal, name] of code.matchAll(starts)) {
      if (literal !== undefined) programs.push(literal.replace(/^.*\//, ""));
      // `/x/.exec(text)` and the like have no name of a program in front; `process.execPath` is node.
      else if (
        name !== undefined &&
        name !== "process.execPath" &&
        !/^(?:process\.argv|async|function)/.test(name)
      )
        computes = true;
    }
  const lowPort = /\.listen\(\s*([1-9]\d{0,2})\s*[,)]/.exec(code)?.[1];
  return {
    path,
    packages,
    modules: [...modules],
    patterns,
    computedLoads: computedLoads.test(values),
    writes: (fileModule.test(code) && writesFile.test(code)) || writesOtherwise.test(code),
    programs,
    computes,
    environmentFile: requiresEnvironmentFile.test(code)
      ? "required"
      : namesEnvironmentFile.test(code)
        ? "named"
        : undefined,
    lowPort: lowPort === undefined ? undefined : Number(lowPort),
  };
}

/** Lines that are comments are no code; a URL in a string keeps its slashes. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}
