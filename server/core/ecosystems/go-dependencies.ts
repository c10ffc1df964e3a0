// The dependency step of Go: `go mod download`, or the first command that downloads modules on its own.

import { type RunCommand, stageCommands } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type GoMod, parseGoMod, parseGoWork } from "../project/manifests/go-mod.ts";
import type { RuleFile } from "../rules/rule.ts";
import { contextCopies } from "./context-copies.ts";
import type { DependencyNeeds, DependencyStep } from "./ecosystem.ts";
import { goVersion } from "./go-version.ts";
import {
  assignmentsText,
  bindsContext,
  cacheMounts,
  ManifestFolder,
  optionValue,
  unknownContext,
} from "./manifests.ts";

/** Variables that decide from where modules come. */
const downloadVariables =
  /^(?:GO111MODULE|GOPROXY|GOPRIVATE|GONOPROXY|GONOSUMDB|GOSUMDB|GOINSECURE|GOFLAGS)$/;

/** Subcommands that download the modules they miss. */
const downloading = new Set(["build", "install", "get", "test", "vet", "run", "list", "generate"]);

/** Reads a command as one that downloads the modules of a project. */
export function goDependencyStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
  if (run.program !== "go") return undefined;
  const [first, second] = run.args.map((word) => word.value);
  const download = first === "mod" && (second === "download" || second === "vendor" || second === "verify");
  if (!download && (first === undefined || !downloading.has(first))) return undefined;
  const words = run.args.slice(1).filter((word) => !word.value.startsWith("-"));
  // `go install example.com/tool@latest`, and `go get` of packages by name, build other modules.
  if (!download && words.length > 0 && words.every((word) => /@/.test(word.value))) return undefined;
  if (first === "get" && words.some((word) => /^[^./]+\.[^/]+\//.test(word.value))) return undefined;
  if (first === "list" && words.length === 0) return undefined;
  if (bindsContext(run.instruction)) return undefined;
  const folder = optionValue(run, /^-C$/);
  const cwd =
    folder == null
      ? folder === null
        ? run.cwd
        : undefined
      : run.cwd === undefined
        ? undefined
        : resolvePath(run.cwd, folder);
  return {
    at: run.command.span,
    label: `go ${first}${download ? ` ${second}` : ""}`,
    consequence: "downloads every module again",
    folder: cwd,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run, cwd, download && second === "download"),
  };
}

function examine(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  cwd: string | undefined,
  downloadsOnly: boolean,
): DependencyNeeds {
  // What a cache mount holds is not downloaded again.
  if (cacheMounts(run.instruction).some((target) => /\/pkg(?:\/mod)?$|^\/go$/.test(target)))
    return { kind: "nothing" };
  if (
    run.args.some((word) => word.value === "-mod=vendor") ||
    /-mod=vendor/.test(run.variable("GOFLAGS") ?? "")
  )
    return { kind: "nothing" };
  const version = goVersion(stage);
  const switched = run.variable("GO111MODULE");
  // Modules came with Go 1.11, and below GOPATH they had to be switched on until Go 1.13.
  const first = cwd === undefined || /\/src\//.test(cwd) ? 13 : 11;
  if (switched === "off" || (version !== undefined && version < (switched === "on" ? 11 : first)))
    return { kind: "nothing" };
  if (!file.project.known)
    return downloadsOnly || (mayHaveModule(file, stage) && usesModules(stage, run, cwd))
      ? unknownContext
      : { kind: "nothing" };
  const work = nearest(file, stage, cwd, "go.work");
  const place = nearest(file, stage, cwd, "go.mod");
  if (work === "unread" || place === "unread") return unknownContext;
  const inWorkspace = work !== undefined && run.variable("GOWORK") !== "off";
  const main = inWorkspace ? work : place;
  // Without a module nothing says before the build what is downloaded.
  if (main === undefined) return { kind: "nothing" };
  const vendored = main.has("vendor/modules.txt");
  if (vendored === undefined) return unknownContext;
  if (vendored && !downloadsOnly) return { kind: "nothing" };
  const command = downloadsOnly
    ? undefined
    : `${assignmentsText(file, run, downloadVariables)}go mod download`;
  return inWorkspace ? workspaceNeeds(main, command) : moduleNeeds(main, command);
}

/** Some copy may bring a go.mod: it names one, or a folder. */
function mayHaveModule(file: RuleFile, stage: Stage): boolean {
  return stage.chain.some((each) =>
    contextCopies(file.dockerfile, each).some(
      ({ sources }) =>
        sources?.every((source) => /\.\w+$/.test(source) && !/(?:^|\/)go\.mod$/.test(source)) !== true,
    ),
  );
}

/**
 * Without the project: below GOPATH, and with `go get` of what sources import, people built before there were
 * modules, and then nothing but the sources says what is downloaded.
 */
function usesModules(stage: Stage, run: RunCommand, cwd: string | undefined): boolean {
  const version = goVersion(stage);
  if (run.variable("GO111MODULE") === "on") return true;
  if (
    stage.chain.some((each) =>
      stageCommands(each).some(({ program, args }) => program === "go" && args[0]?.value === "mod"),
    )
  )
    return true;
  if (
    stage.chain.some((each) =>
      each
        .instructionsOf("COPY")
        .some((copy) => copy.words.some((word) => /(?:^|\/)go\.(?:mod|\*)$/.test(word.text))),
    )
  )
    return true;
  const old = version !== undefined && version < 16;
  return !old && run.args[0]?.value !== "get" && cwd !== undefined && !/\/src\/[^/]+\//.test(cwd);
}

function moduleNeeds(place: ManifestFolder, command: string | undefined): DependencyNeeds {
  const text = place.text("go.mod");
  const manifests = place.present(["go.mod", "go.sum"]);
  if (manifests === undefined || text == null) return unknownContext;
  const mod = parseGoMod(text);
  const weight = mod.requires.length === 0 ? "empty" : "full";
  const local = localFolders(mod);
  if (local.length === 0)
    return { kind: "reorder", manifests, command, ...inFolder(place), safety: "safe", weight };
  const theirs = place.present(local.flatMap((folder) => [`${folder}/go.mod`, `${folder}/go.sum`]));
  if (theirs === undefined) return unknownContext;
  const missing = local.find((folder) => place.has(`${folder}/go.mod`) !== true);
  const target = (missing ?? local[0] ?? "").replaceAll("`", "");
  if (missing !== undefined)
    return {
      kind: "none",
      why: `\`go.mod\` replaces a module by \`${target}\`, which isn't in the build context`,
      weight,
    };
  return {
    kind: "reorder",
    manifests: [...manifests, ...theirs],
    command,
    ...inFolder(place),
    safety: "unsafe",
    why: `\`go.mod\` replaces a module by the folder \`${target}\`, of which only \`go.mod\` is there by then`,
    weight,
  };
}

/** The download runs beside go.mod: the folder of the package that is built may not be there yet. */
function inFolder(place: ManifestFolder): { readonly folder?: string } {
  return place.folder === undefined ? {} : { folder: place.folder };
}

function localFolders(mod: GoMod): readonly string[] {
  return [...new Set(mod.replaces.filter((each) => each.local).map((each) => each.target))];
}

/** A go.work above the module: all its modules are needed. */
function workspaceNeeds(place: ManifestFolder, command: string | undefined): DependencyNeeds {
  const text = place.text("go.work");
  if (text == null) return unknownContext;
  const { uses } = parseGoWork(text);
  const names = [
    "go.work",
    "go.work.sum",
    ...uses.flatMap((folder) => [`${folder}/go.mod`, `${folder}/go.sum`]),
  ];
  const manifests = place.present(names);
  const texts = uses.map((folder) => place.text(`${folder}/go.mod`));
  if (manifests === undefined || texts.some((each) => each === undefined)) return unknownContext;
  const mods = texts.map((each) => parseGoMod(each ?? ""));
  const weight = mods.every((mod) => mod.requires.length === 0) ? "empty" : "full";
  return mods.some((mod) => localFolders(mod).length > 0)
    ? { kind: "none", why: "A module of `go.work` replaces another one by a folder", weight }
    : { kind: "reorder", manifests, command, ...inFolder(place), safety: "safe", weight };
}

/** The nearest folder upwards that holds a file; undefined when none does. */
function nearest(
  file: RuleFile,
  stage: Stage,
  cwd: string | undefined,
  name: string,
): ManifestFolder | "unread" | undefined {
  // All folders are asked for at once: one at a time would take a round of loading each.
  const places = foldersUpwards(cwd).map((folder) => new ManifestFolder(file, stage, folder));
  const found = places.map((place) => place.has(name));
  const first = found.findIndex((has) => has !== false);
  if (first === -1) return undefined;
  return found[first] === undefined ? "unread" : places[first];
}

/** The folder and those above it; none when it isn't known. */
function foldersUpwards(folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  return folder === "/" ? ["/"] : [folder, ...foldersUpwards(dirName(folder))];
}
