// Which packages a Python stage installs, as its requirements and lockfiles name them.

import type { Stage } from "../model/stage.ts";
import { parsePyproject } from "../project/manifests/pyproject.ts";
import { parseRequirements } from "../project/manifests/requirements-txt.ts";
import { isTable, parseToml, tableAt, tablesAt, textAt } from "../project/manifests/toml.ts";
import { normalPath } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { Note } from "../split/plan.ts";
import type { Span } from "../text/span.ts";
import { ManifestFolder } from "./manifests.ts";
import { normalName } from "./python-pip.ts";
import type { PythonStep } from "./python-setup.ts";

export interface PythonPackages {
  /** Normal names, `psycopg2`; lockfiles name what packages need themselves, too. */
  readonly names: ReadonlySet<string>;
  /** A requirement with `git+`. */
  readonly git: boolean;
  /** What could not be read, and the command that reads it; undefined when all was. */
  readonly unread: { readonly what: string; readonly at: Span } | undefined;
  /** The version of Python that a project asks uv for, `3.12`; undefined where it leaves it open. */
  readonly wantedPython: string | undefined;
  /** Console commands that the project itself brings. */
  readonly scripts: readonly string[];
}

/** Reads what every install of a stage names; what was not loaded yet is wanted. */
export function pythonPackages(file: RuleFile, stage: Stage, steps: readonly PythonStep[]): PythonPackages {
  const reader = new PackageReader(file, stage);
  for (const step of steps) reader.read(step);
  const { names, git, unread, scripts, wantedPython } = reader;
  return { names, git, unread, scripts, wantedPython };
}

/** The manifest without which an installer stops at once. */
const manifests: Readonly<Record<string, string>> = {
  poetry: "pyproject.toml",
  pdm: "pyproject.toml",
  uv: "pyproject.toml",
};

/** The first install of a project whose manifest no copy brings; undefined where all are there, or where it isn't known. */
export function withoutManifest(
  file: RuleFile,
  stage: Stage,
  steps: readonly PythonStep[],
): Note | undefined {
  for (const { run, command } of steps) {
    if (command.kind !== "install" || command.pip !== undefined || run.cwd === undefined) continue;
    const name = Object.hasOwn(manifests, command.tool) ? manifests[command.tool] : undefined;
    if (
      name === undefined ||
      run.args.some(({ value }) => /^(?:-C|--directory|--project|-P)(?:=|$)/.test(value))
    )
      continue;
    const place = new ManifestFolder(file, stage, run.cwd);
    // Something else may make it: `poetry init`, a heredoc, a download.
    const isMade = stage.instructions.some(
      ({ keyword, text }) => keyword === "RUN" && /\binit\b|pyproject/.test(text),
    );
    if (place.path(name) === undefined || place.text(name) !== null || isMade) continue;
    return {
      message: `\`${run.program} ${run.args[0]?.value ?? ""}\` fails already: no copy brings a \`${name}\` to \`${run.cwd}\``,
      at: run.command.span,
    };
  }
  return undefined;
}

class PackageReader {
  readonly names = new Set<string>();
  git = false;
  unread: PythonPackages["unread"];
  readonly scripts: string[] = [];
  wantedPython: string | undefined;
  private readonly file: RuleFile;
  private readonly stage: Stage;

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.stage = stage;
  }

  read({ run, command }: PythonStep): void {
    if (command.kind !== "install") return;
    const at = run.command.span;
    const { pip } = command;
    if (pip !== undefined) {
      for (const name of pip.packages) this.addRequirement(name);
      const root = new ManifestFolder(this.file, this.stage, "/");
      for (const path of pip.files) this.addFile(root, path, at);
      for (const folder of pip.folders) if (folder !== undefined) this.addProject(folder, at);
      return;
    }
    // Models and plug-ins that a program of the environment fetches.
    if (command.tool === "pip") return;
    if (run.cwd === undefined) this.fail("the project's manifest", at);
    else this.addProject(run.cwd, at);
    if (command.tool !== "uv" || run.cwd === undefined) return;
    const place = new ManifestFolder(this.file, this.stage, run.cwd);
    const wanted = place.text(".python-version");
    if (typeof wanted === "string") this.wantedPython = /\d+(?:\.\d+)*/.exec(wanted)?.[0];
  }

  private addRequirement(text: string): void {
    if (/^(?:git|hg|svn)\+/.test(text)) this.git = true;
    const name = normalName(/#egg=([\w.-]+)/.exec(text)?.[1] ?? text.replace(/^.*\//, ""));
    if (name !== "") this.names.add(name);
    if (/^psycopg\[[^\]]*binary/.test(text)) this.names.add("psycopg-binary");
  }

  /** A file of requirements with what it includes. */
  private addFile(root: ManifestFolder, image: string | undefined, at: Span): void {
    const path = image === undefined ? undefined : root.path(image);
    if (path === undefined) {
      this.fail("a file of requirements", at);
      return;
    }
    if (path === null) {
      // `poetry export -o requirements.txt` makes it in the image: the lockfile beside it says the same.
      const folder = (image ?? "/").replace(/\/[^/]*$/, "") || "/";
      this.addProject(folder, at);
      return;
    }
    const seen = new Set<string>();
    const waiting = [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const text = this.file.project.text(next);
      if (text == null) {
        this.fail(`\`${next}\``, at);
        continue;
      }
      const folder = next.includes("/") ? next.slice(0, next.lastIndexOf("/")) : ".";
      for (const { kind, value } of parseRequirements(text)) {
        if (kind === "package") this.addRequirement(value);
        else if (kind === "remote") this.addRequirement(value);
        else if (kind === "requirements") {
          const included = normalPath(`${folder}/${value}`);
          if (included !== undefined && !/^https?:/.test(value)) waiting.push(included);
        }
      }
      if (/^\s*psycopg\[[^\]]*binary/m.test(text)) this.names.add("psycopg-binary");
    }
  }

  /** The manifests of a project: its lockfile where it has one, else what it asks for. */
  private addProject(folder: string, at: Span): void {
    const place = new ManifestFolder(this.file, this.stage, folder);
    const pyproject = place.text("pyproject.toml");
    const texts = lockfiles.map((name) => place.text(name));
    const setup = [place.text("setup.py"), place.text("setup.cfg")];
    const pipfile = place.text("Pipfile");
    if ([pyproject, pipfile, ...texts, ...setup].some((text) => text === undefined)) return;
    let found = false;
    for (const text of texts) if (typeof text === "string") found = this.addLock(text) || found;
    if (typeof pyproject === "string") {
      const parsed = parsePyproject(pyproject);
      for (const each of parsed?.dependencies ?? []) this.addRequirement(each);
      this.scripts.push(...Object.keys(parsed?.scripts ?? {}));
      if (/\bgit\s*=\s*["']|git\+/.test(pyproject)) this.git = true;
      found = found || parsed !== undefined;
    }
    if (typeof pipfile === "string") {
      const root = parseToml(pipfile);
      for (const name of Object.keys(tableAt(root, "packages") ?? {})) this.names.add(normalName(name));
      found = found || root !== undefined;
    }
    for (const text of setup)
      if (typeof text === "string") {
        found = true;
        // What a script computes is not run: every name it holds counts as one that may be installed.
        for (const [, name] of text.matchAll(/["'\s]([A-Za-z][\w.-]*)\s*(?:["']|[<>=~!;[])/g))
          if (name !== undefined) this.names.add(normalName(name));
        for (const [, name] of text.matchAll(/["']?\s*([\w-]+)\s*=\s*[\w.]+:\w+/g))
          if (name !== undefined) this.scripts.push(name);
      }
    if (!found) this.fail("what the project depends on", at);
  }

  private addLock(text: string): boolean {
    if (text.trimStart().startsWith("{")) {
      const names = [...text.matchAll(/^ {8}"([\w.-]+)": \{/gm)].flatMap(([, name]) => name ?? []);
      for (const name of names) this.names.add(normalName(name));
      return true;
    }
    const root = parseToml(text);
    for (const each of tablesAt(root, "package")) {
      const name = textAt(each, "name");
      if (name !== undefined) this.names.add(normalName(name));
      if (isTable(each.source) && textAt(each.source, "type") === "git") this.git = true;
      if (isTable(each.source) && textAt(each.source, "git") !== undefined) this.git = true;
    }
    return root !== undefined;
  }

  private fail(what: string, at: Span): void {
    this.unread ??= { what, at };
  }
}

const lockfiles = ["poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock"];
