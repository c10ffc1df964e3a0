// Crystal: images, crystal and shards, what they build, and the split into a builder and a runtime stage.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { baseName, resolvePath } from "../model/paths.ts";
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

export const crystal = defineEcosystem({
  id: "crystal",
  title: "Crystal",
  images: ["crystallang/crystal"],
  packages: ["crystal"],
  words: { carries: "its compiler, shards and build cache", needs: "the built program and its libraries" },
  manifests: ["shard.yml", "shard.lock", "**/*.cr"],
  builds,
  runsToolchain: (program, args) =>
    (/(?:^|\/)crystal$/.test(program) && !/^(?:eval|version|docs|env)$/.test(args[0] ?? "")) ||
    (/(?:^|\/)shards$/.test(program) && /^(?:run|build|install)$/.test(args[0] ?? "")) ||
    /(?:^|\/)(?:sentry|lucky)$/.test(program),
  plan: planCrystal,
  docs: {
    split: [
      "Recognises `crystal build` and `shards build` with the targets of `shard.yml`.",
      "A program built with `--static` moves to distroless static or `scratch`. Others move to the Ubuntu release of the",
      "Crystal image, with the libraries that the standard library links for what the sources require.",
    ].join("\n"),
  },
});

function builds(run: RunCommand): boolean {
  const first = run.args[0]?.value ?? "";
  return (
    (run.program === "crystal" && /^(?:build|compile)$/.test(first)) ||
    (run.program === "shards" && first === "build")
  );
}

/** What the standard library links, by what is required. Source: `@[Link]` in crystal-lang/crystal `src/`. */
const requiredLibraries: readonly (readonly [pattern: RegExp, developmentPackages: readonly string[]])[] = [
  [/^(?:http|openssl|oauth2?|digest)(?:\/|$)/, ["libssl-dev", "libz-dev"]],
  [/^(?:compress|zip|gzip|flate|zlib)(?:\/|$)/, ["libz-dev"]],
  [/^yaml(?:\/|$)/, ["libyaml-dev"]],
  [/^xml(?:\/|$)/, ["libxml2-dev"]],
  [/^big(?:\/|$)/, ["libgmp-dev"]],
];

/** What every program links on the images of Ubuntu. Source: crystal-lang/distribution-scripts, docker/ubuntu.Dockerfile. */
const alwaysLinked = ["libpcre2-dev", "libevent-dev", "libgc-dev"];

function planCrystal(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const starts = toolchainStart(stage, crystal.runsToolchain);
  if (starts !== undefined) return declined("crystal", starts.message, starts.at);
  const found = calledCommands(file, stage).filter(({ inner }) => builds(inner));
  const last = found.at(-1);
  if (last === undefined)
    return declined("crystal", "No `crystal build` or `shards build` was found", stage.base.span);
  const at = last.run.command.span;
  const outputs = found.flatMap(({ inner, run }) =>
    (outputsOf(file, stage, inner) ?? []).map((path) => ({ path, at: run.command.span, own: true })),
  );
  if (outputs.length === 0)
    return declined("crystal", `Where \`${last.inner.program} build\` puts the program isn't known`, at);
  const facts = stage.imageFacts;
  const isStatic = found.every(({ inner }) => inner.args.some((word) => word.value === "--static"));
  const libc = facts?.libc;
  if (!isStatic && facts?.release === undefined)
    return declined(
      "crystal",
      "The program links libraries of the system, and the release of the base image isn't known",
      at,
    );
  if (!isStatic && facts?.distribution !== "ubuntu")
    return declined(
      "crystal",
      "The program links libraries of the system, and which they are is known on the images of Ubuntu only",
      at,
    );
  const packages: string[] = [];
  for (const name of isStatic ? [] : linked(file)) {
    const halves = runtimeHalves(name, facts?.release);
    if (halves === undefined)
      return declined("crystal", `Which package holds the run-time half of \`${name}\` isn't known`, at);
    packages.push(
      ...halves.filter(
        (each) => !/\+\+|xx|-(?:core|extra|openssl|pthreads|16|32|posix3)(?:-|$)|-posix/.test(each),
      ),
    );
  }
  const isSource = (path: string): boolean => isCrystalSource(file.project, path);
  const folders = found.flatMap(({ inner }) => inner.cwd ?? []).sort((a, b) => a.length - b.length);
  const build: ProgramBuild = {
    ecosystem: "crystal",
    outputs,
    linkage: isStatic || libc === undefined || libc === "none" ? "static" : libc,
    cxx: true,
    sourceRoot: folders[0] ?? "/",
    isBuildVariable: (name) => /^(?:CRYSTAL_(?!WORKERS|LOG)\w+|SHARDS_\w+|DEBIAN_FRONTEND)$/.test(name),
    isSource,
    isToolchainProgram: (program) => /^(?:crystal|shards)$/.test(program),
    isBuildPackage: (name) => crystal.packages.includes(name),
    traced: found.map(({ run }) => run.command.span),
    needs: needsOfSources(file, stage, crystalFiles(file.project), isSource, {
      papers: /^shard/i,
      style: "hash",
      opens:
        /(?:File\.(?:read|open|each_line)|Dir\.(?:glob|open)|public_folder|StaticFileHandler\.new|load|YAML\.parse)$/,
      computed: /\bFile\.(?:read|open|each_line)\s*\(?\s*[a-z]/,
      writes: /\bFile\.write\b|\bDir\.mkdir|\bFileUtils\b|\bFile\.open\([^)]*"[wa]/,
      tls: /\bHTTP::Client\b|\bOpenSSL\b/,
      users: /\bSystem::User\b/,
      temporary: /\bDir\.tempdir\b|\bFile\.temp(?:file|name)\b/,
      starts: /\bProcess\.(?:run|new|exec)$|^system$/,
    }),
    packages,
    links: () => false,
    typicalBytes: undefined,
    runtimes: (needs) => distributionRuntimes(request, needs),
  };
  const message = isStatic
    ? "`--static` links the program statically"
    : `The program links libraries of the system, so it moves to the release of the Crystal image, ubuntu ${facts?.release}`;
  return planProgram(request, build, { edits: [], assumptions: [{ message, at }] });
}

/** Development packages whose libraries are linked; shards may require anything of the standard library. */
function linked(file: RuleFile): readonly string[] {
  const { project } = file;
  const found = new Set(alwaysLinked);
  const manifest = project.text("shard.yml") ?? "";
  if (/^dependencies:/m.test(manifest))
    for (const [, names] of requiredLibraries) for (const name of names) found.add(name);
  for (const path of crystalFiles(project))
    for (const [, required] of (project.text(path) ?? "").matchAll(/^\s*require\s+"([^"]+)"/gm))
      for (const [pattern, names] of requiredLibraries)
        if (pattern.test(required ?? "")) for (const name of names) found.add(name);
  if (/\b(?:pg|mysql|sqlite3)\b/.test(manifest) && /\bsqlite3\b/.test(manifest)) found.add("libsqlite3-dev");
  return [...found];
}

function crystalFiles(project: Project): readonly string[] {
  return (project.find("**/*.cr") ?? []).filter((path) => !/(?:^|\/)(?:spec|lib)\//.test(path));
}

/** Absolute paths of what a command makes; undefined when they can't be known. */
function outputsOf(file: RuleFile, stage: Stage, run: RunCommand): readonly string[] | undefined {
  const { cwd } = run;
  if (cwd === undefined) return undefined;
  const words = run.args.map((word) => argumentValue(run, word));
  if (words.some((word) => word === undefined)) return undefined;
  if (run.program === "crystal") {
    const out = words.indexOf("-o");
    const joined = words.find((word) => /^-o.|^--output=/.test(word ?? ""))?.replace(/^-o|^--output=/, "");
    const source = words.find((word) => word?.endsWith(".cr") === true);
    const name = joined ?? (out === -1 ? source && baseName(source).replace(/\.cr$/, "") : words[out + 1]);
    return name === undefined ? undefined : [resolvePath(cwd, name)];
  }
  const path = new ContextPaths(file, stage).toContext(resolvePath(cwd, "shard.yml"));
  const text = path === undefined ? undefined : file.project.text(path);
  if (text == null) return undefined;
  const targets = /^targets:[ \t]*\r?\n((?:[ \t]+.*\r?\n?|[ \t]*\r?\n)*)/m.exec(text)?.[1] ?? "";
  const indent = /^([ \t]+)\S/.exec(targets)?.[1] ?? "  ";
  const names = [...targets.matchAll(new RegExp(`^${indent}([\\w-]+):`, "gm"))].map(
    (match) => match[1] ?? "",
  );
  const wanted = words.slice(1).filter((word) => word !== undefined && !word.startsWith("-"));
  const made = wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names;
  return made.length === 0 ? undefined : made.map((name) => resolvePath(cwd, `bin/${name}`));
}

function isCrystalSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:cr|ecr|md)$|^(?:shard\.(?:yml|lock)|Dockerfile.*|LICENSE.*|README.*|Makefile)$|^\.(?:git|github)/.test(
      name,
    )
  )
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  const templates = project.find(`${path}/**/*.ecr`) ?? [];
  return templates.length > 0 || (project.find(`${path}/**/*.cr`) ?? []).length > 0;
}
