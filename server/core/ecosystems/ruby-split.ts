// Plans the split of a Ruby program: its gems move to the slim image of the same Ruby.

import { runCommands } from "../model/commands.ts";
import type { Stage } from "../model/stage.ts";
import { contradictsRuby, readGemfile, readGemfileLock } from "../project/manifests/gemfile.ts";
import {
  buildPackages,
  installedFetchers,
  installsPrograms,
  isForeign,
  isSlim,
  written,
} from "../split/interpreter-images.ts";
import { leanCopy, wholeCopy } from "../split/lean-copies.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuildOutput, ProgramBuild } from "../split/program-needs.ts";
import { familyVariant, imageOf } from "../split/runtime-variants.ts";
import { toolsRemoved } from "../split/without-build.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { ManifestFolder } from "./manifests.ts";
import { type RubyCommand, rubyCommand } from "./ruby-commands.ts";
import { type GemNeeds, gemNeeds, inRuby } from "./ruby-gems.ts";

/** Where the official images keep gems and bundler's settings. Source: docker-library/ruby, Dockerfile.template. */
const gemHome = "/usr/local/bundle";

/** A command of the stage with what it does. */
interface RubyStep {
  readonly at: Span;
  readonly cwd: string | undefined;
  readonly command: RubyCommand;
}

/** True for a stage on an image of Ruby that installs gems. */
export function installsGems(stage: Stage): boolean {
  if (stage.imageFacts?.family !== "ruby") return false;
  return rubySteps(stage).some(({ command }) => command.kind === "bundle" || command.kind === "gem");
}

function rubySteps(stage: Stage): readonly RubyStep[] {
  return stage.instructions.flatMap((instruction) =>
    instruction.keyword === "RUN"
      ? runCommands(stage, instruction).flatMap((run) => {
          const command = rubyCommand(run);
          return command === undefined ? [] : [{ at: run.command.span, cwd: run.cwd, command }];
        })
      : [],
  );
}

/** Plans the split, or says why not. */
export function planRuby(request: SplitRequest): SplitOutcome {
  const { stage } = request;
  const facts = stage.imageFacts;
  const { base } = stage;
  if (facts?.family !== "ruby" || base.kind !== "image")
    return declined(
      "ruby",
      "Only the official Ruby images are known to have one Ruby in two sizes",
      base.span,
    );
  const isFull = facts.role === "toolchain";
  if (!isFull && buildPackages(stage).length === 0)
    return {
      kind: "not-needed",
      reasons: [
        toolsRemoved(stage) ?? { message: "The image carries no compiler and no headers", at: base.span },
      ],
    };
  const steps = rubySteps(stage);
  for (const { command, at } of steps)
    if (command.kind === "refused") return declined("ruby", command.why, at);
  if (!steps.some(({ command }) => command.kind === "bundle" || command.kind === "gem"))
    return notNeeded("No command installs gems", base.span);
  const moved = movedHome(stage);
  if (moved !== undefined) return declined("ruby", moved.message, moved.at);
  const reference = isFull ? familyVariant(base.reference, "slim") : base.reference;
  const image = reference === undefined ? undefined : written(request, base.reference, reference);
  if (reference === undefined || image === undefined)
    return declined("ruby", `Which slim image goes with \`${base.reference.text}\` isn't known`, base.span);
  const found = applicationOf(request, steps);
  const { version } = facts;
  const { asked } = found;
  if (version !== undefined && asked?.versions.some((each) => contradictsRuby(each, version)))
    return declined(
      "ruby",
      `The Gemfile asks for Ruby ${asked.versions.join(", ")} and the image has ${version}, so \`bundle install\` fails`,
      asked.at,
    );
  if (isFull && found.unread !== undefined)
    return declined(
      "ruby",
      `\`${found.unread.path}\` can't be read, so it isn't known which libraries of the full image its gems need`,
      found.unread.at,
    );
  const needs = gemNeeds(found.gems, found.lock);
  const nodeSource =
    needs.javascript &&
    stage.instructions.some(({ keyword, text }) => keyword === "RUN" && text.includes("nodesource"));
  const build = programBuild(request, steps, found, needs, isFull);
  const named = { ...imageOf(isFull || isSlim(reference) ? "slim" : "same", reference), image };
  return planProgram(
    request,
    {
      ...build,
      runtimes: () => [named],
      ...(nodeSource ? { programFiles: [nodeProgram] } : {}),
    },
    {
      edits: builderEdits(request, steps, found),
      assumptions: [...gemNote(steps), ...(nodeSource ? [nodeNote] : [])],
    },
  );
}

/** NodeSource's Node.js is one program, linked to the C and C++ libraries alone. */
const nodeProgram = "/usr/bin/node";
const nodeNote: Note = {
  message: `The gems run JavaScript with the Node.js that NodeSource's package installs: its program, \`${nodeProgram}\`, is all that they need of it`,
};

function programBuild(
  request: SplitRequest,
  steps: readonly RubyStep[],
  found: Application,
  needs: GemNeeds,
  isFull: boolean,
): ProgramBuild {
  const { file, stage } = request;
  const hasPrograms = installsPrograms(stage);
  const folders = new Set([gemHome, ...gemFolders(stage, steps)]);
  const outputs: BuildOutput[] = [];
  const changes: { path: string; at: Span }[] = [];
  for (const { command, at, cwd } of steps) {
    if (command.kind === "bundle" || command.kind === "gem")
      for (const path of folders) outputs.push({ path, at, own: true, kind: "folder" });
    // Without a lockfile in the context bundler writes one, and the program starts with what it says.
    if (command.kind === "bundle" && cwd !== undefined && found.lock === "")
      outputs.push({ path: `${cwd === "/" ? "" : cwd}/Gemfile.lock`, at, own: true });
    if (command.kind === "changes") changes.push({ path: command.folder, at });
  }
  const git = found.git ? ["git"] : [];
  const debianNode = !stage.instructions.some(({ text }) => text.includes("nodesource"));
  const node = needs.javascript && debianNode && installs(stage, /^nodejs$/) ? ["nodejs"] : [];
  return {
    ecosystem: "ruby",
    outputs,
    changes,
    linkage: stage.imageFacts?.libc === "musl" ? "musl" : "glibc",
    cxx: false,
    sourceRoot: stage.workdir().value ?? "/",
    isBuildVariable: (name) =>
      /^(?:DEBIAN_FRONTEND|BUNDLE_JOBS|BUNDLE_RETRY|MAKEFLAGS|NOKOGIRI_USE_SYSTEM_LIBRARIES|CFLAGS|LDFLAGS|CC|CXX)$/.test(
        name,
      ),
    isSource: (path) => /(?:^|\/)(?:Dockerfile[^/]*|\.dockerignore)$/.test(path),
    isToolchainProgram: () => false,
    traced: steps.map(({ at }) => at),
    needs: {
      assets: [],
      imagePaths: [],
      opensMore: false,
      writes: needs.rails || !startsServer(stage) || writesFiles(file),
      certificates: true,
      timeZones: false,
      users: false,
      temporaryFolder: false,
      programs: [
        ...git,
        ...node,
        ...(steps.some(({ command }) => command.kind === "bundle") ? [] : installedFetchers(stage)),
        ...(isFull ? needs.programs : needs.programs.filter((name) => name !== "convert")),
      ],
      unseenLibraries: true,
    },
    typicalBytes: undefined,
    carries: "sources",
    provides: (program) =>
      /^(?:ruby|bundle|bundler|gem|rake|rackup|irb|erb)$/.test(program) ||
      found.gems.includes(program) ||
      (program === "rails" && needs.rails) ||
      (!hasPrograms && isForeign(program, /^irb$/)),
    ...(isFull ? { packages: needs.libraries } : {}),
    isBuildPackage: (name) => inRuby.test(name),
    setUp: "repeated",
  };
}

/** Where gems go beside the image's own folder. */
function gemFolders(stage: Stage, steps: readonly RubyStep[]): readonly string[] {
  const folders = steps.flatMap(({ command }) =>
    command.kind === "path" || (command.kind === "bundle" && command.path !== undefined)
      ? [command.path]
      : [],
  );
  const named = stage.variableChange("BUNDLE_PATH")?.value;
  return [...folders, named]
    .filter((path) => path !== undefined && path !== gemHome)
    .map((path) => path ?? gemHome);
}

/** Why it can't be told where gems are: the places of the official image are set anew. */
function movedHome(stage: Stage): Note | undefined {
  for (const instruction of stage.instructionsOf("ENV"))
    for (const { key, value } of instruction.pairs) {
      const set = value?.text ?? "";
      if (/^(?:GEM_HOME|GEM_PATH|BUNDLE_APP_CONFIG|BUNDLE_HOME)$/.test(key))
        return { message: `\`${key}\` moves the gems of the image`, at: instruction.textSpan };
      if (key === "BUNDLE_PATH" && !/^["']?\/[\w./-]+["']?$/.test(set))
        return { message: "Where `BUNDLE_PATH` points isn't known", at: instruction.textSpan };
      if (key === "PATH" && !/\$\{?PATH\b/.test(set))
        return {
          message: "It sets `PATH` anew, so the gems' programs would not be found",
          at: instruction.textSpan,
        };
    }
  return undefined;
}

/** The application whose gems are installed. */
interface Application {
  readonly gems: readonly string[];
  readonly git: boolean;
  /** Text of the lockfile; empty where the context has none. */
  readonly lock: string;
  /** What an installation reads, as context paths; undefined where that may be anything. */
  readonly manifests: readonly string[] | undefined;
  readonly unread: { readonly path: string; readonly at: Span } | undefined;
  /** The versions of Ruby that its Gemfile asks for, and the installation that reads it. */
  readonly asked: { readonly versions: readonly string[]; readonly at: Span } | undefined;
}

function applicationOf({ file, stage }: SplitRequest, steps: readonly RubyStep[]): Application {
  const gems: string[] = [];
  const manifests: string[] = [];
  let git = false;
  let lockText = "";
  let readsProject = false;
  let unread: Application["unread"];
  let asked: Application["asked"];
  // What a command does to the Gemfile first, or another Ruby that one brings, is not followed.
  const isRewritten = stage
    .instructionsOf("RUN")
    .some(({ text }) =>
      /\b(?:sed|perl|awk|tee)\b|>.*Gemfile|\b(?:rbenv|rvm|asdf|mise|ruby-install|ruby-build)\b/.test(text),
    );
  for (const { command, at, cwd } of steps) {
    if (command.kind === "gem") gems.push(...command.names);
    if (command.kind !== "bundle") continue;
    const gemfilePath =
      command.gemfile ?? (cwd === undefined ? undefined : `${cwd === "/" ? "" : cwd}/Gemfile`);
    const folder = gemfilePath?.replace(/\/[^/]*$/, "");
    const place = new ManifestFolder(file, stage, folder === "" ? "/" : folder);
    const gemfile = place.text("Gemfile");
    const lock = place.text("Gemfile.lock");
    if (gemfile === undefined || lock === undefined) continue;
    if (gemfile === null) {
      unread ??= { path: "Gemfile", at };
      continue;
    }
    const read = readGemfile(gemfile);
    if (!isRewritten && read.ruby.length > 0 && gemfilePath?.endsWith("/Gemfile") === true)
      asked ??= { versions: read.ruby, at };
    const locked = lock === null ? undefined : readGemfileLock(lock);
    lockText = lock ?? "";
    gems.push(...read.gems, ...(locked?.gems ?? []));
    git ||= locked?.git ?? read.git;
    readsProject ||= read.readsProject || locked?.readsProject === true;
    manifests.push(...(place.present(["Gemfile", "Gemfile.lock", ...read.files]) ?? []));
  }
  return {
    gems,
    git,
    lock: lockText,
    manifests: readsProject ? undefined : [...new Set(manifests)],
    unread,
    asked,
  };
}

function builderEdits(
  request: SplitRequest,
  steps: readonly RubyStep[],
  found: Application,
): readonly TextEdit[] {
  const { file, stage } = request;
  const landing = wholeCopy(file, stage);
  if (landing === undefined || found.manifests === undefined) return [];
  if (steps.some(({ command }) => command.kind === "changes")) return [];
  return leanCopy(
    file,
    stage,
    landing,
    found.manifests,
    steps.map(({ at }) => at),
  );
}

function gemNote(steps: readonly RubyStep[]): readonly Note[] {
  const step = steps.find(({ command }) => command.kind === "bundle" || command.kind === "gem");
  return step === undefined
    ? []
    : [
        {
          message: `The gems in \`${gemHome}\` move to the runtime image as a whole, with bundler's settings`,
          at: step.at,
        },
      ];
}

function installs(stage: Stage, name: RegExp): boolean {
  return stage
    .instructionsOf("RUN")
    .some(({ text }) => text.split(/[\s\\]+/).some((word) => name.test(word)));
}

/** The project's own sources are what runs; other programs may write where they like. */
function startsServer(stage: Stage): boolean {
  const text = `${stage.entrypoint?.by?.argsText ?? ""} ${stage.cmd?.by?.argsText ?? ""}`;
  return /(?:^|[\s"'/])(?:puma|unicorn|rackup|thin|falcon|iodine|passenger|sidekiq|ruby)(?=[\s"',]|$)/.test(
    text,
  );
}

/** A source of the project writes files; so does what is not read. */
function writesFiles({ project }: SplitRequest["file"]): boolean {
  const paths = ["**/*.rb", "**/*.ru"]
    .flatMap((glob) => project.find(glob) ?? [])
    .filter((path) => !/(?:^|\/)(?:spec|test|vendor|node_modules)\//.test(path));
  if (paths.length === 0 || paths.length > 200) return true;
  return paths.some((path) => {
    const text = project.text(path);
    return (
      text === null ||
      (text !== undefined &&
        /File\.(?:open|write|new)\([^)]*["'][wa]|File\.write|FileUtils|IO\.write|sqlite|Tempfile|Logger\.new\(["'f]|mkdir|\.store\b/i.test(
          text,
        ))
    );
  });
}

function notNeeded(message: string, at: Span): SplitOutcome {
  return { kind: "not-needed", reasons: [{ message, at }] };
}
