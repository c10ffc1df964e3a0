// Where a command of Python's installers puts packages: the image's own Python, an environment, a home, a folder.

import { type RunCommand, runCommands } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { isRoot } from "../model/users.ts";
import type { PythonInstall } from "./python-commands.ts";
import { variableSource } from "./variable-source.ts";

/** Where one command installs. */
export type Place =
  | { readonly kind: "system" }
  | { readonly kind: "own" | "user" | "target"; readonly path: string }
  | { readonly kind: "unclear"; readonly why: string };

/** Reads places of one stage; told of each environment that the commands before it made. */
export class PlaceReader {
  readonly environments: string[] = [];
  /** Poetry was told to keep its environment in the project's folder. */
  inProject = false;
  private readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  placeOf(run: RunCommand, command: PythonInstall): Place {
    const { pip, tool } = command;
    if (pip !== undefined) {
      if (pip.target === null || pip.prefix === null)
        return { kind: "unclear", why: "The folder that it installs into is computed" };
      if (pip.target !== undefined) return { kind: "target", path: pip.target };
      if (pip.prefix !== undefined && pip.prefix !== "/usr/local")
        return { kind: "unclear", why: `It installs below \`${pip.prefix}\`, which is no environment` };
      if (pip.python !== undefined) {
        const path = /^(\/.*)\/bin\/python[\d.]*$/.exec(pip.python)?.[1] ?? pip.python;
        return path.startsWith("/") && !/^\/usr(?:\/local)?$/.test(path)
          ? { kind: "own", path }
          : { kind: "unclear", why: "It names the Python that it installs for" };
      }
    }
    const user = this.stage.user(run.instruction).value;
    const home = user === undefined || !isRoot(user) ? undefined : "/root";
    if (pip?.user !== undefined) return this.userPlace(run, home);
    const active = this.activeEnvironment(run);
    if (tool === "uv" || tool === "pdm") return this.projectPlace(run, tool);
    if (
      (tool === "poetry" && this.isInProject(run)) ||
      (tool === "pipenv" && this.variable(run, "PIPENV_VENV_IN_PROJECT") != null)
    )
      return run.cwd === undefined
        ? { kind: "unclear", why: "The folder of the project isn't known" }
        : { kind: "own", path: resolvePath(run.cwd, ".venv") };
    if (active !== undefined) return { kind: "own", path: active };
    if (tool === "uv pip" && pip?.system === undefined && this.variable(run, "UV_SYSTEM_PYTHON") == null) {
      const near = this.environments.at(-1);
      if (near !== undefined) return { kind: "own", path: near };
    }
    if (home === undefined)
      return { kind: "unclear", why: `It installs as another user than root, into a home folder` };
    return { kind: "system" };
  }

  private userPlace(run: RunCommand, home: string | undefined): Place {
    const base = this.variable(run, "PYTHONUSERBASE");
    if (typeof base === "string" && base.startsWith("/")) return { kind: "user", path: base };
    if (base === undefined || home === undefined)
      return {
        kind: "unclear",
        why: "The home folder that `--user` installs into isn't known in the runtime image",
      };
    return { kind: "user", path: `${home}/.local` };
  }

  /** uv and pdm keep an environment in the project's folder. */
  private projectPlace(run: RunCommand, tool: "uv" | "pdm"): Place {
    const named = tool === "uv" ? this.variable(run, "UV_PROJECT_ENVIRONMENT") : null;
    if (named === undefined || run.cwd === undefined)
      return { kind: "unclear", why: "Where the environment of the project lies isn't known" };
    const path = resolvePath(run.cwd, named ?? ".venv");
    if (/^\/usr(?:\/local)?$/.test(path))
      return { kind: "unclear", why: "It installs into the image's own Python by a variable" };
    if (tool === "pdm" && this.variable(run, "VIRTUAL_ENV") != null)
      return { kind: "unclear", why: "Which environment pdm takes isn't known" };
    return { kind: "own", path };
  }

  private isInProject(run: RunCommand): boolean {
    const value = this.variable(run, "POETRY_VIRTUALENVS_IN_PROJECT");
    return this.inProject || (typeof value === "string" && /^(?:1|true)$/i.test(value));
  }

  /** The environment whose programs a command finds first: by path, activated in its RUN, or by PATH. */
  private activeEnvironment(run: RunCommand): string | undefined {
    const program = run.command.program;
    if (program.includes("/") && run.cwd !== undefined) {
      const path = resolvePath(run.cwd, program).replace(/\/bin\/[^/]+$/, "");
      return /^(?:\/usr(?:\/local)?|)$/.test(path) ? undefined : path;
    }
    const earlier = runCommands(this.stage, run.instruction).filter(
      (each) => each.command.span.start < run.command.span.start,
    );
    const activation = earlier.findLast(
      (each) => /^(?:source|\.)$/.test(each.program) && /\/bin\/activate$/.test(each.args[0]?.value ?? ""),
    );
    if (activation !== undefined) {
      const script = activation.args[0]?.value ?? "";
      return activation.cwd === undefined && !script.startsWith("/")
        ? undefined
        : resolvePath(activation.cwd ?? "/", script.replace(/\/bin\/activate$/, ""));
    }
    const named = this.variable(run, "VIRTUAL_ENV");
    const path = this.variable(run, "PATH");
    for (const folder of (typeof path === "string" ? path : "").split(":")) {
      const environment = folder.replace(/\/bin\/?$/, "");
      if (environment === folder) continue;
      if (this.environments.includes(environment) || environment === named) return environment;
    }
    return undefined;
  }

  /** A variable as the file sets it: null where nothing does, as no image of Python sets those that matter here. */
  private variable(run: RunCommand, name: string): string | null | undefined {
    return name === "PATH" || variableSource(this.stage, run, name) !== undefined ? run.variable(name) : null;
  }
}
