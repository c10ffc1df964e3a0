// What the commands of a Python stage do: install packages, make environments, change the sources, or nothing.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { ShellWord } from "../syntax/shell.ts";
import { type PipWords, readPipWords } from "./python-pip.ts";

/** Programs that install packages for a project. */
export type Installer = "pip" | "uv pip" | "uv" | "poetry" | "pipenv" | "pdm" | "setup.py";

export interface PythonInstall {
  readonly kind: "install";
  readonly tool: Installer;
  /** What a pip command names; undefined for tools that read the project's manifests. */
  readonly pip: PipWords | undefined;
  /** How the project itself is installed: `linked` runs from its sources, `built` from a copy of them. */
  readonly project: "none" | "built" | "linked";
}

export type PythonCommand =
  | PythonInstall
  /** `python -m venv PATH`; undefined when the path can't be known. */
  | { readonly kind: "environment"; readonly path: string | undefined }
  /** It writes below these absolute folders, where the sources are. */
  | { readonly kind: "changes"; readonly folders: readonly string[] }
  /** It fills these absolute folders with data that the program reads. */
  | { readonly kind: "downloads"; readonly folders: readonly string[] }
  /** It leaves nothing that a program needs. */
  | { readonly kind: "passes" }
  /** Poetry is told to make its environment in the project's folder. */
  | { readonly kind: "in-project" }
  | { readonly kind: "refused"; readonly why: string };

const pythonProgram = /^python[\d.]*$/;
const pipProgram = /^pip[\d.]*$/;

/** Programs that check or format, and leave nothing but their caches. */
const checkers =
  /^(?:pytest|py\.test|flake8|mypy|black|isort|ruff|pylint|coverage|bandit|safety|pip-audit|pip-compile|twine|tox|nox|unittest|doctest|pyright|pycodestyle|pydocstyle)$/;

/** Reads a command; undefined when it is none of Python's, or does what can't be known. */
export function pythonCommand(run: RunCommand): PythonCommand | undefined {
  return readProgram(run, run.program, run.args, 0);
}

function readProgram(
  run: RunCommand,
  program: string,
  args: readonly ShellWord[],
  depth: number,
): PythonCommand | undefined {
  const words = args.map((word) => argumentValue(run, word) ?? word.value);
  const [first] = words;
  if (pipProgram.test(program)) return pipCommand(run, args, "pip");
  if (pythonProgram.test(program)) return pythonCall(run, args, words, depth);
  if (checkers.test(program)) return { kind: "passes" };
  switch (program) {
    case "uv":
      return uvCommand(run, args, words, depth);
    case "poetry":
    case "pipenv":
    case "pdm":
      return managerCommand(run, program, args, words, depth);
    case "virtualenv":
      return { kind: "environment", path: environmentPath(run, words) };
    case "conda":
    case "mamba":
    case "micromamba":
      return { kind: "refused", why: "Conda's environments are not moved" };
    case "pipx":
    case "easy_install":
    case "flit":
    case "pip-sync":
      return { kind: "refused", why: `Where \`${program}\` installs isn't followed` };
    case "playwright":
      return first === "install" ? browsers : undefined;
    case "spacy":
      return first === "download" ? fetched : undefined;
    case "opentelemetry-bootstrap":
      return fetched;
    case "django-admin":
    case "manage.py":
      return djangoCommand(run, words);
    case "pybabel":
      return changesHere(run);
    case "cythonize":
      return changesHere(run);
    case "sh":
    case "bash":
      return isInstallerScript(run, words) ? { kind: "passes" } : undefined;
    default:
      return undefined;
  }
}

const browsers: PythonCommand = {
  kind: "refused",
  why: "`playwright install` brings browsers and system packages that can't be followed",
};

/** Installs packages into the environment by a program of that environment. */
const fetched: PythonCommand = { kind: "install", tool: "pip", pip: undefined, project: "none" };

/** `curl ... | sh` of uv's installer, and the copy of it that its manual runs. */
function isInstallerScript(run: RunCommand, words: readonly string[]): boolean {
  if (/uv.?install/.test(words[0] ?? "")) return true;
  return run.command.joined === "|" && /astral\.sh\/uv/.test(run.instruction.text);
}

function pythonCall(
  run: RunCommand,
  args: readonly ShellWord[],
  words: readonly string[],
  depth: number,
): PythonCommand | undefined {
  // `-u`, `-B` and the like say how Python runs, not what.
  const at = words.findIndex((word) => !/^-(?:[uBsEIOqv]+|X\S+|W\S+)$/.test(word));
  const [first, second] = words.slice(Math.max(at, 0));
  const rest = args.slice(at + 2);
  switch (first) {
    case "-m":
      return moduleCall(run, second ?? "", rest, words.slice(at + 2), depth);
    case "-c":
      return inlineCode(run, second ?? "");
    case "-":
      return /install\.python-poetry\.org|get-poetry|bootstrap\.pypa\.io/.test(run.instruction.text)
        ? { kind: "passes" }
        : undefined;
    case "-V":
    case "--version":
      return { kind: "passes" };
    case "setup.py":
      return setupCommand(run, words.slice(at + 1));
    default:
      if (/(?:^|\/)manage\.py$/.test(first ?? "")) return djangoCommand(run, words.slice(at + 1));
      return /(?:^|\/)(?:get-pip|get-poetry|install-poetry)\.py$/.test(first ?? "")
        ? { kind: "passes" }
        : undefined;
  }
}

function moduleCall(
  run: RunCommand,
  module: string,
  args: readonly ShellWord[],
  words: readonly string[],
  depth: number,
): PythonCommand | undefined {
  switch (module) {
    case "pip":
      return pipCommand(run, args, "pip");
    case "venv":
    case "virtualenv":
      return { kind: "environment", path: environmentPath(run, words) };
    case "ensurepip":
    case "build":
      return { kind: "passes" };
    case "compileall":
      return changesHere(run);
    case "nltk.downloader":
      return nltkDownload(run, optionOf(words, /^-d$|^--dir$/));
    case "grpc_tools.protoc":
      return protocCommand(run, words);
    case "babel":
    case "PyInstaller":
    case "nuitka":
      return undefined;
    case "django":
      return djangoCommand(run, words);
    default:
      return depth < 3 ? readProgram(run, module, args, depth + 1) : undefined;
  }
}

/** Calls that fetch a model. Source: the documentation of each library. */
const fetchesModel =
  /^(?:\w+\s*=\s*)?(?:(?:\w+\.)*(?:SentenceTransformer|CrossEncoder|pipeline|snapshot_download|hf_hub_download|from_pretrained|WhisperModel)|whisper\.load_model|torch\.hub\.load)\((?:[^()]|\(\))*\)$/;

/** Variables that move the cache of models. */
const modelCaches = [
  "HF_HOME",
  "HF_HUB_CACHE",
  "TRANSFORMERS_CACHE",
  "SENTENCE_TRANSFORMERS_HOME",
  "TORCH_HOME",
  "XDG_CACHE_HOME",
];

/**
 * Code that fetches models into their libraries' cache and does nothing else. Which folder below `~/.cache` that is
 * depends on the library's version, so that all of it goes along.
 */
function modelDownload(run: RunCommand, statements: readonly string[]): PythonCommand | undefined {
  const others = statements.filter((each) => !/^(?:import|from|print)\b/.test(each));
  if (others.length === 0 || !others.every((each) => fetchesModel.test(each))) return undefined;
  if (others.some((each) => /\b(?:cache_dir|cache_folder|local_dir|download_root)\s*=/.test(each)))
    return undefined;
  const set = modelCaches.filter((name) => run.variable(name) != null);
  if (set.length === 0) return { kind: "downloads", folders: ["/root/.cache"] };
  const folders = set.map((name) => run.variable(name));
  return folders.every((each) => typeof each === "string" && each.startsWith("/"))
    ? { kind: "downloads", folders: folders.filter((each) => typeof each === "string") }
    : undefined;
}

/** Code that only imports and prints tells whether packages are there; downloads of nltk and of models are followed. */
function inlineCode(run: RunCommand, code: string): PythonCommand | undefined {
  const statements = code
    .split(/[;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const models = modelDownload(run, statements);
  if (models !== undefined) return models;
  const downloads = statements.filter((each) => /^nltk\.download\(/.test(each));
  const others = statements.filter((each) => !/^(?:import|from|print|assert)\b|^nltk\.download\(/.test(each));
  if (others.length > 0 || statements.some((each) => /^(?:import|from)\b.*\bos\b/.test(each)))
    return undefined;
  if (downloads.length === 0) return { kind: "passes" };
  const folders = new Set(downloads.map((each) => /download_dir\s*=\s*["']([^"']+)/.exec(each)?.[1]));
  const [folder] = folders;
  return folders.size === 1 ? nltkDownload(run, folder) : undefined;
}

/** Without a folder nltk's data goes to the home of root, as none of the system's folders is there. */
function nltkDownload(run: RunCommand, folder: string | undefined): PythonCommand {
  if (folder === undefined) return { kind: "downloads", folders: ["/root/nltk_data"] };
  return run.cwd === undefined && !folder.startsWith("/")
    ? { kind: "refused", why: "Where nltk's data goes isn't known" }
    : { kind: "downloads", folders: [resolvePath(run.cwd ?? "/", folder)] };
}

function protocCommand(run: RunCommand, words: readonly string[]): PythonCommand | undefined {
  const folders = words.flatMap(
    (word) => /^--\w*(?:python|pyi|mypy)\w*_out=(?:.*:)?(.+)$/.exec(word)?.[1] ?? [],
  );
  const { cwd } = run;
  if (folders.length === 0 || cwd === undefined) return undefined;
  return { kind: "changes", folders: folders.map((folder) => resolvePath(cwd, folder)) };
}

/** Commands of Django that only write below the project's folder, or to the place that STATIC_ROOT names. */
const djangoProject =
  /^(?:collectstatic|compilemessages|compress|makemigrations|migrate|check|test|compilescss|tailwind|generateschema|spectacular)$/;

function djangoCommand(run: RunCommand, words: readonly string[]): PythonCommand | undefined {
  return djangoProject.test(words.find((word) => !word.startsWith("-")) ?? "") ? changesHere(run) : undefined;
}

function setupCommand(run: RunCommand, words: readonly string[]): PythonCommand | undefined {
  const command = words.find((word) => !word.startsWith("-"));
  switch (command) {
    case "install":
      return { kind: "install", tool: "setup.py", pip: undefined, project: "built" };
    case "develop":
      return { kind: "install", tool: "setup.py", pip: undefined, project: "linked" };
    case "build_ext":
      return words.some((word) => /^(?:-i|--inplace)$/.test(word)) ? changesHere(run) : { kind: "passes" };
    case "build":
    case "sdist":
    case "bdist_wheel":
    case "test":
    case "check":
      return { kind: "passes" };
    default:
      return undefined;
  }
}

function changesHere(run: RunCommand): PythonCommand {
  return run.cwd === undefined
    ? { kind: "refused", why: "The folder of a command that writes among the sources isn't known" }
    : { kind: "changes", folders: [run.cwd] };
}

function pipCommand(run: RunCommand, args: readonly ShellWord[], tool: "pip" | "uv pip"): PythonCommand {
  const at = args.findIndex((word) => !word.value.startsWith("-"));
  const subcommand = args[at]?.value;
  if (subcommand !== "install" && !(tool === "uv pip" && subcommand === "sync")) return { kind: "passes" };
  const pip = readPipWords(run, args.slice(at + 1), subcommand === "sync" ? "files" : "packages");
  const project = pip.editable ? "linked" : pip.local ? "built" : "none";
  return { kind: "install", tool, pip, project };
}

function uvCommand(
  run: RunCommand,
  args: readonly ShellWord[],
  words: readonly string[],
  depth: number,
): PythonCommand | undefined {
  const at = words.findIndex((word) => !word.startsWith("-"));
  const rest = args.slice(at + 1);
  const restWords = words.slice(at + 1);
  switch (words[at]) {
    case "pip":
      return pipCommand(run, rest, "uv pip");
    case "sync":
    case "add":
      return { kind: "install", tool: "uv", pip: undefined, project: "linked" };
    case "venv":
      return { kind: "environment", path: environmentPath(run, restWords, ".venv") };
    case "run":
      return launched(run, rest, restWords, depth) ?? undefined;
    case "python":
      return { kind: "refused", why: "`uv python` brings a Python that the runtime image does not have" };
    case "tool":
      return { kind: "refused", why: "Where `uv tool` installs isn't followed" };
    default:
      return { kind: "passes" };
  }
}

function managerCommand(
  run: RunCommand,
  tool: "poetry" | "pipenv" | "pdm",
  args: readonly ShellWord[],
  words: readonly string[],
  depth: number,
): PythonCommand | undefined {
  const at = words.findIndex((word) => !word.startsWith("-"));
  const rest = words.slice(at + 1);
  switch (words[at]) {
    case "install":
    case "sync":
    case "add":
    case "update":
      return { kind: "install", tool, pip: undefined, project: tool === "pipenv" ? "none" : "linked" };
    case "run":
      return launched(run, args.slice(at + 1), rest, depth);
    case "config":
      return tool === "poetry" && rest.includes("virtualenvs.in-project") && rest.includes("true")
        ? { kind: "in-project" }
        : { kind: "passes" };
    case "export":
    case "lock":
    case "requirements":
      // What is redirected to a file is that file, which the caller sees.
      return run.command.redirects.length > 0 ? undefined : { kind: "passes" };
    default:
      return { kind: "passes" };
  }
}

/** `poetry run X` does what `X` does in the environment. */
function launched(
  run: RunCommand,
  args: readonly ShellWord[],
  words: readonly string[],
  depth: number,
): PythonCommand | undefined {
  const at = words.findIndex((word) => !word.startsWith("-"));
  const program = words[at];
  return program === undefined || depth > 2
    ? undefined
    : readProgram(run, program.replace(/^.*\//, ""), args.slice(at + 1), depth + 1);
}

function environmentPath(run: RunCommand, words: readonly string[], usual?: string): string | undefined {
  const valued = /^(?:-p|--python|--prompt|--seed-packages|--pip|--setuptools|--wheel)$/;
  const operands = words.filter((word, at) => !word.startsWith("-") && !valued.test(words[at - 1] ?? ""));
  const path = operands[0] ?? usual;
  if (path === undefined || path.includes("$") || (run.cwd === undefined && !path.startsWith("/")))
    return undefined;
  return resolvePath(run.cwd ?? "/", path);
}

function optionOf(words: readonly string[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word));
  return at === -1 ? undefined : words[at + 1];
}
