// Which sources of a Node.js project the started file loads: followed through their relative imports. What isn't reached
// (seeds, fixtures, scripts) may load development packages without the program doing so.

import { normalPath } from "../project/project.ts";
import type { NodeSource } from "./node-sources.ts";

/** A program whose sources are looked for. */
interface Question {
  /** Context folder of the package that starts. */
  readonly folder: string;
  /** Context paths of the files that start, `dist/main` or `server.js`. */
  readonly entries: readonly string[];
  /** All sources below the folder, tests too. */
  readonly sources: ReadonlyMap<string, NodeSource>;
  /** Names of packages that the manifest asks for. */
  readonly packages: ReadonlySet<string>;
  /** `tsconfig.json` gives modules other names. */
  readonly hasAliases: boolean;
}

const endings = [
  "",
  ".ts",
  ".tsx",
  ".js",
  ".mjs",
  ".cjs",
  ".mts",
  ".cts",
  ".jsx",
  "/index.ts",
  "/index.tsx",
  "/index.js",
];

/** Folders that compilers write to. */
const compiled = /^(?:dist|build|out|lib|\.?output)\//;
/** Where the source of a compiled file lies; the first that is there counts. */
const written = ["src/", ""];

/**
 * The context paths of the sources that are loaded; undefined where that can't be told: a module whose name is
 * computed, an entry without a known source, a name that is neither a package nor a file.
 */
export function reachedSources(question: Question): ReadonlySet<string> | undefined {
  const waiting: string[] = [];
  for (const entry of question.entries) {
    const source = sourceOfEntry(question, entry);
    if (source === undefined) return undefined;
    waiting.push(source);
  }
  const reached = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const source = question.sources.get(path);
    if (source === undefined) continue;
    if (source.computedLoads) return undefined;
    for (const name of source.modules) {
      const found = resolved(question, path, name);
      if (found === undefined) return undefined;
      waiting.push(...found);
    }
    for (const pattern of source.patterns) {
      const found = matching(question, pattern);
      if (found === undefined) return undefined;
      waiting.push(...found);
    }
  }
  return reached.size === 0 ? undefined : reached;
}

function join(folder: string, path: string): string {
  return normalPath(folder === "." ? path : `${folder}/${path}`) ?? path;
}

function existing({ sources }: Question, base: string): string | undefined {
  const plain = base.replace(/\.[cm]?js$/, "");
  for (const each of plain === base ? [base] : [base, plain])
    for (const ending of endings) if (sources.has(each + ending)) return each + ending;
  return undefined;
}

/** `dist/main` is what `src/main.ts` was compiled to. */
function sourceOfEntry(question: Question, entry: string): string | undefined {
  const prefix = question.folder === "." ? "" : `${question.folder}/`;
  const inside = entry.startsWith(prefix) ? entry.slice(prefix.length) : entry;
  const rest = inside.replace(compiled, "");
  if (rest === inside) return existing(question, entry);
  for (const place of written) {
    const found = existing(question, join(question.folder, `${place}${rest}`));
    if (found !== undefined && !compiled.test(found.slice(prefix.length))) return found;
  }
  return undefined;
}

/** The files behind a module's name: none for packages and for what is no source; undefined where it isn't known. */
function resolved(question: Question, from: string, name: string): readonly string[] | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(name)) {
    const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/")) : ".";
    const found = existing(question, join(folder, name));
    return found === undefined ? [] : [found];
  }
  if (/^(?:node|bun|https?|file|data|cloudflare):/.test(name)) return [];
  const packageName = /^(?:@[\w.-]+\/)?[\w.-]+/.exec(name)?.[0] ?? "";
  if (question.packages.has(packageName) || builtins.has(packageName)) return [];
  // Aliases of a tsconfig: `@/users`, `~/users`, `src/users`, `users/users.module`.
  const plain = name.replace(/^[@~#]\//, "");
  for (const place of ["", "src/"]) {
    const found = existing(question, join(question.folder, `${place}${plain}`));
    if (found !== undefined) return [found];
  }
  // Where no name stands for a folder, it is a package that another one brings along.
  return question.hasAliases || plain !== name ? undefined : [];
}

/** Sources whose name a pattern matches, `dist/**\/*.entity{.ts,.js}`; undefined for one that names no ending of its own. */
function matching({ sources }: Question, pattern: string): readonly string[] | undefined {
  const last = pattern.slice(pattern.lastIndexOf("/") + 1);
  const name = last.replace(/(?:\{[^{}]*\}|\.[cm]?[jt]sx?)$/, "");
  // Pages, styles and data are no modules.
  if (/\.[a-z]+$/i.test(name) && name === last && !/\*\.\w+$/.test(name)) return [];
  if (!/^\*?[\w*-]*\.?[\w-]+$/.test(name) || name === "*" || name === "**") return undefined;
  const expression = new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", ".*")}\\.[cm]?[jt]sx?$`);
  return [...sources.keys()].filter((path) => expression.test(path.slice(path.lastIndexOf("/") + 1)));
}

/** Modules that come with Node.js. Source: nodejs.org/api, `module.builtinModules`. */
const builtins: ReadonlySet<string> = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http " +
    "http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys " +
    "timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);
