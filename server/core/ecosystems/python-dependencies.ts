// The dependency step of Python: an install by pip, uv, poetry, pdm or pipenv, and what it reads of the project.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parsePyproject } from "../project/manifests/pyproject.ts";
import { includedRequirements, parseRequirements } from "../project/manifests/requirements-txt.ts";
import { normalPath } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { DependencyNeeds, DependencyStep, DependencyWeight } from "./ecosystem.ts";
import { bindsContext, cacheMounts, ManifestFolder, unknownContext } from "./manifests.ts";

/** Reads a command as an install of the dependencies of a project. */
export function pythonDependencyStep(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
): DependencyStep | undefined {
  const call = readCall(run);
  if (call === undefined || bindsContext(run.instruction)) return undefined;
  const step = {
    at: run.command.span,
    label: call.label,
    consequence: "installs all dependencies again",
    folder: run.cwd,
    scope: "folder",
  } as const;
  if (call.kind === "pip") {
    const files = pipFiles(run, call.words);
    const reads = files?.requirements ?? [];
    // `pip install flask` needs no file at all.
    if (files !== undefined && reads.length === 0 && !files.local) return undefined;
    return { ...step, reads, examine: () => examinePip(file, stage, run, files) };
  }
  return { ...step, reads: [], examine: () => examineProject(file, stage, run, call) };
}

interface PipCall {
  readonly kind: "pip";
  readonly label: string;
  /** Index of the first argument behind `install`. */
  readonly words: number;
}

interface ProjectCall {
  readonly kind: "uv" | "poetry" | "pdm" | "pipenv";
  readonly label: string;
}

function readCall(run: RunCommand): PipCall | ProjectCall | undefined {
  const args = run.args.map((word) => word.value);
  const { program } = run;
  if (/^pip[\d.]*$/.test(program)) return pipCall(args, 0, program);
  if (/^python[\d.]*$/.test(program) && args[0] === "-m") {
    if (/^pip\d?$/.test(args[1] ?? "")) return pipCall(args, 2, "pip");
    return projectCall(args[1] ?? "", args.slice(2));
  }
  if (program === "uv" && args[0] === "pip") return pipCall(args, 1, "uv pip");
  return projectCall(program, args);
}

function pipCall(args: readonly string[], from: number, program: string): PipCall | undefined {
  const at = args.findIndex((arg, index) => index >= from && !arg.startsWith("-"));
  const subcommand = args[at];
  if (
    subcommand !== "install" &&
    subcommand !== "wheel" &&
    subcommand !== "download" &&
    subcommand !== "sync"
  )
    return undefined;
  return { kind: "pip", label: `${program} ${subcommand}`, words: at + 1 };
}

function projectCall(program: string, args: readonly string[]): ProjectCall | undefined {
  const subcommand = args.find((arg) => !arg.startsWith("-")) ?? "";
  const label = `${program} ${subcommand}`;
  switch (program) {
    case "uv":
      return subcommand === "sync" ? { kind: "uv", label } : undefined;
    case "poetry":
      return subcommand === "install" ? { kind: "poetry", label } : undefined;
    case "pdm":
      return subcommand === "install" || subcommand === "sync" ? { kind: "pdm", label } : undefined;
    case "pipenv":
      return (subcommand === "install" || subcommand === "sync") &&
        args.filter((arg) => !arg.startsWith("-")).length === 1
        ? { kind: "pipenv", label }
        : undefined;
    default:
      return undefined;
  }
}

interface PipFiles {
  /** Absolute image paths of `-r` and `-c` files. */
  readonly requirements: readonly string[];
  /** It installs the project itself or one of its folders. */
  readonly local: boolean;
  /** A folder of archives that it looks in. */
  readonly findLinks: boolean;
}

/** Options of pip that take the next word, and name no file of the project. */
const pipValued =
  /^(?:-i|--index-url|--extra-index-url|--trusted-host|--timeout|--default-timeout|--retries|--prefix|--root|--target|-t|--cache-dir|--python|-p|--proxy|--log|--platform|--python-version|--implementation|--abi|--only-binary|--no-binary|--progress-bar|--upgrade-strategy|--root-user-action|--global-option|--build-option|--config-settings|-w|--wheel-dir|-d|--dest|--src|--exists-action|--cert|--client-cert|--extra|--use-feature)$/;

/** What a pip command reads; undefined when a part of it is computed. */
function pipFiles(run: RunCommand, from: number): PipFiles | undefined {
  const requirements: string[] = [];
  let local = false;
  let findLinks = false;
  const place = (value: string | undefined): boolean => {
    if (value === undefined || run.cwd === undefined) return false;
    if (!/^https?:/.test(value)) requirements.push(resolvePath(run.cwd, value));
    return true;
  };
  for (let at = from; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    const value = argumentValue(run, word);
    const option =
      /^(-r|-c|-e|-f|--requirement|--constraint|--editable|--find-links)(?:=(.*)|(?<=^-[rce])(.+))?$/.exec(
        word.value,
      );
    if (option !== null) {
      const inline = option[2] ?? option[3];
      const next = inline === undefined ? run.args[++at] : undefined;
      const given = inline ?? (next === undefined ? undefined : argumentValue(run, next));
      if (/^(?:-e|--editable)$/.test(option[1] ?? ""))
        local ||= !/^(?:git|hg|svn|https?)[+:]/.test(given ?? "");
      else if (/^(?:-f|--find-links)$/.test(option[1] ?? "")) findLinks ||= !/^https?:/.test(given ?? "");
      else if (!place(given)) return undefined;
    } else if (pipValued.test(word.value)) at++;
    else if (
      !word.value.startsWith("-") &&
      /^\.{0,2}\/|^\.{1,2}(?:$|\[)|\.(?:whl|tar\.gz|zip)$/.test(value ?? word.value)
    )
      local = true;
  }
  if (/^uv$/.test(run.program) && run.args.some((word) => word.value === "sync")) {
    const files = run.args.slice(from).filter((word) => /\.(?:txt|in|toml)$/.test(word.value));
    for (const each of files) if (!place(argumentValue(run, each))) return undefined;
  }
  return { requirements, local, findLinks };
}

function weightOf(run: RunCommand): DependencyWeight {
  const cached = cacheMounts(run.instruction).some((target) => /cache|pip|uv|poetry/.test(target));
  return cached ? "cached" : "full";
}

function examinePip(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  files: PipFiles | undefined,
): DependencyNeeds {
  const weight = weightOf(run);
  if (files === undefined)
    return { kind: "none", why: "The names of its requirements files are computed", weight };
  if (files.local && files.requirements.length === 0)
    return { kind: "none", why: "It installs the project itself, which needs the sources", weight: "bound" };
  if (files.local)
    return { kind: "none", why: "It also installs the project itself, which needs the sources", weight };
  if (!file.project.known) return { ...unknownContext, weight };
  if (files.findLinks)
    return { kind: "none", why: "It looks for archives in a folder of the project", weight };
  const place = new ManifestFolder(file, stage, "/");
  const manifests = new Set<string>();
  const waiting: string[] = [];
  for (const image of files.requirements) {
    const path = place.path(image);
    if (path === undefined) return { ...unknownContext, weight };
    if (path === null)
      return { kind: "none", why: "No copy from the build context brings its requirements file", weight };
    waiting.push(path);
  }
  let requires = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (manifests.has(path)) continue;
    const text = file.project.text(path);
    if (text === undefined) return { ...unknownContext, weight };
    if (text === null) return { kind: "none", why: `\`${path}\` isn't in the build context`, weight };
    manifests.add(path);
    if (path.endsWith(".toml"))
      return { kind: "none", why: "It reads `pyproject.toml`, which may name other files", weight };
    const requirements = parseRequirements(text);
    requires += requirements.filter((each) => each.kind === "package" || each.kind === "remote").length;
    const local = requirements.find((each) => each.kind === "local");
    if (local !== undefined)
      return { kind: "none", why: `\`${path}\` installs \`${local.value}\`, a part of the project`, weight };
    if (requirements.some((each) => each.kind === "option" && /^(?:-f|--find-links)$/.test(each.value)))
      return { kind: "none", why: `\`${path}\` looks for archives in a folder`, weight };
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
    for (const each of includedRequirements(requirements)) {
      const included = normalPath(`${folder}/${each}`);
      if (included === undefined)
        return { kind: "none", why: `\`${path}\` includes a file outside the build context`, weight };
      waiting.push(included);
    }
  }
  return {
    kind: "reorder",
    manifests: [...manifests].sort(),
    command: undefined,
    safety: "safe",
    weight: requires === 0 ? "empty" : weight,
  };
}

/** What the tools that install a whole project read, and how they leave the project itself out. */
const tools: Readonly<
  Record<ProjectCall["kind"], { readonly files: readonly string[]; readonly without: string | undefined }>
> = {
  uv: { files: ["pyproject.toml", "uv.lock", "uv.toml", ".python-version"], without: "--no-install-project" },
  poetry: { files: ["pyproject.toml", "poetry.lock", "poetry.toml"], without: "--no-root" },
  pdm: { files: ["pyproject.toml", "pdm.lock", "pdm.toml"], without: "--no-self" },
  pipenv: { files: ["Pipfile", "Pipfile.lock"], without: undefined },
};

function examineProject(file: RuleFile, stage: Stage, run: RunCommand, call: ProjectCall): DependencyNeeds {
  const weight = weightOf(run);
  if (!file.project.known) return { ...unknownContext, weight };
  const place = new ManifestFolder(file, stage, run.cwd);
  const { files, without } = tools[call.kind];
  const manifests = place.present(files);
  if (manifests === undefined) return { ...unknownContext, weight };
  const [main] = files;
  if (main === undefined || place.has(main) !== true)
    return { kind: "none", why: `No copy from the build context brings its \`${main ?? ""}\``, weight };
  if (without === undefined) return pipenvNeeds(place, manifests, weight);
  const pyproject = parsePyproject(place.text("pyproject.toml") ?? "");
  if (pyproject === undefined) return { kind: "none", why: "`pyproject.toml` can't be read", weight };
  const [local] = pyproject.localPaths;
  if (local !== undefined)
    return { kind: "none", why: `\`pyproject.toml\` takes a package from the folder \`${local}\``, weight };
  if (pyproject.workspaceMembers.length > 0 || pyproject.usesWorkspace)
    return {
      kind: "none",
      why: "It installs the packages of a workspace, which needs their sources",
      weight,
    };
  const empty =
    pyproject.dependencies.length === 0 &&
    pyproject.groups.length === 0 &&
    pyproject.optionalDependencies.length === 0;
  const rest = { manifests, weight: empty ? ("empty" as const) : weight };
  const leavesOut = run.args.some(
    (word) => word.value === without || word.value === "--no-root" || word.value === "--no-install-workspace",
  );
  if (leavesOut || !pyproject.isPackage || (call.kind === "uv" && pyproject.buildBackend === undefined))
    return { kind: "reorder", command: undefined, safety: "safe", ...rest };
  const text = commandText(file, run);
  return text === undefined
    ? { kind: "none", why: "Its command is computed", weight }
    : { kind: "reorder", command: `${text} ${without}`, safety: "safe", ...rest };
}

function pipenvNeeds(
  place: ManifestFolder,
  manifests: readonly string[],
  weight: DependencyWeight,
): DependencyNeeds {
  const text = place.text("Pipfile") ?? "";
  // `editable = true` and `path = "."` install folders of the project.
  return /^\s*[^#\n]*\bpath\s*=/m.test(text)
    ? { kind: "none", why: "`Pipfile` installs a folder of the project", weight }
    : { kind: "reorder", manifests, command: undefined, safety: "safe", weight };
}

/** The command as written; undefined where it spans lines or redirects, so that a word can't be added to it. */
function commandText(file: RuleFile, run: RunCommand): string | undefined {
  const text = file.text.slice(run.command.span.start, run.command.span.end);
  return /[\r\n]/.test(text) || run.command.redirects.length > 0 || run.instruction.exec !== undefined
    ? undefined
    : text;
}
