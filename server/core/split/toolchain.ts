// Which toolchains the shipped image carries, what is built with them, and whether the start command needs them.

import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import { imageFacts } from "../images/lookup.ts";
import { type RunCommand, stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { baseName } from "../model/paths.ts";
import { isInteractive } from "../model/root-programs.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { parseShell, type ShellScript } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { ContextMap } from "./context-map.ts";

/** A toolchain in the shipped image. */
export interface ShippedToolchain {
  readonly ecosystem: Ecosystem;
  /** The base image's name, or the package or command that installs it. */
  readonly carrier: {
    readonly kind: "image" | "package" | "command";
    readonly span: Span;
    readonly text: string;
  };
  /** Commands of the shipped stages that build with it; empty where they build through files of the project, or not. */
  readonly builds: readonly RunCommand[];
  /** True when the shipped stages build with it, through files of the project included. */
  readonly used: boolean;
}

/** The toolchains of a shipped stage and the stages it is FROM: the base image's first. */
export function shippedToolchains(file: RuleFile, stage: Stage): readonly ShippedToolchain[] {
  const commands = stage.chain.flatMap(stageCommands);
  const found: ShippedToolchain[] = [];
  for (const ecosystem of ecosystems) {
    const carrier = imageCarrier(ecosystem, stage) ?? installCarrier(ecosystem, commands);
    if (carrier === undefined) continue;
    const builds = commands.filter((run) => ecosystem.builds(run));
    const used =
      builds.length > 0 || stage.chain.some((each) => ecosystem.buildsThroughFiles?.(file, each) === true);
    found.push({ ecosystem, carrier, builds, used });
  }
  return found.sort((a, b) => rank(a) - rank(b));
}

function rank({ carrier, used, builds }: ShippedToolchain): number {
  return (carrier.kind === "image" ? 0 : 4) + (used ? 0 : 2) + (builds.length > 0 ? 0 : 1);
}

function imageCarrier(ecosystem: Ecosystem, stage: Stage): ShippedToolchain["carrier"] | undefined {
  const facts = stage.imageFacts;
  const base = stage.rootBase;
  if (facts?.role !== "toolchain" || base.kind !== "image") return undefined;
  const carries =
    ecosystem.images.includes(facts.family) ||
    (facts.ecosystem !== undefined && imageKind(ecosystem) === facts.ecosystem);
  return carries ? { kind: "image", span: base.span, text: base.reference.text } : undefined;
}

/** What the image data calls the ecosystem of its images: Maven's and Gradle's is `java`. */
function imageKind(ecosystem: Ecosystem): string | undefined {
  const [image] = ecosystem.images;
  return image === undefined ? undefined : imageFacts(image)?.ecosystem;
}

function installCarrier(
  ecosystem: Ecosystem,
  commands: readonly RunCommand[],
): ShippedToolchain["carrier"] | undefined {
  for (const run of commands) {
    if (run.command.conditional) continue;
    if (ecosystem.installs?.(run) === true)
      return { kind: "command", span: run.command.span, text: run.program };
    const installed = packageCommand(run);
    if (installed?.action !== "install") continue;
    const word = installed.packages.find((each) => ecosystem.packages.includes(packageName(each)));
    if (word !== undefined && !isRemoved(run, packageName(word), commands))
      return { kind: "package", span: word.span, text: packageName(word) };
  }
  return undefined;
}

/** True when the same RUN removes the package again, by its name, by a virtual one or by names that can't be known. */
function isRemoved(install: RunCommand, name: string, commands: readonly RunCommand[]): boolean {
  const at = commands.indexOf(install);
  const virtual = virtualName(install);
  return commands.slice(at + 1).some((run) => {
    if (run.instruction !== install.instruction) return false;
    const removed = packageCommand(run);
    if (removed?.action !== "remove") return false;
    return removed.packages.some(
      (word) => word.dynamic || packageName(word) === name || word.value === virtual,
    );
  });
}

/** `.build-deps` of `apk add --virtual .build-deps gcc`, also as `-t` and `--virtual=`. */
function virtualName(install: RunCommand): string | undefined {
  const at = install.args.findIndex(({ value }) => /^(?:-t|--virtual(?:=.*)?)$/.test(value));
  const option = install.args[at]?.value;
  return option?.includes("=") === true ? option.slice(option.indexOf("=") + 1) : install.args[at + 1]?.value;
}

/** A program that the image starts, with its arguments. */
export interface StartedProgram {
  readonly program: string;
  readonly args: readonly string[];
}

/** Programs that start another one, given behind their options. */
const launchers =
  /^(?:tini|dumb-init|catatonit|s6-svscan|env|exec|nohup|nice|sudo|gosu|su-exec|time|xvfb-run|wait-for-it\.sh|dockerize)$/;

/** What ENTRYPOINT and CMD start: both together, each alone, and what a launcher among them starts. */
export function startedPrograms(stage: Stage): readonly StartedProgram[] {
  const { entrypoint, cmd } = stage;
  const found: StartedProgram[] = [];
  for (const setting of [entrypoint, cmd]) {
    const script = setting?.by?.script;
    if (setting?.value.form === "shell" && script !== undefined) found.push(...programsOf(script));
    else if (setting?.value.form === "exec") found.push(...programsOfWords(setting.value.words));
  }
  if (entrypoint !== undefined && entrypoint.value.form !== "shell" && cmd?.value.form === "exec")
    found.push(...programsOfWords([...entrypoint.value.words, ...cmd.value.words]));
  return found;
}

function programsOf(script: ShellScript): readonly StartedProgram[] {
  return script.commands.flatMap(({ program, args }) =>
    program === "" ? [] : [{ program, args: args.map(({ value }) => value) }],
  );
}

function programsOfWords(words: readonly string[]): readonly StartedProgram[] {
  const [program, ...args] = words;
  if (program === undefined) return [];
  const script = args[args.findIndex((arg) => /^-[a-z]*c$/.test(arg)) + 1];
  if (
    /^(?:ba|da|a|z)?sh$/.test(baseName(program)) &&
    args.some((arg) => /^-[a-z]*c$/.test(arg)) &&
    script !== undefined
  )
    return programsOf(parseShell(script, 0));
  const rest = args.findIndex((arg) => arg === "--");
  const next = rest !== -1 ? args.slice(rest + 1) : args.slice(args.findIndex((arg) => !arg.startsWith("-")));
  const launched =
    launchers.test(baseName(program)) && next.length < words.length ? programsOfWords(next) : [];
  return [{ program, args }, ...launched];
}

/** The largest start script that is looked into, in characters. */
const longestScript = 20_000;

/** The commands of a start script, where it is a file of the project. */
function programsOfFile(
  file: RuleFile,
  stage: Stage,
  { program, args }: StartedProgram,
): readonly StartedProgram[] {
  if (!file.project.known) return [];
  const script = /^(?:ba|da|a|z)?sh$/.test(baseName(program))
    ? args.find((arg) => !arg.startsWith("-"))
    : program;
  const workdir = stage.workdir().value;
  if (script === undefined || !script.includes("/") || (workdir === undefined && !script.startsWith("/")))
    return [];
  const path = new ContextMap(file.dockerfile, stage, file.project).toContext(
    script.startsWith("/") ? script : `${workdir}/${script.replace(/^\.\//, "")}`,
  );
  const text = path === undefined ? undefined : file.project.text(path);
  if (text == null || text.length > longestScript || !/^#!.*sh\b/.test(text)) return [];
  return programsOf(parseShell(text, 0));
}

/** Programs that answer an editor's questions about sources: they run the toolchain. */
const languageServer =
  /^(?:gopls|rust-analyzer|clangd|omnisharp|jdtls|sourcekit-lsp|.*(?:language-server|langserver|-lsp))$/;

/** Programs that build, and that a built program is started with as well. */
const alsoRuntimes =
  /^(?:dotnet|node|npm|npx|yarn|pnpm|bun|deno|python[\d.]*|pip[\d.]*|uv|poetry|php|ruby|bundle|rake|rails|java|sh|bash|mcs|gem)$/;

/** True when the image starts the toolchain itself, by a start script too, a prompt for a person, or a server for editors. */
export function needsToolchain(
  file: RuleFile,
  stage: Stage,
  toolchains: readonly ShippedToolchain[],
): boolean {
  const started = startedPrograms(stage);
  if (started.length > 0 && started.every(({ program, args }) => isInteractive(program, args))) return true;
  const builders = new Set(toolchains.flatMap(({ builds }) => builds.map((run) => run.program)));
  return [...started, ...started.flatMap((each) => programsOfFile(file, stage, each))].some(
    ({ program, args }) => {
      const name = baseName(program);
      return (
        languageServer.test(name) ||
        (builders.has(name) && !alsoRuntimes.test(name)) ||
        ecosystems.some((ecosystem) => ecosystem.runsToolchain(program, args))
      );
    },
  );
}
