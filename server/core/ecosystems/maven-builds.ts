// The Maven commands of a stage that build, and what each leaves behind.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { xmlText } from "../project/manifests/xml-tree.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type CalledCommand, calledCommands } from "./called-commands.ts";
import { type FilledFolder, type JvmArchive, type JvmBuild, javaVersion } from "./jvm-build.ts";
import { optionValue } from "./manifests.ts";
import { mavenArchives } from "./maven-archives.ts";
import { directoryOf, type MavenProject, mavenProject, pluginOf, resolved } from "./maven-project.ts";

/** Options that take the next word as their value. */
const valued =
  /^(?:-f|--file|-s|--settings|-gs|--global-settings|-P|--activate-profiles|-pl|--projects|-rf|-T|--threads|-l|--log-file|-t|--toolchains|-b|--builder|-D|--define)$/;

/** Phases after which the archive is there. */
const packaging =
  /^(?:package|pre-integration-test|integration-test|post-integration-test|verify|install|deploy)$/;
const compiling = /^(?:process-classes|compile|test-compile|test|process-test-classes|prepare-package)$/;

/** More modules than these are not read. */
const mostModules = 40;

export function isMaven(run: RunCommand): boolean {
  return /^(?:mvn|mvnw|mvnd)$/.test(run.program);
}

/** Goals and phases, in their order. */
export function mavenGoals(run: RunCommand): readonly string[] {
  return run.args.flatMap((word, at) =>
    word.value.startsWith("-") || valued.test(run.args[at - 1]?.value ?? "")
      ? []
      : [argumentValue(run, word) ?? word.value],
  );
}

/** `-Drevision=1.2` and `-D revision=1.2`. */
function mavenDefines(run: RunCommand): ReadonlyMap<string, string> {
  const defines = new Map<string, string>();
  run.args.forEach((word, at) => {
    const after = /^(?:-D|--define)$/.test(run.args[at - 1]?.value ?? "");
    const value = argumentValue(run, word);
    const text = after ? value : value?.startsWith("-D") === true ? value.slice(2) : undefined;
    const equals = text?.indexOf("=") ?? -1;
    if (text !== undefined)
      defines.set(
        equals === -1 ? text : text.slice(0, equals),
        equals === -1 ? "true" : text.slice(equals + 1),
      );
  });
  return defines;
}

/** The pom that a command builds, as an absolute image path; undefined when it can't be followed. */
function pomPath(run: RunCommand): string | undefined {
  const given = optionValue(run, /^(?:-f|--file)$/);
  if (given === undefined || (run.cwd === undefined && given?.startsWith("/") !== true)) return undefined;
  const path = given === null ? (run.cwd ?? "/") : resolvePath(run.cwd ?? "/", given);
  return path.endsWith(".xml") ? path : resolvePath(path, "pom.xml");
}

export function mavenBuilds(ruleFile: RuleFile, stage: Stage): readonly JvmBuild[] {
  return calledCommands(ruleFile, stage).flatMap((call) => {
    const build = isMaven(call.inner) ? buildOf(ruleFile, stage, call) : undefined;
    return build === undefined ? [] : [build];
  });
}

function buildOf(ruleFile: RuleFile, stage: Stage, { run, inner }: CalledCommand): JvmBuild | undefined {
  const goals = mavenGoals(inner);
  const called = goals.filter((goal) => goal.includes(":"));
  const packs = goals.some((goal) => packaging.test(goal));
  const makes = packs || goals.some((goal) => compiling.test(goal)) || called.some(fills);
  if (!makes) return undefined;
  const goal = goals.find((each) => packaging.test(each)) ?? goals.find((each) => each !== "clean") ?? "";
  const label = `${run.program} ${run === inner ? goal : (run.args[0]?.value ?? "")}`.trim();
  const pom = pomPath(inner);
  const folder = pom?.slice(0, pom.lastIndexOf("/")) || (pom === undefined ? undefined : "/");
  const root = pom === undefined ? undefined : mavenProject(ruleFile, stage, pom, mavenDefines(inner));
  if (root == null || folder === undefined) {
    const target = folder === undefined ? undefined : resolvePath(folder, "target");
    return {
      run,
      label,
      folder,
      fills: target === undefined ? [] : [{ folder: target, open: true }],
      archives: [],
      release: undefined,
    };
  }
  const projects = modulesOf(ruleFile, stage, root);
  const archives: JvmArchive[] = [];
  const filled: FilledFolder[] = [];
  const active =
    optionValue(inner, /^(?:-P|--activate-profiles)$/) !== null ||
    inner.args.some((word) => /^-P./.test(word.value));
  for (const project of projects) {
    const found = mavenArchives(project, called);
    archives.push(...found.archives);
    const directory = found.directory ?? directoryOf(project);
    if (directory !== undefined) filled.push({ folder: directory, open: found.open || active || !packs });
  }
  // Modules of profiles and those that were not read build into their own folders.
  if (root.pom.modules.length > 0) filled.push({ folder, open: true });
  return { run, label, folder, fills: filled, archives, release: releaseOf(root) };
}

/** Goals that put something into the target folder by themselves. */
function fills(goal: string): boolean {
  return /:(?:single|jar|war|repackage|build|copy-dependencies|assemble|shade|package|compile)$/.test(goal);
}

function modulesOf(ruleFile: RuleFile, stage: Stage, root: MavenProject): readonly MavenProject[] {
  const projects = [root];
  for (let at = 0; at < projects.length && projects.length < mostModules; at++) {
    const project = projects[at];
    for (const module of project?.pom.modules ?? []) {
      const path = resolvePath(project?.folder ?? "/", module);
      const pom = path.endsWith(".xml") ? path : resolvePath(path, "pom.xml");
      const found = mavenProject(ruleFile, stage, pom, root.defines);
      if (found != null) projects.push(found);
    }
  }
  return projects;
}

/** The version of Java that the project is compiled for. */
function releaseOf(project: MavenProject): number | undefined {
  const names = [
    "maven.compiler.release",
    "java.version",
    "maven.compiler.target",
    "maven.compiler.source",
    "jdk.version",
    "java.target",
  ];
  for (const name of names) {
    const found = javaVersion(resolved(project, `\${${name}}`));
    if (found !== undefined) return found;
  }
  for (const plugin of pluginOf(project, "maven-compiler-plugin"))
    for (const name of ["release", "target", "source"]) {
      const found = javaVersion(resolved(project, xmlText(plugin.configuration, name)));
      if (found !== undefined) return found;
    }
  return undefined;
}
