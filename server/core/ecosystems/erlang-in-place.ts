// The split of a program that mix or erl starts from its folder: it moves, built, to the slim image of the same version.
//
// Sources: erlef/docker-elixir and erlang/docker-erlang-otp (what the slim images leave out), hexdocs.pm "mix" (where
// archives are kept, what `--no-compile` is about), erlang.org "erl" (code paths, the cookie).

import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { written } from "../split/interpreter-images.ts";
import type { BuildOutput } from "../split/program-needs.ts";
import type { RuntimeImage } from "../split/runtime.ts";
import { familyVariant, imageOf } from "../split/runtime-variants.ts";
import { startCommand } from "../split/start-command.ts";
import type { Span } from "../text/span.ts";
import { type CalledCommand, ContextPaths, calledCommands } from "./called-commands.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { mixTasks } from "./erlang-release.ts";

/** A program that starts from its folder. */
export interface InPlace {
  readonly outputs: readonly BuildOutput[];
  readonly runtime: RuntimeImage;
  /** Absolute folder of the program. */
  readonly folder: string;
  /** Spans of the commands that compile. */
  readonly traced: readonly Span[];
  /** Programs that the start needs beside mix and erl. */
  readonly programs: readonly string[];
  /** It connects to other machines over TLS, or a library that does so is among its dependencies. */
  readonly certificates: boolean;
  /** A node with a name writes its cookie into the user's home. */
  readonly keepsRoot: boolean;
}

/** The slim image and what it needs; otherwise why the program can't be moved, as a sentence without its full stop. */
export function startedInPlace(request: SplitRequest): InPlace | string {
  const { file, stage } = request;
  const folder = stage.workdir().value;
  if (folder === undefined || folder === "/") return "The program has no folder of its own";
  const starter = starterOf(stage);
  if (starter === undefined) return "It is not mix or Erlang alone that starts there";
  const runtime = slimImage(request);
  if (runtime === undefined) return "No slim image of the same version is known";
  const calls = calledCommands(file, stage);
  const last = calls.findLast((call) => compiles(call, starter) && isWithin(folder, call.inner.cwd ?? "/"));
  if (last === undefined)
    return "Nothing compiles the program before it starts, so it would be compiled then";
  if (isChangedBehind(request, folder, last)) return "Sources are copied after the program was compiled";
  const at = last.run.command.span;
  const outputs: BuildOutput[] = [{ path: folder, at, own: true, kind: "folder" }];
  const traced = calls.filter((call) => compiles(call, starter)).map(({ run }) => run.command.span);
  const shared = {
    outputs,
    runtime,
    folder,
    traced,
    certificates:
      libraries.test(textsOf(request, folder, manifests)) ||
      connections.test(textsOf(request, folder, sources)),
    keepsRoot: isNamedNode(stage),
  };
  if (starter === "erl") return { ...shared, programs: [] };
  if (environmentOf(stage) !== "prod")
    return "`MIX_ENV` is not `prod`, so mix compiles what changed when it starts";
  if (last.inner.variable("MIX_ENV") !== "prod")
    return "The program is compiled for another `MIX_ENV` than it starts with";
  const archives = archivesOf(request, folder, calls);
  if (archives === undefined) return "Where mix keeps its archives isn't known";
  outputs.push(...archives);
  return { ...shared, programs: fromGit.test(textsOf(request, folder, manifests)) ? ["git"] : [] };
}

/** The folder of mix's archives, where a step fills it: a program without dependencies needs none. Undefined where that isn't known. */
function archivesOf(
  request: SplitRequest,
  folder: string,
  calls: readonly CalledCommand[],
): readonly BuildOutput[] | undefined {
  const home = mixHome(request.stage);
  const runs = (task: RegExp) =>
    calls.find(({ inner }) => inner.program === "mix" && mixTasks(inner).some(({ name }) => task.test(name)));
  const fills = runs(/^(?:local|archive)\b/);
  if (fills === undefined) {
    const project = textsOf(request, folder, ["mix.exs"]);
    if (project !== "" && !dependency.test(project + textsOf(request, folder, ["mix.lock"]))) return [];
  }
  const fetched = fills ?? runs(/^deps\b/);
  return home === undefined || fetched === undefined
    ? undefined
    : [{ path: home, at: fetched.run.command.span, own: true, kind: "folder" }];
}

/** `{:jason, "~> 1.4"}` in `mix.exs`, `{:hex, ...` in its lock file. */
const dependency = /\{\s*:\w+\s*,/;

/** What starts the program: `mix phx.server`, `elixir -S mix run`, `erl -pa ebin`. */
function starterOf(stage: Stage): "mix" | "erl" | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const { programs, args } = answer.start;
  if (programs.every((program) => program === "mix")) return "mix";
  if (programs.every((program) => program === "elixir") && args.includes("-S") && args.includes("mix"))
    return "mix";
  return programs.every((program) => program === "erl") && args.every(isOwnPath) ? "erl" : undefined;
}

/** A code path that lies in the program's folder, or no path at all. */
function isOwnPath(word: string): boolean {
  return !word.startsWith("/") && !word.startsWith("..") && !word.startsWith("~");
}

/** The task that compiles the whole program: for mix one that does, for erl whatever makes the modules. */
function compiles({ inner }: CalledCommand, starter: "mix" | "erl"): boolean {
  if (starter === "erl")
    return (
      (/^rebar3?$/.test(inner.program) && inner.args.some(({ value }) => value === "compile")) ||
      inner.program === "erlc"
    );
  return (
    inner.program === "mix" &&
    mixTasks(inner).some(({ name }) => /^(?:compile|release|phx\.digest|phoenix\.digest)$/.test(name))
  );
}

function isChangedBehind({ file, stage }: SplitRequest, folder: string, last: CalledCommand): boolean {
  const position = stage.positionOf(last.run.instruction);
  return stage.instructions.slice(position + 1).some((instruction) => {
    const target = file.dockerfile.copy(instruction)?.target;
    return (
      /^(?:COPY|ADD)$/.test(instruction.keyword) &&
      (target === undefined || isWithin(folder, target) || isWithin(target, folder))
    );
  });
}

/** `MIX_ENV` as the start command sees it: its own assignment wins over the image's. */
function environmentOf(stage: Stage): string | undefined {
  const script = (stage.entrypoint?.by ?? stage.cmd?.by)?.script;
  const own = script?.commands.flatMap(({ assignments }) =>
    assignments.filter(({ name }) => name === "MIX_ENV"),
  );
  return own?.at(-1)?.value?.value ?? stage.variable("MIX_ENV") ?? undefined;
}

/** Hex, rebar and other archives lie there. */
function mixHome(stage: Stage): string | undefined {
  const set = stage.variableChange("MIX_HOME") === undefined ? null : stage.variable("MIX_HOME");
  if (set !== null) return set?.startsWith("/") === true ? set : undefined;
  const user = stage.user().value?.split(":")[0] ?? "root";
  return /^(?:root|0|)$/.test(user) && stage.instructionsOf("USER").length === 0 ? "/root/.mix" : undefined;
}

/** mix asks git about dependencies that come from it, whenever it starts. */
const fromGit = /\bgit(?:hub)?:\s*"|\{:git,/;

/** Libraries and modules that check certificates by those of the system. */
const libraries = /\b(?:hackney|mint|finch|req|tesla|gun|httpoison|swoosh|bamboo|gen_smtp|ex_aws)\b/;
const connections = /\b(?:ssl:|httpc:|:ssl\b|:httpc\b|cacerts_get|https:\/\/)|\bssl: true/;

/** Texts of the program's folder at names or patterns of context paths. */
function textsOf({ file, stage }: SplitRequest, folder: string, names: readonly string[]): string {
  const context = new ContextPaths(file, stage).toContext(folder);
  if (context === undefined) return "";
  const prefix = context === "." ? "" : `${context}/`;
  const { project } = file;
  return names
    .flatMap((name) => (name.includes("*") ? (project.find(prefix + name) ?? []) : [prefix + name]))
    .map((path) => project.text(path) ?? "")
    .join("\n");
}

const manifests = ["mix.exs", "mix.lock", "rebar.config", "rebar.lock"];
const sources = ["lib/**/*.ex", "apps/*/lib/**/*.ex", "src/**/*.erl", "config/*.exs"];

function isNamedNode(stage: Stage): boolean {
  const answer = startCommand(stage);
  return answer.kind === "start" && answer.start.args.some((word) => /^--?s?name$/.test(word));
}

/** Debian's slim variant of the full image. It lacks the certificates. */
function slimImage(request: SplitRequest): RuntimeImage | undefined {
  const { base, imageFacts } = request.stage;
  if (base.kind !== "image" || !/^(?:elixir|erlang)$/.test(imageFacts?.family ?? "")) return undefined;
  const reference = familyVariant(base.reference, "slim");
  const image = reference === undefined ? undefined : written(request, base.reference, reference);
  if (reference === undefined || image === undefined || image === base.reference.text) return undefined;
  const known = imageOf("slim", reference);
  const has = new Set([...known.has].filter((feature) => feature !== "certificates"));
  return { ...known, image, hasShell: true, packageManager: "apt", has, user: "nobody" };
}
