// The files that a command works on: paths, folders and standard input, each with its build context.

import { dirname, relative, resolve, sep } from "node:path";
import { withConfiguration } from "../core/configuration.ts";
import { contextSources } from "../core/model/context-sources.ts";
import { Dockerfile } from "../core/model/dockerfile.ts";
import type { ProjectBuild } from "../core/project/builds/build.ts";
import type { ProjectSnapshot, Wanted } from "../core/project/project.ts";
import { type AnalysisSettings, defaultSettings } from "../core/settings.ts";
import { parseDockerfile } from "../core/syntax/parse.ts";
import type { ReadBuildFiles } from "../node/build-files.ts";
import { findConfiguration, readConfigurationFile } from "../node/configuration.ts";
import { findContext } from "../node/find-context.ts";
import { findDockerfiles } from "../node/find-dockerfiles.ts";
import { readDockerfile, readDockerfileFrom } from "../node/read-dockerfile.ts";
import { analyseWithProject } from "../node/rounds.ts";
import type { OptionSpecs } from "./arguments.ts";
import type { Session } from "./command.ts";
import { TroubleError } from "./exit.ts";
import { printableLine } from "./printable.ts";

/** The name of standard input among the paths. */
const standardInput = "-";

export const inputOptions = {
  context: {
    kind: "text",
    value: "DIR",
    help: "The build context; else it is found from the project.",
  },
  config: {
    kind: "text",
    value: "FILE",
    help: "The configuration; else the nearest `.lean-dockerfile.json` or `.hadolint.yaml` up the tree.",
  },
} as const satisfies OptionSpecs;

export interface InputContext {
  /** Absolute path. */
  readonly folder: string;
  /** What goes before one of its paths to make it one from the working directory; empty or ending with `/`. */
  readonly name: string;
  /** Absolute path of the Dockerfile that the text stands for; undefined for standard input without a name. */
  readonly dockerfile: string | undefined;
  /** What compose files, bake files and pipelines say of its builds. */
  readonly builds: readonly ProjectBuild[];
}

export interface InputFile {
  /** Relative to the working directory, with `/`; `-` for standard input without a name. */
  readonly name: string;
  /** Absolute; undefined for standard input. */
  readonly path: string | undefined;
  readonly text: string;
  /** False when some bytes are no UTF-8: writing the text back would change them. */
  readonly faithful: boolean;
  /** Undefined when it is not known; then rules that need it stay silent. */
  readonly context: InputContext | undefined;
  /** What its configuration file says. */
  readonly settings: AnalysisSettings;
}

export interface Inputs {
  readonly files: readonly InputFile[];
  /** How many paths could not be read; each was named on standard error. */
  readonly unreadable: number;
}

interface InputChoice {
  /** The option `--context`. */
  readonly context: string | undefined;
  /** The option `--config`. */
  readonly config: string | undefined;
  readonly stdinFilename?: string | undefined;
}

/** All files that the operands name, each once; the current folder's when there are none. */
export async function loadInputs(
  session: Session,
  operands: readonly string[],
  choice: InputChoice,
): Promise<Inputs> {
  const files = new Map<string, InputFile>();
  const buildFiles: ReadBuildFiles = new Map();
  let unreadable = 0;
  const complain = (message: string): void => {
    unreadable++;
    session.terminal.err.write(`lean-dockerfile: ${printableLine(message)}\n`);
  };
  if (choice.stdinFilename !== undefined && !operands.includes(standardInput))
    throw new TroubleError("`--stdin-filename` names standard input, which is not read", "Add `-`.");
  for (const operand of operands.length === 0 ? ["."] : operands) {
    const found = await pathsOf(session, operand);
    if (!found.ok) {
      complain(found.message);
      continue;
    }
    for (const path of found.paths) {
      if (session.signal.aborted) return { files: [...files.values()], unreadable };
      if (files.has(resolve(session.cwd, path))) continue;
      const file = await loadFile(session, path, choice, buildFiles);
      if (file.ok) files.set(resolve(session.cwd, path), file.file);
      else complain(file.message);
    }
  }
  return { files: [...files.values()], unreadable };
}

/** The one file that an operand names; a folder must have a `Dockerfile` or only one candidate. */
export async function loadOne(session: Session, operand: string, choice: InputChoice): Promise<InputFile> {
  const found = await pathsOf(session, operand);
  if (!found.ok) throw new TroubleError(found.message);
  const main = resolve(session.cwd, operand, "Dockerfile");
  const [first = operand, ...others] = found.paths;
  const path = found.paths.find((each) => resolve(session.cwd, each) === main) ?? first;
  if (path === first && others.length > 0 && resolve(session.cwd, first) !== main) {
    const names = found.paths.slice(0, 5).map((each) => `\`${each}\``);
    throw new TroubleError(`\`${operand}\` has several Dockerfiles`, `Name one: ${names.join(", ")}.`);
  }
  const file = await loadFile(session, path, choice, new Map());
  if (!file.ok) throw new TroubleError(file.message);
  return file.file;
}

type Paths =
  | { readonly ok: true; readonly paths: readonly string[] }
  | { readonly ok: false; readonly message: string };

async function pathsOf(session: Session, operand: string): Promise<Paths> {
  if (operand === standardInput) return { ok: true, paths: [standardInput] };
  const found = await findDockerfiles(operand);
  if (!found.ok) return found;
  for (const { file, why } of found.leftOut)
    session.terminal.err.write(`lean-dockerfile: ${printableLine(`\`${file}\` is left out: ${why}`)}\n`);
  if (found.files.length === 0) return { ok: false, message: `\`${operand}\` has no Dockerfile in it` };
  return { ok: true, paths: found.files };
}

type Loaded =
  | { readonly ok: true; readonly file: InputFile }
  | { readonly ok: false; readonly message: string };

async function loadFile(
  session: Session,
  path: string,
  choice: InputChoice,
  buildFiles: ReadBuildFiles,
): Promise<Loaded> {
  const fromStdin = path === standardInput;
  const read = fromStdin
    ? await readDockerfileFrom(session.stdin, "standard input")
    : await readDockerfile(path);
  if (!read.ok) return read;
  // The place that the text stands for decides on the context; a bare `-` stands for none.
  const place = fromStdin ? choice.stdinFilename : path;
  const absolute = place === undefined ? undefined : resolve(session.cwd, place);
  return {
    ok: true,
    file: {
      name: absolute === undefined ? standardInput : nameFrom(session.cwd, absolute),
      path: fromStdin ? undefined : absolute,
      text: read.text,
      faithful: read.faithful,
      context: await contextOf(session, absolute, read.text, choice.context, buildFiles),
      settings: await settingsOf(session, absolute, choice.config),
    },
  };
}

/** A configuration with a mistake in it is not half obeyed: a rule that someone meant to set would stay unset. */
async function settingsOf(
  session: Session,
  path: string | undefined,
  given: string | undefined,
): Promise<AnalysisSettings> {
  const found =
    given === undefined
      ? await findConfiguration(path === undefined ? session.cwd : dirname(path))
      : await readConfigurationFile(resolve(session.cwd, given));
  if (found === undefined && given !== undefined)
    throw new TroubleError(`The configuration \`${given}\` can't be read`, "Name a file.");
  if (found === undefined) return defaultSettings;
  const [problem] = found.problems;
  if (problem !== undefined)
    throw new TroubleError(
      `\`${nameFrom(session.cwd, found.path)}\`: ${problem}`,
      "Put it right, or leave it out.",
    );
  return withConfiguration(defaultSettings, found.configuration);
}

async function contextOf(
  session: Session,
  path: string | undefined,
  text: string,
  given: string | undefined,
  buildFiles: ReadBuildFiles,
): Promise<InputContext | undefined> {
  if (path === undefined && given === undefined) return undefined;
  const found = await findContext(
    {
      dockerfile: path ?? resolve(session.cwd, "Dockerfile"),
      given: given ?? "",
      root: session.cwd,
      sources: contextSources(new Dockerfile(parseDockerfile(text))),
    },
    buildFiles,
  );
  if (found === undefined && given !== undefined)
    throw new TroubleError(
      `The context \`${given}\` is not a folder`,
      "Name the folder that the build gets.",
    );
  if (found === undefined) return undefined;
  const { folder, builds } = found;
  const name = nameFrom(session.cwd, folder);
  return { folder, name: name === "" ? "" : `${name}/`, dockerfile: path, builds };
}

/** A path as users see it: from the working directory, with `/`. */
function nameFrom(cwd: string, path: string): string {
  return relative(cwd, path).split(sep).join("/");
}

/** Runs an analysis until the project's files that it wants are loaded. */
export async function withProject<T extends { readonly wanted: readonly Wanted[] }>(
  file: InputFile,
  run: (project: ProjectSnapshot) => T,
): Promise<T> {
  return analyseWithProject(file.context, run);
}
