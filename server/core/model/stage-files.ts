// Which paths a stage may hold at its end. The answer "no" is certain; whatever can't be followed makes it "perhaps".

import { Memory } from "../memory.ts";
import { leftOutByGit } from "../project/gitignore.ts";
import type { Project } from "../project/project.ts";
import { normalPath } from "../project/project.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { argumentValue, type RunCommand, stageCommands } from "./commands.ts";
import type { Copy, Dockerfile } from "./dockerfile.ts";
import { packageCommand } from "./packages.ts";
import { baseName, dirName, foldersOf, isWithin, resolvePath } from "./paths.ts";
import type { Stage } from "./stage.ts";

/** Folders that images and packages fill. */
const systemFolder =
  /^\/(?:bin|boot|dev|etc|home|lib\d*|libx32|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|go|nodejs|data|workspace|busybox)(?:\/|$)/;

/** True for paths that images fill themselves, so that nothing can be said of them. */
export function isSystemPath(path: string): boolean {
  return systemFolder.test(path) || /^\/[^/]*entrypoint[^/]*$/.test(path);
}

/** Images of which nothing but system folders and start scripts is there. */
const plain = new Set(
  "alpine debian ubuntu busybox node python golang rust ruby eclipse-temurin openjdk gcc buildpack-deps maven gradle nginx perl php".split(
    " ",
  ),
);

/** Each path is looked for behind every copy: with more copies in a stage than this the answer is "perhaps". */
const mostCopies = 200;

export class StageFiles {
  /** Everything below these may be there. */
  private readonly folders = new Set<string>();
  /** Single files and folders that are there. */
  private readonly files = new Set<string>();
  /** The folders in which files and folders of these lie. */
  private readonly parents = new Set<string>();
  private readonly copies: Copy[] = [];
  private readonly dockerfile: Dockerfile;
  private readonly project: Project;
  private readonly base: Stage;
  private anything = false;

  constructor(dockerfile: Dockerfile, stage: Stage, project: Project) {
    this.dockerfile = dockerfile;
    this.project = project;
    this.base = stage;
    const root = stage.rootBase;
    const facts = stage.imageFacts;
    const known =
      root.kind === "scratch" ||
      (facts !== undefined &&
        !facts.onbuild &&
        !facts.windows &&
        !facts.viaMirror &&
        (plain.has(facts.family) || facts.family.startsWith("distroless/")));
    if (!known) this.anything = true;
    for (const each of [...stage.chain].reverse()) {
      if (this.anything) return;
      for (const instruction of each.instructions) this.read(each, instruction);
      for (const run of stageCommands(each)) this.run(run);
    }
  }

  /** False only where nothing can have put anything at an absolute path. */
  mayHold(path: string, depth = 0): boolean {
    if (this.anything || depth > 4 || path === "/") return true;
    if (
      this.base.rootBase.kind !== "scratch" &&
      (systemFolder.test(path) || /^\/[^/]*entrypoint[^/]*$/.test(path))
    )
      return true;
    if (this.files.has(path) || this.parents.has(path)) return true;
    for (const folder of foldersOf(path)) if (this.folders.has(folder)) return true;
    if (this.copies.length > mostCopies) return true;
    return this.copies.some((copy) => this.mayCopy(copy, path, depth));
  }

  private addFile(path: string): void {
    this.files.add(path);
    this.addParents(path);
  }

  private addFolder(path: string): void {
    this.folders.add(path);
    this.addParents(path);
  }

  private addParents(path: string): void {
    for (const folder of foldersOf(path)) {
      if (folder === path) continue;
      // Where one is there already, so are those above it.
      if (this.parents.has(folder)) return;
      this.parents.add(folder);
    }
  }

  /** Files that are certainly made and have the name: for "it is there". */
  named(name: string): string | undefined {
    for (const file of this.files) if (baseName(file) === name) return file;
    return undefined;
  }

  private mayCopy(copy: Copy, path: string, depth: number): boolean {
    const { target, origin } = copy;
    if (target === undefined) return true;
    if (isWithin(path, target)) return true;
    if (!isWithin(target, path)) return false;
    const rest = target === "/" ? path.slice(1) : path.slice(target.length + 1);
    return copy.sources.some((word) => {
      const stage = this.dockerfile.stageOf(copy.instruction);
      const source = stage?.expand(word.text, copy.instruction);
      if (source === undefined || /[*?[]/.test(source)) return true;
      const [first = "", ...inside] = rest.split("/");
      const byName = first === baseName(source) ? [source, ...inside].join("/") : undefined;
      const below = [source.replace(/\/+$/, ""), rest].join("/");
      if (origin.kind === "stage") {
        const files = stageFiles(this.dockerfile, origin.stage, this.project);
        const from = (each: string): boolean => files.mayHold(resolvePath("/", each), depth + 1);
        return from(below) || (byName !== undefined && from(byName));
      }
      if (origin.kind !== "context") return true;
      return this.inContext(below) || (byName !== undefined && this.inContext(byName));
    });
  }

  /** Whether a path may be in the context; a fresh clone lacks what git leaves out, and the builder's folder may not. */
  private inContext(path: string): boolean {
    if (!this.project.known) return !/[^/]\.\w{1,6}\/[^/]/.test(path);
    const normal = normalPath(path.replace(/^\/+/, ""));
    if (normal === undefined || this.project.exists(normal) !== false) return true;
    return leftOutByGit(this.project, normal);
  }

  private read(stage: Stage, instruction: Instruction): void {
    switch (instruction.keyword) {
      case "WORKDIR": {
        const path = stage.expand(instruction.argsText, instruction);
        const current = stage.workdir(instruction).value;
        if (path === undefined || (current === undefined && !path.startsWith("/"))) this.anything = true;
        else this.addFile(resolvePath(current ?? "/", path));
        break;
      }
      case "COPY":
      case "ADD": {
        const copy = this.dockerfile.copy(instruction);
        if (copy?.target === undefined) this.anything = true;
        else if (instruction.heredocs.length > 0 || this.isRemote(copy)) this.addFolder(copy.target);
        else this.copies.push(copy);
        break;
      }
      case "RUN":
        if (
          instruction.script?.broken === true ||
          (instruction.script === undefined && instruction.exec === undefined)
        )
          this.anything = true;
        break;
      case "ENV":
      case "ARG":
        // Tools may be told by a variable where to write.
        for (const match of instruction.text.matchAll(/[=\s:"'](\/[\w.-][\w./-]*)/g))
          if (match[1] !== undefined && !/PATH/.test(instruction.pairs[0]?.key ?? ""))
            this.addFolder(resolvePath("/", match[1]));
        break;
      case "ONBUILD":
        this.anything = true;
        break;
      case "VOLUME":
        for (const { text } of instruction.words) this.addFile(resolvePath("/", text));
        break;
    }
  }

  private isRemote(copy: Copy): boolean {
    const isArchive =
      copy.instruction.keyword === "ADD" &&
      copy.sources.some(({ text }) => /\.(?:tar|t?gz|tgz|bz2|xz|zst)\b|^\$/.test(text));
    return isArchive || copy.sources.some(({ text }) => /:\/\/|^git@/.test(text));
  }

  private run(run: RunCommand): void {
    if (run.program === "" && run.command.redirects.length === 0) return;
    for (const { operator, target } of run.command.redirects)
      if (operator.includes(">") && target !== undefined) this.add(run, target, "file");
    if (packageCommand(run) !== undefined || harmless.test(run.program)) return;
    if (run.cwd === undefined) {
      this.anything = true;
      return;
    }
    const kind = Object.hasOwn(makers, run.program) ? makers[run.program] : undefined;
    if (kind === "project") this.addProject(run, run.cwd);
    else if (kind === "operands") for (const word of run.args) this.operand(run, word);
    else if (run.program === "go") this.addGo(run, run.cwd);
    else if (installsNodePackages(run)) this.addProject(run, run.cwd);
    else this.anything = true;
  }

  private operand(run: RunCommand, word: RunCommand["args"][number]): void {
    if (!word.value.startsWith("-")) this.add(run, word, "folder");
    else if (word.value.includes("/"))
      this.addFolder(resolvePath(run.cwd ?? "/", word.value.slice(word.value.indexOf("/"))));
    // A download, an archive or a clone without a target goes to the working directory.
    if (/^(?:wget|curl|tar|unzip|git)$/.test(run.program)) this.addFolder(run.cwd ?? "/");
  }

  private add(run: RunCommand, word: RunCommand["args"][number], what: "file" | "folder"): void {
    const value = argumentValue(run, word);
    if (value === undefined || (run.cwd === undefined && !value.startsWith("/"))) {
      const fixed = /^["']?(\/[\w./-]*\/)/.exec(word.raw)?.[1];
      if (fixed === undefined) this.anything = true;
      else this.addFolder(resolvePath("/", fixed));
      return;
    }
    const path = resolvePath(run.cwd ?? "/", value);
    if (what === "file") this.addFile(path);
    else this.addFolder(path);
  }

  /** Build tools write below the project's folder, whose top is as far up as they are taken to go. */
  private addProject(run: RunCommand, cwd: string): void {
    if (cwd === "/") this.anything = true;
    this.addFolder(`/${cwd.split("/")[1] ?? ""}`);
    for (const word of run.args)
      if (word.value.includes("/") || word.dynamic) {
        const path = /(\/[\w.-][\w./-]*)/.exec(word.value)?.[1];
        if (word.dynamic && path === undefined) this.anything = true;
        else if (path !== undefined) this.addFolder(resolvePath("/", path));
      }
  }

  private addGo(run: RunCommand, cwd: string): void {
    const words = run.args.map(({ value }) => value);
    if (words[0] === "generate" || words[0] === "run" || words[0] === "tool") {
      this.addProject(run, cwd);
      return;
    }
    if (words[0] === "install" || words[0] === "get") {
      const path = run.variable("GOBIN") ?? run.variable("GOPATH") ?? "/go";
      this.addFolder(path);
      this.addFolder("/go");
    }
    if (words[0] === "mod" || words[0] === "work") this.addFile(resolvePath(cwd, "vendor"));
    if (words[0] !== "build" && words[0] !== "test") return;
    const at = words.findIndex((word) => /^--?(?:o|coverprofile)(?:=|$)/.test(word));
    const word = run.args[at];
    if (word === undefined) {
      // The file is named after the module or a package.
      this.addFolder(cwd);
      return;
    }
    const next = word.value.includes("=") ? undefined : run.args[at + 1];
    if (next !== undefined) this.addOutput(run, cwd, argumentValue(run, next));
    else this.addOutput(run, cwd, argumentValue(run, word)?.replace(/^[^=]*=/, ""));
  }

  private addOutput(run: RunCommand, cwd: string, value: string | undefined): void {
    if (value === undefined) {
      this.anything = true;
      return;
    }
    const path = resolvePath(cwd, value);
    const isFolder = value.endsWith("/") || run.args.some(({ value: word }) => word.endsWith("..."));
    // Where the path is a folder that is there, the program goes into it; folders that are not are made.
    if (isFolder || this.mayHold(path)) this.addFolder(path);
    if (!isFolder) this.addFile(path);
  }
}

/** What a script of package.json writes can't be told, but what an installation does. */
function installsNodePackages(run: RunCommand): boolean {
  const action = run.args.find(({ value }) => !value.startsWith("-"))?.value;
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(run.program)) return false;
  return action === undefined
    ? run.program === "yarn"
    : /^(?:ci|install|i|add|cache|config|prune)$/.test(action);
}

const harmless =
  /^(?:rm|rmdir|chmod|chown|chgrp|echo|printf|cat|set|cd|export|unset|test|\[|true|false|exit|ls|sleep|date|head|sort|env|which|command|useradd|adduser|groupadd|addgroup|usermod|apt-mark|update-ca-certificates|ldconfig|:|setcap|strip|upx|locale-gen|getent|id|pwd|whoami|uname|grep|file|nginx|corepack|umask|hash|sha256sum|du)?$/;

/** `operands`: what is named is written. `project`: anything below the project's folder, and what is named. */
const makers: Readonly<Record<string, "operands" | "project">> = {
  mkdir: "operands",
  cp: "operands",
  mv: "operands",
  ln: "operands",
  install: "operands",
  touch: "operands",
  tee: "operands",
  curl: "operands",
  wget: "operands",
  tar: "operands",
  unzip: "operands",
  git: "operands",
  sed: "operands",
  pip: "operands",
  pip3: "operands",
  mvn: "project",
  mvnw: "project",
  gradle: "project",
  gradlew: "project",
  cargo: "project",
  dotnet: "project",
  composer: "project",
  gcc: "project",
  "g++": "project",
  javac: "project",
  jar: "project",
};

const cache = new Memory<Stage, StageFiles>("stage");

/** The files of a stage, followed once. */
export function stageFiles(dockerfile: Dockerfile, stage: Stage, project: Project): StageFiles {
  let files = cache.get(stage);
  if (files === undefined) {
    files = new StageFiles(dockerfile, stage, project);
    cache.set(stage, files);
  }
  return files;
}

/** The folder of a pattern up to its first part with a wildcard. */
export function fixedPart(path: string): string {
  const at = path.search(/[*?[]/);
  return at === -1 ? path : dirName(path.slice(0, at + 1));
}
