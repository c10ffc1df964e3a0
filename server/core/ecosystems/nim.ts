// Nim: images, nim and nimble, what they build, and the split into a builder and a runtime stage.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { baseName, dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { distributionRuntimes } from "../split/distribution-runtimes.ts";
import { needsOfSources } from "../split/opened-files.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { ProgramBuild } from "../split/program-needs.ts";
import { runtimeHalves } from "../split/run-time-halves.ts";
import { toolchainStart } from "../split/toolchain-start.ts";
import { ContextPaths, calledCommands } from "./called-commands.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";

export const nim = defineEcosystem({
  id: "nim",
  title: "Nim",
  images: ["nimlang/nim"],
  packages: ["nim", "nimble"],
  words: { carries: "its compiler, packages and build cache", needs: "the built program" },
  manifests: ["*.nimble", "**/*.nim", "nim.cfg", "config.nims"],
  builds,
  runsToolchain: (program, args) =>
    /(?:^|\/)nim(?:ble)?$/.test(program) && /^(?:c|cpp|r|run|compile|test|build|e)$/.test(args[0] ?? ""),
  plan: planNim,
  docs: {
    split: [
      "Recognises `nim c`, `nimble c`, `nimble build` and `nimble install` with the programs of the `.nimble` file.",
      "The program keeps the C library of the builder's release; libraries that the standard library loads while it runs",
      "(OpenSSL with `-d:ssl`, SQLite, PostgreSQL) are installed in the runtime stage.",
    ].join("\n"),
  },
});

function builds(run: RunCommand): boolean {
  const [first] = run.args.map((word) => word.value).filter((word) => !word.startsWith("-"));
  if (run.program === "nim") return /^(?:c|cc|cpp|compile|compileToC)$/.test(first ?? "");
  return (
    run.program === "nimble" && /^(?:c|cpp|build|install)$/.test(first ?? "") && !isDependencyInstall(run)
  );
}

/** `nimble install -d`, and the installation of packages by their names. */
function isDependencyInstall(run: RunCommand): boolean {
  const words = run.args.map((word) => word.value);
  return (
    words.includes("install") &&
    words.some(
      (word) => /^-[dy]*d[dy]*$|^--depsOnly$/.test(word) || (!word.startsWith("-") && word !== "install"),
    )
  );
}

/** Packages whose library the standard library loads by name while the program runs. */
const loadedLibraries: readonly (readonly [pattern: RegExp, developmentPackage: string])[] = [
  [/\b(?:db_sqlite|sqlite3|tiny_sqlite|norm\/sqlite)\b/, "libsqlite3-dev"],
  [/\b(?:db_postgres|postgres|ndb\/postgres|norm\/postgres)\b/, "libpq-dev"],
  [/\b(?:db_mysql)\b/, "default-libmysqlclient-dev"],
  [/\bimport[^\n]*\b(?:re|nre)\b/, "libpcre3-dev"],
];

function planNim(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const starts = toolchainStart(stage, nim.runsToolchain);
  if (starts !== undefined) return declined("nim", starts.message, starts.at);
  const found = calledCommands(file, stage).filter(({ inner }) => builds(inner));
  const last = found.at(-1);
  if (last === undefined) return declined("nim", "No `nim c` or `nimble build` was found", stage.base.span);
  const at = last.run.command.span;
  const outputs = found.flatMap(({ inner, run }) => {
    const paths = outputsOf(file, stage, inner);
    return paths === undefined ? [] : paths.map((path) => ({ path, at: run.command.span, own: true }));
  });
  if (outputs.length === 0)
    return declined("nim", `Where \`${last.inner.program}\` puts the program isn't known`, at);
  const facts = stage.imageFacts;
  const flags = found.flatMap(({ inner }) => inner.args.map((word) => word.value)).join(" ");
  const isStatic = /--passL:["']?-static/i.test(flags);
  const libc = facts?.libc;
  if (
    !isStatic &&
    ((libc !== "glibc" && libc !== "musl") || (facts?.release === undefined && facts?.role !== "os"))
  )
    return declined(
      "nim",
      "The program is linked to the C library, and the release of the base image isn't known",
      at,
    );
  const release = runtimeRelease(stage);
  const packages: string[] = [];
  for (const name of isStatic ? [] : loaded(file.project, flags)) {
    const halves = runtimeHalves(name, release);
    if (halves === undefined)
      return declined("nim", `Which package holds the run-time half of \`${name}\` isn't known`, at);
    packages.push(...halves);
  }
  const isSource = (path: string): boolean => isNimSource(file.project, path);
  const folders = found.flatMap(({ inner }) => inner.cwd ?? []).sort((a, b) => a.length - b.length);
  const build: ProgramBuild = {
    ecosystem: "nim",
    outputs,
    linkage: isStatic || libc === undefined || libc === "none" ? "static" : libc,
    cxx: /(?:^| )cpp /.test(flags),
    sourceRoot: folders[0] ?? "/",
    isBuildVariable: (name) =>
      /^(?:NIM\w*|CC|DEBIAN_FRONTEND)$/.test(name) || (name === "PATH" && leadsToNimble(stage)),
    isSource,
    isToolchainProgram: (program) => /^(?:nim|nimble|koch|choosenim|atlas)$/.test(program),
    isBuildPackage: (name) => nim.packages.includes(name),
    traced: found.map(({ run }) => run.command.span),
    fills: (path) => /\/(?:nimcache|nimbledeps)$/.test(path),
    needs: needsOfSources(file, stage, nimFiles(file.project), isSource, {
      style: "hash",
      opens: /(?:readFile|open|lines|newFileStream|loadConfig|parseFile|staticDir|setStaticDir|walkDir)$/,
      computed: /\b(?:readFile|open|newFileStream|parseFile)\s*\(\s*[a-z]/,
      writes: /\b(?:writeFile|createDir)\b|\bfmWrite\b|\bfmAppend\b/,
      tls: /\b(?:httpclient|newHttpClient|newAsyncHttpClient|newContext)\b/,
      users: /\bgetpw\w+/,
      temporary: /\bgetTempDir\b|\btempfiles\b/,
      starts: /\b(?:execCmd|execProcess|startProcess|execCmdEx|execShellCmd)$/,
    }),
    packages,
    links: () => false,
    typicalBytes: undefined,
    searchPath: "/root/.nimble/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    runtimes: (needs) => distributionRuntimes(request, { ...needs, release }),
  };
  const message = isStatic
    ? "`--passL:-static` links the program statically"
    : release === facts?.release
      ? `The program is linked to ${libc}, so it moves to an image of the builder's own release, ${facts?.distribution} ${release ?? ""}`.trim()
      : `The program is linked to glibc, which later releases keep compatible, so it moves to ubuntu ${release}: ${facts?.release} gets no security fixes any more`;
  return planProgram(request, build, { edits: [], assumptions: [{ message, at }] });
}

/**
 * The images stand on Ubuntu 20.04. What is linked to its glibc runs on the next release too, and from 1.6.12 on the
 * standard library loads the OpenSSL of both. Source: nim-lang/Nim pull requests 20668 and 20669,
 * October 2022.
 */
function runtimeRelease(stage: Stage): string | undefined {
  const facts = stage.imageFacts;
  const [major = 2, minor = 0, patch = 99] = (facts?.version ?? "2").split(".").map(Number);
  const loadsBoth = major > 1 || (minor === 6 && patch >= 12) || minor > 6;
  return facts?.distribution === "ubuntu" && facts.release === "20.04" && loadsBoth
    ? "22.04"
    : facts?.release;
}

function loaded(project: Project, flags: string): readonly string[] {
  const texts = nimFiles(project).map((path) => project.text(path) ?? "");
  const found = loadedLibraries.flatMap(([pattern, name]) =>
    texts.some((text) => pattern.test(text)) ? [name] : [],
  );
  return /-d:ssl\b|--define:ssl\b/.test(flags) ? [...found, "libssl-dev"] : found;
}

function nimFiles(project: Project): readonly string[] {
  return (project.find("**/*.nim") ?? []).filter(
    (path) => !/(?:^|\/)(?:tests?|examples|nimbledeps)\//.test(path),
  );
}

/** Absolute paths of what a command makes; undefined when they can't be known. */
function outputsOf(file: RuleFile, stage: Stage, run: RunCommand): readonly string[] | undefined {
  const { cwd } = run;
  if (cwd === undefined) return undefined;
  const words = run.args.map((word) => argumentValue(run, word));
  const compiles = words.some((word) => /^(?:c|cc|cpp|compile|compileToC)$/.test(word ?? ""));
  if (compiles) {
    const source = words.findLast(
      (word) => word !== undefined && !word.startsWith("-") && /[\w/]/.test(word),
    );
    if (source === undefined || /^(?:c|cc|cpp|compile)$/.test(source)) return undefined;
    const option = (names: RegExp): string | undefined => {
      const at = words.findIndex((word) => names.test(word ?? ""));
      return at === -1 ? undefined : words[at]?.replace(names, "");
    };
    const name = option(/^(?:-o|--out)[:=]/) ?? baseName(source).replace(/\.nim$/, "");
    const folder = option(/^--outdir[:=]/);
    // Without an option the program lies beside its source; with one the name starts at the working directory.
    const beside = option(/^(?:-o|--out)[:=]/) === undefined && folder === undefined;
    return [
      resolvePath(
        cwd,
        beside ? `${dirName(`/${source}`).slice(1) || "."}/${name}` : `${folder ?? "."}/${name}`,
      ),
    ];
  }
  const context = new ContextPaths(file, stage).toContext(cwd);
  if (context === undefined) return undefined;
  const [manifest] = file.project.find(context === "." ? "*.nimble" : `${context}/*.nimble`) ?? [];
  const text = manifest === undefined ? undefined : file.project.text(manifest);
  if (text == null) return undefined;
  const list = /^\s*bin\s*=\s*@\[([^\]]*)\]/m.exec(text)?.[1] ?? "";
  const names = [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
  const folder = words.includes("install")
    ? "/root/.nimble/bin"
    : resolvePath(cwd, /^\s*binDir\s*=\s*"([^"]+)"/m.exec(text)?.[1] ?? ".");
  return names.length === 0 ? undefined : names.map((name) => resolvePath(folder, baseName(name)));
}

/** Every folder that the file adds to PATH is nimble's. */
function leadsToNimble(stage: Stage): boolean {
  const values = (stage.variableChanges.get("PATH") ?? []).flatMap(({ by }) =>
    by.pairs.flatMap((pair) => (pair.key === "PATH" ? [pair.value?.text ?? ""] : [])),
  );
  return values.every((value) =>
    value.split(":").every((folder) => /^"?(?:\$\{?PATH\}?|.*\/(?:\.nimble|nim)\/bin)"?$/.test(folder)),
  );
}

function isNimSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:nim|nims|nimble|cfg|md)$|^(?:Dockerfile.*|LICENSE.*|README.*|Makefile)$|^\.(?:git|github)/.test(
      name,
    )
  )
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  return (project.find(`${path}/**/*.nim`) ?? []).length > 0;
}
