// Programs that a stage compiles and what they are linked to, by the commands that make them. Go has its own model.

import { Memory } from "../memory.ts";
import { argumentValue, type RunCommand, stageCommands } from "./commands.ts";
import { isWithin, resolvePath } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** What a program asks of the image that it runs in. `static` asks for nothing, `unknown` can't be said. */
export type Linkage = "static" | "glibc" | "musl" | "unknown";

export interface NativeBuild {
  readonly run: RunCommand;
  /** As messages name it: "Rust", "C". */
  readonly language: string;
  readonly linkage: Linkage;
  /** The file that it makes, or the folder that what it makes lies in. */
  readonly output: string;
  /** It also needs the C++ runtime or libgcc. */
  readonly cxx: boolean;
}

/** How a command that compiles is read; undefined where it makes no program. */
type Reader = (run: RunCommand, stage: Stage) => Omit<NativeBuild, "run"> | undefined;

/** The compiled programs of a stage and the stages it is FROM. */
function nativeBuilds(stage: Stage): readonly NativeBuild[] {
  let builds = cache.get(stage);
  if (builds === undefined) {
    builds = [...stage.chain].reverse().flatMap((each) =>
      stageCommands(each).flatMap((run) => {
        const reader = Object.hasOwn(readers, run.program) ? readers[run.program] : undefined;
        const found = run.cwd === undefined ? undefined : reader?.(run, each);
        return found === undefined ? [] : [{ run, ...found }];
      }),
    );
    cache.set(stage, builds);
  }
  return builds;
}

const cache = new Memory<Stage, readonly NativeBuild[]>("stage");

/** The build that makes what is copied from a path of the stage; undefined where it is none, or not known which. */
export function buildOf(stage: Stage, path: string): NativeBuild | undefined {
  const build = nativeBuilds(stage).findLast(
    ({ output }) => path === output || (isWithin(output, path) && output !== "/"),
  );
  // Cargo puts what it builds for another target into a folder of its name.
  return build?.language === "Rust" && /-linux-musl\b/.test(path) ? { ...build, linkage: "static" } : build;
}

/** The libc that the compilers of a stage link to. */
function hostLibc(stage: Stage): "glibc" | "musl" | "unknown" {
  const libc = stage.imageFacts?.libc;
  return libc === "glibc" || libc === "musl" ? libc : "unknown";
}

const readers: Readonly<Record<string, Reader>> = {
  cargo: readCargo,
  gcc: readC,
  "g++": readC,
  cc: readC,
  "c++": readC,
  clang: readC,
  "clang++": readC,
  swift: readSwift,
  ghc: (run, stage) => plain(run, stage, "Haskell", /-optl-?-?static|^-static$/, /^-o$/),
  "native-image": readNativeImage,
  crystal: (run, stage) =>
    run.args[0]?.value === "build"
      ? plain(run, stage, "Crystal", /^--static$/, /^(?:-o|--output)$/)
      : undefined,
  deno: (run, stage) =>
    run.args[0]?.value === "compile" ? plain(run, stage, "Deno", /(?!)/, /^(?:-o|--output)$/) : undefined,
  bun: (run, stage) =>
    run.args.some(({ value }) => value === "--compile")
      ? plain(run, stage, "Bun", /(?!)/, /^--outfile$/)
      : undefined,
  dotnet: readDotnet,
};

/** The value of an option, `-o x` or `-o=x`; undefined where it is not there or can't be known. */
function optionValue(run: RunCommand, option: RegExp): string | undefined {
  for (const [at, word] of run.args.entries()) {
    const equals = word.value.indexOf("=");
    if (equals > 0 && word.value.startsWith("-") && option.test(word.value.slice(0, equals)))
      return argumentValue(run, word)?.slice(equals + 1);
    const next = run.args[at + 1];
    if (option.test(word.value) && next !== undefined) return argumentValue(run, next);
  }
  return undefined;
}

/** A variable that configures a compiler: undefined where it can't be known. Images do not set these. */
function setting(run: RunCommand, stage: Stage, name: string): string | null | undefined {
  const value = run.variable(name);
  if (value !== undefined) return value;
  const isSet =
    stage.chain.some((each) => each.variableChanges.has(name)) || run.instruction.text.includes(name);
  return isSet || stage.imageFacts === undefined ? undefined : null;
}

function readCargo(run: RunCommand, stage: Stage): Omit<NativeBuild, "run"> | undefined {
  const words = run.args.map(({ value }) => value).filter((word) => !word.startsWith("+"));
  const action = words.find((word) => !word.startsWith("-"));
  if (action !== "build" && action !== "b" && action !== "install") return undefined;
  const cwd = run.cwd ?? "/";
  const set = setting(run, stage, "CARGO_TARGET_DIR");
  const byVariable = setting(run, stage, "CARGO_BUILD_TARGET");
  const flags = setting(run, stage, "RUSTFLAGS");
  const target = optionValue(run, /^--target$/) ?? (byVariable || undefined);
  const folder = optionValue(run, /^--target-dir$/) ?? set ?? "target";
  const root = optionValue(run, /^--root$/) ?? "/usr/local/cargo";
  const output = action === "install" ? resolvePath(cwd, `${root}/bin`) : resolvePath(cwd, folder);
  const unclear =
    run.args.some(({ dynamic, value }) => dynamic && value.includes("target")) ||
    [set, byVariable, flags].includes(undefined);
  const linkage = unclear ? "unknown" : rustLinkage(stage, target, flags ?? "");
  return { language: "Rust", linkage, output, cxx: true };
}

/** Images in which rustup's own host target is what Cargo builds for. */
const plainRust = new Set(["rust", "debian", "ubuntu", "alpine", "buildpack-deps", "fedora"]);

/** rustup's musl targets link statically unless told otherwise; so does rust's Alpine image, whose host they are. */
function rustLinkage(stage: Stage, target: string | undefined, flags: string): Linkage {
  // Other images may have set another target in Cargo's configuration.
  if (target === undefined && !plainRust.has(stage.imageFacts?.family ?? "")) return "unknown";
  if (/[+]crt-static/.test(flags)) return "static";
  const toMusl = target === undefined ? hostLibc(stage) === "musl" : target.includes("musl");
  if (toMusl)
    return flags.includes("-crt-static")
      ? "musl"
      : stage.imageFacts?.family === "rust" || target !== undefined
        ? "static"
        : "unknown";
  if (target !== undefined) return target.endsWith("-linux-gnu") ? "glibc" : "unknown";
  return hostLibc(stage);
}

function readC(run: RunCommand, stage: Stage): Omit<NativeBuild, "run"> | undefined {
  const words = run.args.map(({ value }) => value);
  if (words.some((word) => /^-(?:c|S|E|shared|fsyntax-only)$/.test(word))) return undefined;
  const output = optionValue(run, /^-o$/);
  if (output === undefined) return undefined;
  const isStatic = words.some((word) => /^-static(?:-pie)?$/.test(word) || word === "-Wl,-static");
  // Flags in variables may say so too.
  const unclear = run.args.some(({ dynamic, raw }) => dynamic && /FLAGS|LIBS|\$\(|`/.test(raw));
  return {
    language: run.program.includes("+") ? "C++" : "C",
    linkage: isStatic ? "static" : unclear ? "unknown" : hostLibc(stage),
    output: resolvePath(run.cwd ?? "/", output),
    cxx: run.program.includes("+"),
  };
}

function readSwift(run: RunCommand, stage: Stage): Omit<NativeBuild, "run"> | undefined {
  if (run.args[0]?.value !== "build") return undefined;
  const text = run.args.map(({ value }) => value).join(" ");
  const isStatic = /static-executable|swift-sdk/.test(text);
  const folder = optionValue(run, /^(?:--scratch-path|--build-path)$/) ?? ".build";
  return {
    language: "Swift",
    linkage: isStatic ? "static" : text.includes("$") ? "unknown" : hostLibc(stage),
    output: resolvePath(run.cwd ?? "/", folder),
    cxx: true,
  };
}

function readNativeImage(run: RunCommand, stage: Stage): Omit<NativeBuild, "run"> | undefined {
  const output = optionValue(run, /^-o$/) ?? run.args.at(-1)?.value;
  if (output === undefined || output.startsWith("-") || run.args.some(({ dynamic }) => dynamic))
    return undefined;
  const isStatic = run.args.some(({ value }) => value === "--static");
  return {
    language: "GraalVM",
    linkage: isStatic ? "static" : hostLibc(stage) === "unknown" ? "glibc" : hostLibc(stage),
    output: resolvePath(run.cwd ?? "/", output),
    cxx: false,
  };
}

/** Programs that carry the runtime, or are compiled ahead of time; others need the .NET image anyway. */
function readDotnet(run: RunCommand, stage: Stage): Omit<NativeBuild, "run"> | undefined {
  if (run.args[0]?.value !== "publish") return undefined;
  const text = run.args.map(({ value }) => value).join(" ");
  const own =
    /--self-contained(?! false)|--sc\b|PublishAot=true|SelfContained=true|PublishSingleFile=true/i.test(text);
  const output = optionValue(run, /^(?:-o|--output)$/);
  if (!own || output === undefined) return undefined;
  const runtime = optionValue(run, /^(?:-r|--runtime)$/);
  const linkage =
    runtime === undefined
      ? hostLibc(stage)
      : runtime.includes("musl")
        ? "musl"
        : runtime.startsWith("linux-")
          ? "glibc"
          : "unknown";
  return {
    language: ".NET",
    linkage: text.includes("$") ? "unknown" : linkage,
    output: resolvePath(run.cwd ?? "/", output),
    cxx: true,
  };
}

function plain(
  run: RunCommand,
  stage: Stage,
  language: string,
  isStatic: RegExp,
  output: RegExp,
): Omit<NativeBuild, "run"> | undefined {
  const made = optionValue(run, output);
  if (made === undefined) return undefined;
  const words = run.args.map(({ value }) => value);
  const linkage = words.some((word) => isStatic.test(word))
    ? "static"
    : words.some((word) => word.includes("$"))
      ? "unknown"
      : hostLibc(stage);
  return { language, linkage, output: resolvePath(run.cwd ?? "/", made), cxx: false };
}
