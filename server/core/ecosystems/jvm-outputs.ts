// Finds what a start command and the commands before it take from a Java build: archives, folders, extracted files.

import { argumentValue, type RunCommand, stageCommands } from "../model/commands.ts";
import { baseName, dirName, isWithin, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { hasWildcard, matchPath } from "../project/glob.ts";
import type { BuildOutput } from "../split/program-needs.ts";
import type { Span } from "../text/span.ts";
import { gradleTasks, isGradle } from "./gradle-builds.ts";
import { buildSpan, type FilledFolder, type JvmArchive, type JvmBuild } from "./jvm-build.ts";
import type { JvmStart, JvmUse } from "./jvm-start.ts";
import { isMaven, mavenGoals } from "./maven-builds.ts";

export interface JvmOutputs {
  readonly outputs: readonly BuildOutput[];
  /** Absolute paths that the program does not start without. */
  readonly opens: readonly string[];
  /** Absolute paths that options and arguments name: they go along where something brings them. */
  readonly named: readonly string[];
  /** Commands that take archives apart. */
  readonly traced: readonly Span[];
  /** Files that are believed to be made because the start command names them, with the build. */
  readonly believed: readonly { readonly path: string; readonly build: JvmBuild }[];
  /** Scripts that a build generates are started: they need a shell. */
  readonly generated: "none" | "sh" | "bash";
  /** Why it can't be moved. */
  readonly refusal: { readonly message: string; readonly at: Span } | undefined;
}

export function jvmOutputs(stage: Stage, start: JvmStart, builds: readonly JvmBuild[]): JvmOutputs {
  return new Finder(stage, builds).find(start);
}

const mostOutputs = 200;

/** Folders that hold other things as well. */
const shared = new Set([
  "/opt",
  "/usr/local",
  "/usr/share",
  "/usr/lib",
  "/srv",
  "/home",
  "/root",
  "/tmp",
  "/var",
  "/",
]);

type Found =
  | {
      readonly kind: "output";
      readonly path: string;
      readonly what: "file" | "folder";
      readonly needs: readonly string[];
      readonly build: JvmBuild;
      readonly how: "known" | "believed";
    }
  | { readonly kind: "mismatch"; readonly build: JvmBuild }
  | { readonly kind: "bound"; readonly why: string; readonly build: JvmBuild };

class Finder {
  private readonly outputs: BuildOutput[] = [];
  private readonly opens = new Set<string>();
  private readonly named = new Set<string>();
  private readonly substituted = new Set<string>();
  private readonly traced: Span[] = [];
  private readonly believed: { readonly path: string; readonly build: JvmBuild }[] = [];
  private readonly extracted: { readonly folder: string; readonly at: Span }[] = [];
  private generated: JvmOutputs["generated"] = "none";
  private refusal: JvmOutputs["refusal"];
  private readonly stage: Stage;
  private readonly builds: readonly JvmBuild[];

  constructor(stage: Stage, builds: readonly JvmBuild[]) {
    this.stage = stage;
    this.builds = builds;
  }

  find(start: JvmStart): JvmOutputs {
    for (const run of stageCommands(this.stage)) this.follow(run);
    const at = start.span ?? this.stage.from.textSpan;
    for (const use of start.uses) this.use(use, at);
    return {
      outputs: this.outputs,
      opens: [...this.opens],
      named: [...this.named],
      traced: this.traced,
      believed: this.believed,
      generated: this.generated,
      refusal: this.refusal,
    };
  }

  /** What commands copy, move or take apart is an output where it comes from. */
  private follow(run: RunCommand): void {
    const { cwd, program } = run;
    // What is over the bound is declined by the plan.
    if (this.outputs.length > mostOutputs) return;
    if (cwd === undefined || this.builds.some((build) => build.run === run)) return;
    if (/^(?:cp|mv|install|ln)$/.test(program)) {
      this.fromSubstitution(run, cwd);
      for (const path of operandsOf(run, cwd).slice(0, -1)) {
        const found = this.match(path, "archive");
        if (found?.kind === "output") this.put(found);
        else if (found?.kind === "bound")
          this.refuse(`\`${baseName(path)}\` can't be moved by itself: ${found.why}`, run.command.span);
      }
      return;
    }
    const taken = extraction(run, cwd);
    if (taken === undefined) return;
    const found = this.match(taken.archive, "archive");
    if (found?.kind !== "output") return;
    this.traced.push(run.command.span);
    this.extracted.push({ folder: taken.folder, at: run.command.span });
  }

  /** `mv "$(lein uberjar | sed ...)" app.jar`: whatever the archive is called, it ends where the command says. */
  private fromSubstitution(run: RunCommand, cwd: string): void {
    const words = run.args.filter((word) => !word.value.startsWith("-"));
    const [from, to] = words;
    if (from === undefined || to === undefined || words.length !== 2 || !/\$\(|`/.test(from.raw)) return;
    const target = to.dynamic ? undefined : resolvePath(cwd, to.value);
    const build = this.builds.findLast((each) => buildSpan(each).start < run.command.span.end);
    if (target === undefined || build === undefined || !/\.(?:jar|war)$/.test(target)) return;
    const bound = build.fills.find((fill) => fill.bound !== undefined)?.bound;
    if (bound !== undefined || build.archives.some((archive) => archive.needs.length > 0)) return;
    this.traced.push(run.command.span);
    this.outputs.push({ path: target, at: run.command.span, own: false, kind: "file" });
    this.substituted.add(target);
  }

  /** What was taken out of an archive: the folder it went to, or what of it the start command names. */
  private fromExtracted(use: JvmUse, at: Span): boolean {
    const found = this.extracted.findLast((each) => isWithin(each.folder, use.path));
    if (found === undefined) return false;
    const holdsMore =
      this.builds.some(
        (build) =>
          build.folder === found.folder || build.fills.some((fill) => isWithin(found.folder, fill.folder)),
      ) || found.folder === "/";
    const rest = use.path === found.folder ? "" : use.path.slice(found.folder.length + 1);
    const isAmong = holdsMore || shared.has(found.folder);
    if (isAmong && (!rest.includes("/") || rest.startsWith("bin/"))) {
      this.refuse(
        `Which files beside \`${rest}\` were taken out of an archive into \`${found.folder}\` isn't known`,
        at,
      );
      return true;
    }
    const path = isAmong ? resolvePath(found.folder, rest.slice(0, rest.indexOf("/"))) : found.folder;
    this.outputs.push({ path, at: found.at, own: false, kind: "folder" });
    this.opens.add(path);
    if (use.kind === "program" && this.generated === "none") this.generated = "sh";
    return true;
  }

  private use(use: JvmUse, at: Span): void {
    if (use.kind !== "other" && this.fromExtracted(use, at)) return;
    if (this.substituted.has(use.path)) {
      this.opens.add(use.path);
      return;
    }
    const found = this.match(use.path, use.kind);
    switch (found?.kind) {
      case undefined:
        // Something else brings it, or nothing does: the planner looks.
        if (use.kind === "archive" || use.kind === "folder") this.opens.add(use.path);
        else this.named.add(use.path);
        return;
      case "output":
        if (this.isCleaned(found.build)) {
          this.refuse(
            `\`${baseName(use.path)}\` is started, but a later \`clean\` removes what \`${found.build.label}\` makes`,
            at,
          );
          return;
        }
        this.put(found);
        this.opens.add(found.what === "folder" ? found.path : use.path);
        if (found.how === "believed" && use.kind !== "other")
          this.believed.push({ path: use.path, build: found.build });
        if (use.kind === "program")
          this.generated =
            use.path.includes("/universal/stage/") || this.generated === "bash" ? "bash" : "sh";
        return;
      case "mismatch": {
        const names = found.build.archives
          .filter((archive) => archive.kind === "file")
          .map((archive) => `\`${baseName(archive.path)}\``);
        const made = names.length === 0 ? "no archive" : [...new Set(names)].slice(0, 3).join(", ");
        this.refuse(
          `\`${baseName(use.path)}\` is started, but \`${found.build.label}\` makes ${made} in \`${dirName(use.path)}\``,
          at,
        );
        return;
      }
      case "bound":
        this.refuse(`\`${baseName(use.path)}\` can't be moved by itself: ${found.why}`, at);
        return;
    }
  }

  /** A command after the build does nothing but remove what it made. */
  private isCleaned(build: JvmBuild): boolean {
    return stageCommands(this.stage).some((run) => {
      if (run.command.span.start <= buildSpan(build).end || run.cwd !== build.folder) return false;
      const goals = isMaven(run) ? mavenGoals(run) : isGradle(run) ? gradleTasks(run) : [];
      return goals.length > 0 && goals.every((goal) => goal === "clean");
    });
  }

  private refuse(message: string, at: Span): void {
    this.refusal ??= { message, at };
  }

  private put(found: Extract<Found, { kind: "output" }>): void {
    const at = buildSpan(found.build);
    this.outputs.push({ path: found.path, at, own: false, kind: found.what });
    for (const path of found.needs) {
      const kind = /\.(?:jar|war|zip)$/.test(path) ? "file" : "folder";
      this.outputs.push({ path, at, own: false, kind });
      this.opens.add(path);
    }
  }

  /** The build that makes what lies at a path, by the last one that could. */
  private match(path: string, kind: JvmUse["kind"]): Found | undefined {
    let mismatch: JvmBuild | undefined;
    for (const build of [...this.builds].reverse()) {
      const known = build.archives.find((archive) => archive.path === path);
      if (known !== undefined) return fromArchive(known, build, known.path);
      const holder = build.archives.find(
        (archive) => archive.kind === "folder" && !hasWildcard(archive.path) && isWithin(archive.path, path),
      );
      if (holder !== undefined) return fromArchive(holder, build, holder.path);
      if (kind === "folder") {
        // A class path names the folder of classes that lie among their sources.
        const classes = build.archives.find((archive) => archive.path === resolvePath(path, "*.class"));
        if (classes !== undefined) return fromArchive(classes, build, classes.path);
      }
      const fill = build.fills.find((each) => fillsPath(each, path));
      const matches = hasWildcard(path)
        ? build.archives.filter((archive) => matchPath(path, archive.path) === true)
        : [];
      if (matches.length > 0) return fromPattern(path, matches, build);
      if (fill === undefined) continue;
      if (fill.open) {
        const isArchive = kind === "archive" || hasWildcard(path);
        if (fill.bound !== undefined && isArchive) return { kind: "bound", why: fill.bound, build };
        return hasWildcard(path)
          ? output(path, "file", [], build, "believed")
          : believedAt(path, kind, fill, build);
      }
      mismatch ??= build;
    }
    return mismatch === undefined || kind === "other" ? undefined : { kind: "mismatch", build: mismatch };
  }
}

function output(
  path: string,
  what: "file" | "folder",
  needs: readonly string[],
  build: JvmBuild,
  how: "known" | "believed",
): Found {
  return { kind: "output", path, what, needs, build, how };
}

function fromArchive(archive: JvmArchive, build: JvmBuild, path: string): Found {
  return archive.bound === undefined
    ? output(path, archive.kind, archive.needs, build, "known")
    : { kind: "bound", why: archive.bound, build };
}

/** All that a pattern matches goes along, as the shell would have found it. */
function fromPattern(path: string, matches: readonly JvmArchive[], build: JvmBuild): Found {
  const bound = matches.find((archive) => archive.bound !== undefined)?.bound;
  if (bound !== undefined) return { kind: "bound", why: bound, build };
  const needs = matches.flatMap((archive) => archive.needs);
  return output(path, "file", needs, build, "known");
}

/** A program in `bin` belongs to the folder that holds `bin`, with the libraries beside it. */
function believedAt(path: string, kind: JvmUse["kind"], fill: FilledFolder, build: JvmBuild): Found {
  const isFile = /\.\w{1,10}$/.test(path);
  if (kind === "folder" || (kind === "other" && !isFile))
    return output(path, "folder", [], build, "believed");
  if (kind !== "program") return output(path, "file", [], build, "believed");
  const folder = dirName(path);
  const root = baseName(folder) === "bin" ? dirName(folder) : folder;
  return root === fill.folder || !isWithin(fill.folder, root)
    ? output(path, "file", [], build, "believed")
    : output(root, "folder", [], build, "believed");
}

function fillsPath(fill: FilledFolder, path: string): boolean {
  return (
    path !== fill.folder && isWithin(fill.folder, path) && (fill.only === undefined || fill.only.test(path))
  );
}

/** Operands as absolute paths, patterns kept. */
export function operandsOf(run: RunCommand, cwd: string): readonly string[] {
  return run.args.flatMap((word) => {
    if (word.value.startsWith("-") && word.value.length > 1) return [];
    const value = /[$`]/.test(word.raw) ? argumentValue(run, word) : word.value;
    return value === undefined ? [] : [resolvePath(cwd, value)];
  });
}

/** `unzip x.zip -d DIR`, `tar xf x.tar -C DIR`, `jar xf x.jar`, `java -Djarmode=layertools -jar x.jar extract`. */
function extraction(
  run: RunCommand,
  cwd: string,
): { readonly archive: string; readonly folder: string } | undefined {
  const words = run.args.map((word) =>
    /[$`]/.test(word.raw) ? (argumentValue(run, word) ?? "") : word.value,
  );
  const after = (option: RegExp): string | undefined => {
    const at = words.findIndex((word) => option.test(word));
    return at === -1 ? undefined : words[at + 1];
  };
  const archive = words.find((word) => /\.(?:zip|jar|war|tar|tgz|tar\.(?:gz|xz|bz2))$/.test(word));
  if (archive === undefined) return undefined;
  const path = resolvePath(cwd, archive);
  switch (run.program) {
    case "unzip": {
      const target = after(/^-d$/) ?? words.find((word) => /^-d./.test(word))?.slice(2);
      return { archive: path, folder: resolvePath(cwd, target ?? ".") };
    }
    case "tar": {
      if (!words.some((word) => /^-{0,2}[a-z]*x/.test(word) || word === "--extract")) return undefined;
      const target =
        after(/^(?:-C|--directory)$/) ?? words.find((word) => word.startsWith("--directory="))?.slice(12);
      return { archive: path, folder: resolvePath(cwd, target ?? ".") };
    }
    case "jar":
      return /^-?[a-z]*x/.test(words[0] ?? "") ? { archive: path, folder: cwd } : undefined;
    case "java": {
      if (!words.some((word) => /^-Djarmode=/.test(word)) || !words.includes("extract")) return undefined;
      const target =
        after(/^--destination$/) ?? words.find((word) => word.startsWith("--destination="))?.slice(14);
      return { archive: path, folder: resolvePath(cwd, target ?? ".") };
    }
    default:
      return undefined;
  }
}
