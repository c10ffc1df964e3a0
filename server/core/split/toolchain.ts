// Which toolchains the shipped image carries, what is built with them, and whether the start command needs them.

import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import { imageFacts } from "../images/lookup.ts";
import { type RunCommand, stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import { PairCache } from "../model/pair-cache.ts";
import { baseName } from "../model/paths.ts";
import { isInteractive } from "../model/root-programs.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { parseShell, type ShellScript } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";
import { contextMapOf } from "./context-map.ts";
import { builtins } from "./start-command.ts";

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
  return shipped.get(file, stage, () => findToolchains(file, stage));
}

const shipped = new PairCache<RuleFile, readonly ShippedToolchain[]>();

function findToolchains(file: RuleFile, stage: Stage): readonly ShippedToolchain[] {
  // Most files have no toolchain: their commands need not be read for this.
  let read: readonly RunCommand[] | undefined;
  const commands = (): readonly RunCommand[] => {
    read ??= [...stage.chain].reverse().flatMap(stageCommands);
    return read;
  };
  const found: ShippedToolchain[] = [];
  const role = stage.imageFacts?.role;
  // On an interpreter's or a server's image a compiler is a package too many, but not what the program came from.
  const named = role === "os" ? packagesNamed(file.text) : none;
  const fetches = role === "os" && file.text.includes("http");
  if (role !== "toolchain" && named.size === 0 && !fetches) return found;
  // An interpreter that is installed is there for the program, not for its build.
  const mayInstall = ({ interpreted, installs, packages }: Ecosystem): boolean =>
    interpreted !== true && ((fetches && installs !== undefined) || packages.some((name) => named.has(name)));
  for (const ecosystem of ecosystems) {
    const installed =
      imageCarrier(ecosystem, stage) ??
      (mayInstall(ecosystem) ? installCarrier(ecosystem, commands()) : undefined);
    if (installed === undefined) continue;
    const { carrier, from } = installed;
    const builds = commands()
      .slice(from)
      .filter((run) => ecosystem.builds(run));
    const used =
      builds.length > 0 || stage.chain.some((each) => ecosystem.buildsThroughFiles?.(file, each) === true);
    found.push({ ecosystem, carrier, builds, used });
  }
  const family = stage.imageFacts?.family ?? "";
  return found.sort((a, b) => rank(a, family) - rank(b, family));
}

/** What the image is comes first, then what is used, then whose image it is most: Maven builds on JDK images too. */
function rank({ ecosystem, carrier, used, builds }: ShippedToolchain, family: string): number {
  const place = ecosystem.images.indexOf(family);
  return (
    (carrier.kind === "image" ? 0 : 400) +
    (used ? 0 : 200) +
    (builds.length > 0 ? 0 : 100) +
    (place === -1 ? 99 : place)
  );
}

/** A carrier, and the command from which on the toolchain is there. */
interface Installed {
  readonly carrier: ShippedToolchain["carrier"];
  readonly from: number;
}

function imageCarrier(ecosystem: Ecosystem, stage: Stage): Installed | undefined {
  const facts = stage.imageFacts;
  const base = stage.rootBase;
  if (facts?.role !== "toolchain" || base.kind !== "image") return undefined;
  const carries =
    ecosystem.images.includes(facts.family) ||
    (facts.ecosystem !== undefined && imageKind(ecosystem) === facts.ecosystem);
  return carries
    ? { carrier: { kind: "image", span: base.span, text: base.reference.text }, from: 0 }
    : undefined;
}

const imageKinds = new Map<Ecosystem, string | undefined>();

/** What the image data calls the ecosystem of its images: Maven's and Gradle's is `java`. */
function imageKind(ecosystem: Ecosystem): string | undefined {
  const [image] = ecosystem.images;
  if (image !== undefined && !imageKinds.has(ecosystem))
    imageKinds.set(ecosystem, imageFacts(image)?.ecosystem);
  return imageKinds.get(ecosystem);
}

const none: ReadonlySet<string> = new Set();

/** Which packages of toolchains a text may install: one search for all ecosystems. */
function packagesNamed(text: string): ReadonlySet<string> {
  anyPackage ??= packagePattern(ecosystems.filter(({ interpreted }) => interpreted !== true));
  let found: Set<string> | undefined;
  for (const match of text.matchAll(anyPackage)) {
    found ??= new Set();
    found.add(match[1] ?? "");
  }
  return found ?? none;
}

let anyPackage: RegExp | undefined;

function packagePattern(of: readonly Ecosystem[]): RegExp {
  const names = of.flatMap(({ packages }) =>
    packages.map((name) => name.replace(/[.+^${}()|[\]\\]/g, "\\$&")),
  );
  return new RegExp(`[\\s'"](${names.join("|") || "(?!)"})(?=$|[\\s'"=~:;&|\\\\])`, "gm");
}

function installCarrier(ecosystem: Ecosystem, commands: readonly RunCommand[]): Installed | undefined {
  for (const [from, run] of commands.entries()) {
    if (run.command.conditional) continue;
    if (ecosystem.installs?.(run) === true)
      return { carrier: { kind: "command", span: run.command.span, text: run.program }, from };
    const installed = packageCommand(run);
    if (installed?.action !== "install") continue;
    const word = installed.packages.find((each) => ecosystem.packages.includes(packageName(each)));
    if (word !== undefined && !isRemoved(run, packageName(word), commands.slice(from + 1)))
      return { carrier: { kind: "package", span: word.span, text: packageName(word) }, from };
  }
  return undefined;
}

/** True when the same RUN removes the package again, by its name, by a virtual one or by what can't be followed. */
function isRemoved(install: RunCommand, name: string, later: readonly RunCommand[]): boolean {
  const virtual = virtualName(install);
  return later.some((run) => {
    if (run.instruction !== install.instruction) return false;
    // `yum history undo last`, `apt-mark auto` before a purge of what nothing needs.
    if (/^(?:yum|dnf)$/.test(run.program) && run.args[0]?.value === "history") return true;
    if (run.program === "apt-mark" && run.args[0]?.value === "auto") return true;
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
interface StartedProgram {
  readonly program: string;
  readonly args: readonly string[];
}

/** Programs that start another one, given behind their options. */
const launchers =
  /^(?:tini|dumb-init|catatonit|s6-svscan|env|exec|nohup|nice|sudo|gosu|su-exec|time|xvfb-run|wait-for-it\.sh|dockerize|scl)$/;

/** What ENTRYPOINT and CMD start: both together, each alone, and what a launcher among them starts. */
function startedPrograms(stage: Stage): readonly StartedProgram[] {
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
  const rest = args.indexOf("--");
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
  const path = contextMapOf(file.dockerfile, stage, file.project).toContext(
    script.startsWith("/") ? script : `${workdir}/${script.replace(/^\.\//, "")}`,
  );
  const text = path === undefined ? undefined : file.project.text(path);
  if (text == null || text.length > longestScript || !/^#!.*sh\b/.test(text)) return [];
  return programsOf(parseShell(text, 0));
}

/** Programs that start others, or scripts: what they need is not the built program alone. */
const indirect =
  /^(?:(?:ba|da|a|z)?sh|python[\d.]*|perl|ruby|node|npm|yarn|php|java|lua|jupyter.*|sleep|tail|service|systemctl|supervisord|cron|crond|init|runsvdir|s6-svscan|sshd|make)$|\.(?:sh|bash|py|rb|pl|js|php|lua)$/;

/** `./server` and `/app/server`: no system package puts a program there. */
function isOwnPath(program: string): boolean {
  return program.includes("/") && !/^\/(?:usr\/(?:local\/)?)?s?bin\//.test(program);
}

/** True when all that the image starts are programs that its own commands name: built or put in place there. */
export function startsWhatItBuilds(stage: Stage): boolean {
  const started = startedPrograms(stage).filter(
    ({ program }) => !launchers.test(baseName(program)) && !builtins.has(program),
  );
  const commands = stage.chain
    .flatMap((each) => each.instructionsOf("RUN").map(({ argsText }) => argsText))
    .join("\n");
  const copied = stage.chain.flatMap((each) =>
    each.instructions.flatMap(({ keyword, words }) =>
      keyword === "COPY" || keyword === "ADD" ? words.map(({ text }) => baseName(text)) : [],
    ),
  );
  return (
    started.length > 0 &&
    started.every(({ program }) => {
      const name = baseName(program);
      return (
        name.length > 1 &&
        !indirect.test(name) &&
        !name.includes("$") &&
        !copied.includes(name) &&
        (commands.includes(name) || isOwnPath(program))
      );
    })
  );
}

/** Programs that answer an editor's questions about sources: they run the toolchain. */
const languageServer =
  /^(?:gopls|rust-analyzer|clangd|omnisharp|jdtls|sourcekit-lsp|.*(?:language-server|langserver|-lsp))$/;

/** Programs that build, and that a built program is started with as well. */
function alsoRuns(program: string): boolean {
  return (
    /^(?:ba)?sh$/.test(program) || ecosystems.some(({ alsoStarts }) => alsoStarts?.test(program) === true)
  );
}

/** True when the image starts the toolchain itself, by a start script too, a prompt for a person, or a server for editors. */
export function needsToolchain(
  file: RuleFile,
  stage: Stage,
  toolchains: readonly ShippedToolchain[],
): boolean {
  const started = startedPrograms(stage);
  const programs = started.filter(({ program }) => !launchers.test(baseName(program)));
  if (programs.length > 0 && programs.every(({ program, args }) => isInteractive(program, args))) return true;
  const builders = new Set(toolchains.flatMap(({ builds }) => builds.map((run) => run.program)));
  return [...started, ...started.flatMap((each) => programsOfFile(file, stage, each))].some(
    ({ program, args }) => {
      const name = baseName(program);
      return (
        languageServer.test(name) ||
        (builders.has(name) && !alsoRuns(name)) ||
        ecosystems.some((ecosystem) => ecosystem.runsToolchain(program, args))
      );
    },
  );
}
