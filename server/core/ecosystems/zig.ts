// Zig: its commands, what they build, and the split into a builder and a runtime stage.

import { argumentValue, type RunCommand, stageCommands } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { distributionRuntimes } from "../split/distribution-runtimes.ts";
import { needsOfSources } from "../split/opened-files.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuildOutput, ProgramBuild } from "../split/program-needs.ts";
import { toolchainStart } from "../split/toolchain-start.ts";
import { ContextPaths, calledCommands } from "./called-commands.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";

export const zig = defineEcosystem({
  id: "zig",
  title: "Zig",
  images: [],
  packages: ["zig"],
  installs: (run) =>
    /^(?:curl|wget)$/.test(run.program) && run.args.some((word) => /ziglang\.org/.test(word.raw)),
  words: { carries: "its compiler and build cache", needs: "the built program" },
  manifests: ["build.zig", "build.zig.zon", "**/*.zig"],
  builds,
  runsToolchain: (program, args) =>
    /(?:^|\/)zig$/.test(program) && /^(?:run|build|test|build-exe)$/.test(args[0] ?? ""),
  plan: planZig,
  docs: {
    split: [
      "Recognises `zig build` with the programs that `build.zig` names, and `zig build-exe`.",
      "A program for a musl target, or one that links no C library, is static; others keep the release of the builder.",
    ].join("\n"),
  },
});

function builds(run: RunCommand): boolean {
  return run.program === "zig" && /^(?:build|build-exe)$/.test(run.args[0]?.value ?? "");
}

interface ZigBuild {
  readonly outputs: readonly BuildOutput[];
  readonly folder: string;
  readonly kind: "static" | "libc";
  readonly unknown?: string;
}

function planZig(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const starts = toolchainStart(stage, zig.runsToolchain);
  if (starts !== undefined) return declined("zig", starts.message, starts.at);
  const found = calledCommands(file, stage).filter(({ inner }) => builds(inner));
  const last = found.at(-1);
  if (last === undefined)
    return declined("zig", "No `zig build` or `zig build-exe` was found", stage.base.span);
  const at = last.run.command.span;
  const read = found.map(({ inner, run }) => readBuild(file, stage, inner, run));
  const unclear = read.find((each) => each.unknown !== undefined);
  if (unclear?.unknown !== undefined)
    return declined("zig", `The build can't be followed: ${unclear.unknown}`, at);
  const isStatic = read.every(({ kind }) => kind === "static");
  const libc = stage.imageFacts?.libc;
  if (!isStatic && libc !== "glibc" && libc !== "musl")
    return declined(
      "zig",
      "What the program is linked to isn't known: the C library of the base image is not",
      at,
    );
  const isSource = (path: string): boolean => isZigSource(file.project, path);
  const paths = (file.project.find("**/*.zig") ?? []).filter((path) => !/(?:^|\/)build\.zig$/.test(path));
  const message = isStatic
    ? "The program links no C library, so it is static"
    : `The program may be linked to ${libc}, so it stays on ${stage.imageFacts?.distribution ?? "the same distribution"}`;
  const build: ProgramBuild = {
    ecosystem: "zig",
    outputs: read.flatMap(({ outputs }) => outputs),
    linkage: isStatic || libc === undefined || libc === "none" ? "static" : libc,
    cxx: false,
    sourceRoot: read[0]?.folder ?? "/",
    isBuildVariable: (name) =>
      /^ZIG_\w+$|^DEBIAN_FRONTEND$/.test(name) || (name === "PATH" && leadsToZig(stage)),
    isSource,
    isToolchainProgram: (program) => program === "zig",
    isBuildPackage: (name) => zig.packages.includes(name),
    traced: [
      ...found.map(({ run }) => run.command.span),
      ...stageCommands(stage).flatMap((run) => (installsZig(run) ? [run.command.span] : [])),
    ],
    fills: (path) => /\/(?:zig|\.zig-cache|zig-cache|zig-[\w.-]+)$/.test(path),
    needs: needsOfSources(file, stage, paths, isSource, {
      style: "c",
      opens: /(?:openFile|openDir|readFileAlloc|openFileAbsolute|openIterableDir|readFile)$/,
      computed: /\b(?:openFile|openDir|readFileAlloc)\s*\(\s*[a-z_]/,
      writes: /\b(?:createFile|makeDir|makePath|writeFile)\s*\(/,
      tls: /\bhttp\.Client\b|\btls\b|\bopenssl\b/i,
      users: /\bgetpw\w+\s*\(/,
      temporary: /"\/tmp/,
      starts: /\bChild\.(?:init|run)$/,
    }),
    typicalBytes: undefined,
    runtimes: (needs) => distributionRuntimes(request, needs),
  };
  return planProgram(request, build, { edits: [], assumptions: [{ message, at }] });
}

/** Downloads, unpacks or moves the compiler: every command that names its archive. */
function installsZig(run: RunCommand): boolean {
  return (
    /^(?:curl|wget|tar|mv|cp|ln|xz|rm|mkdir)$/.test(run.program) &&
    run.args.some((word) => /ziglang\.org|(?:^|\/)zig(?:-|$|\b)|minisig/.test(word.raw))
  );
}

/** Every folder that the file adds to PATH is the compiler's. */
function leadsToZig(stage: Stage): boolean {
  const values = (stage.variableChanges.get("PATH") ?? []).map(({ value }) => value ?? "");
  return values.every((value) =>
    value.split(":").every((folder) => /zig/.test(folder) || /^(?:\/usr(?:\/local)?)?\/s?bin$/.test(folder)),
  );
}

function readBuild(file: RuleFile, stage: Stage, inner: RunCommand, run: RunCommand): ZigBuild {
  const folder = inner.cwd;
  const nothing = { outputs: [], folder: folder ?? "/", kind: "libc" as const };
  if (folder === undefined) return { ...nothing, unknown: "the folder in which `zig` runs isn't known" };
  const words = inner.args.map((word) => argumentValue(inner, word));
  const at = run.command.span;
  const target =
    words.find((word) => /^-Dtarget=|^--?target=/.test(word ?? "")) ??
    words[words.indexOf("-target") + 1] ??
    "";
  const musl = /musl/.test(target);
  if (words[0] === "build-exe") {
    const emitted = words.find((word) => word?.startsWith("-femit-bin="))?.slice("-femit-bin=".length);
    const named = words.indexOf("--name");
    const source = words.find((word) => word?.endsWith(".zig") === true);
    const name =
      emitted ?? (named === -1 ? source?.replace(/^.*\//, "").replace(/\.zig$/, "") : words[named + 1]);
    if (name === undefined) return { ...nothing, unknown: "the name of the program isn't known" };
    const usesC = words.some((word) => /^-l/.test(word ?? "") || word === "--library");
    return {
      outputs: [{ path: resolvePath(folder, name), at, own: true }],
      folder,
      kind: musl || !usesC ? "static" : "libc",
    };
  }
  const paths = new ContextPaths(file, stage);
  const read = (name: string): string | null | undefined => {
    const path = paths.toContext(resolvePath(folder, name));
    return path === undefined ? null : file.project.text(path);
  };
  const script = read("build.zig");
  const packages = read("build.zig.zon");
  if (script === undefined || packages === undefined)
    return { ...nothing, unknown: "`build.zig` was not read" };
  if (script === null)
    return { ...nothing, unknown: "no copy from the build context brings its `build.zig`" };
  const prefixAt = words.findIndex((word) => word === "-p" || word === "--prefix");
  const prefix = resolvePath(folder, prefixAt === -1 ? "zig-out" : (words[prefixAt + 1] ?? "zig-out"));
  const plain = script.replace(/\/\/[^\n]*/g, "");
  const names = [...plain.matchAll(/addExecutable\s*\(\s*\.\{\s*\.name\s*=\s*"([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  if (names.length === 0) return { ...nothing, unknown: "`build.zig` names no program that can be read" };
  const usesC = /linkLibC\b|link_libc\s*=\s*true|linkSystemLibrary|linkLibCpp|addCSourceFile/.test(plain);
  // A package may link the C library as well.
  const hasPackages = /\.dependencies\s*=\s*\.\{\s*\./.test(packages ?? "");
  return {
    outputs: names.map((name) => ({ path: `${prefix}/bin/${name}`, at, own: true })),
    folder: dirName(`${folder}/x`),
    kind: musl || (!usesC && !hasPackages) ? "static" : "libc",
  };
}

function isZigSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/\.(?:zig|zon|c|h|md)$|^(?:Dockerfile.*|LICENSE.*|README.*|Makefile)$|^\.(?:git|github)/.test(name))
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  return (project.find(`${path}/**/*.zig`) ?? []).length > 0;
}
