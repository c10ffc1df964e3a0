// The edits that let a Dockerfile whose start command builds be split: build when the image is built, start the result.

import { type RunCommand, stageCommands } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Remedy } from "../split/plan.ts";
import { startCommand } from "../split/start-command.ts";
import { replacement } from "../text/edits.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { gradleProjects } from "./gradle-builds.ts";
import { ManifestFolder } from "./manifests.ts";
import { mavenArchives } from "./maven-archives.ts";
import { isMaven } from "./maven-builds.ts";
import { listedPlugins, mavenProject } from "./maven-project.ts";

/** How a builder starts a program, and what takes its place. */
interface Starter {
  readonly programs: RegExp;
  /** The goal or task that starts. */
  readonly goal: RegExp;
  /** Options that change nothing about what is started. */
  readonly options: RegExp;
  readonly instead: (request: SplitRequest, cwd: string, goal: string) => Replacement | undefined;
}

interface Replacement {
  /** Goals or tasks that build, as words. */
  readonly build: readonly string[];
  /** What is started, relative to the working directory. */
  readonly path: string;
  readonly exec: readonly string[];
}

const starters: readonly Starter[] = [
  {
    programs: /^(?:mvn|mvnw)$/,
    goal: /^spring-boot:run$/,
    options:
      /^(?:-B|-q|-ntp|--batch-mode|--quiet|--no-transfer-progress|-DskipTests(?:=true)?|-Dmaven\.test\.skip(?:=true)?)$/,
    instead: springBoot,
  },
  {
    programs: /^(?:gradle|gradlew)$/,
    goal: /^(?:bootRun|run)$/,
    options: /^(?:--no-daemon|-q|--quiet|--info|--stacktrace|--console=plain)$/,
    instead: gradleTask,
  },
  {
    programs: /^lein$/,
    goal: /^run$/,
    options: /^$/,
    instead: uberjar,
  },
];

/** Undefined unless the builder is all that starts, its words are understood, and the result has a name. */
export function jvmRemedy(request: SplitRequest): Remedy | undefined {
  const { file, stage } = request;
  const answer = startCommand(stage);
  if (answer.kind !== "start" || answer.start.shell === "needed") return undefined;
  const { start } = answer;
  const { by } = start;
  const cwd = stage.workdir().value;
  const name = start.program.slice(start.program.lastIndexOf("/") + 1);
  const starter = starters.find((each) => each.programs.test(name));
  if (by === undefined || cwd === undefined || start.programs.length !== 1 || starter === undefined)
    return undefined;
  const [goal, ...others] = start.args.filter((word) => !word.startsWith("-") && word !== "clean");
  const options = start.args.filter((word) => word.startsWith("-"));
  if (goal === undefined || others.length > 0 || !starter.goal.test(goal)) return undefined;
  if (!options.every((word) => starter.options.test(word)) || !copiesProject(request)) return undefined;
  const replacing = starter.instead(request, cwd, goal);
  if (replacing === undefined) return undefined;
  const builds = stageCommands(stage).some((run) => makes(run, replacing));
  const build = [start.program, ...options, ...replacing.build].join(" ");
  const { dockerfile } = file;
  const exec = `[${replacing.exec.map((word) => JSON.stringify(word)).join(", ")}]`;
  return {
    title: `Build with \`${start.program} ${replacing.build[0]}\` and start \`${replacing.path}\``,
    why: "The program is built when the image is built, so changed sources and their dependencies need a new build",
    edits: [
      ...(builds ? [] : [insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${build}`])]),
      replacement(by.args, exec),
    ],
  };
}

/** The image has the sources: they are not there where a volume brings them. */
function copiesProject({ file, stage }: SplitRequest): boolean {
  return stage.instructions.some(
    (each) => /^(?:COPY|ADD)$/.test(each.keyword) && file.dockerfile.copy(each)?.origin.kind === "context",
  );
}

function makes(run: RunCommand, { build }: Replacement): boolean {
  const goals = run.args.map((word) => word.value);
  const [goal = ""] = build;
  if (isMaven(run)) return goals.some((each) => /^(?:package|verify|install)$/.test(each));
  return (
    /^(?:gradle|gradlew|lein)$/.test(run.program) &&
    goals.some((each) => each === goal || (/Jar$/.test(goal) && /^(?:build|assemble)$/.test(each)))
  );
}

function springBoot({ file, stage }: SplitRequest, cwd: string): Replacement | undefined {
  const project = mavenProject(file, stage, resolvePath(cwd, "pom.xml"), new Map());
  if (project == null || !listedPlugins(project).includes("spring-boot-maven-plugin")) return undefined;
  const { main } = mavenArchives(project, []);
  const path = main === undefined ? undefined : relativeTo(cwd, main);
  if (path === undefined) return undefined;
  return { build: ["package", "-DskipTests"], path, exec: ["java", "-jar", path] };
}

function gradleTask({ file, stage }: SplitRequest, cwd: string, goal: string): Replacement | undefined {
  const [project] = gradleProjects(file, stage, cwd);
  if (project === undefined) return undefined;
  if (goal === "bootRun") {
    const path = project.main === undefined ? undefined : relativeTo(cwd, project.main);
    return path === undefined || !project.plugins.includes("org.springframework.boot")
      ? undefined
      : { build: ["bootJar"], path, exec: ["java", "-jar", path] };
  }
  // The start script is called like the project, unless the script says otherwise.
  if (!project.plugins.includes("application") || project.namesScript) return undefined;
  const path = `build/install/${project.name}/bin/${project.name}`;
  return { build: ["installDist"], path, exec: [path] };
}

function uberjar({ file, stage }: SplitRequest, cwd: string): Replacement | undefined {
  const text = new ManifestFolder(file, stage, cwd).text("project.clj") ?? "";
  const name = /:uberjar-name\s+"([\w.-]+)"/.exec(text)?.[1];
  if (name === undefined || !/:main\s/.test(text) || /:target-path/.test(text)) return undefined;
  return { build: ["uberjar"], path: `target/${name}`, exec: ["java", "-jar", `target/${name}`] };
}

function relativeTo(folder: string, path: string): string | undefined {
  const prefix = folder === "/" ? "/" : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
