// Gradle: images, commands and the dependency step.

import type { RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseGradleBuild, parseGradleSettings } from "../project/manifests/gradle.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type DependencyNeeds, type DependencyStep, defineEcosystem } from "./ecosystem.ts";
import { gradleTasks, isGradle } from "./gradle-builds.ts";
import { planJvm } from "./jvm-plan.ts";
import {
  assignmentsText,
  bindsContext,
  cacheMounts,
  ManifestFolder,
  optionValue,
  unknownContext,
} from "./manifests.ts";

const building =
  /(?:^|:)(?:build|assemble|jar|bootJar|shadowJar|fatJar|war|bootWar|installDist|distZip|distTar|classes|compileJava|compileKotlin|nativeCompile|buildFatJar|uberJar|quarkusBuild|stage|publish|check|test|clean)$/;

export const gradle = defineEcosystem({
  id: "gradle",
  title: "Gradle",
  images: ["gradle"],
  packages: ["gradle"],
  words: { carries: "the JDK, Gradle and its caches", needs: "the packaged program and a Java runtime" },
  manifests: [
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
    "gradle.properties",
    "gradle/**",
    "gradlew",
  ],
  builds: (run) =>
    isGradle(run) &&
    (gradleTasks(run).some((task) => building.test(task) && !/(?:^|:)clean$/.test(task)) ||
      // Without a task those run that the build script names as its default.
      (gradleTasks(run).length === 0 && run.args.some((word) => /^(?:-x|--exclude-task)$/.test(word.value)))),
  runsToolchain: (program) => /(?:^|\/)gradlew?$/.test(program),
  dependencyStep: gradleDependencyStep,
  plan: (request) => planJvm(request, gradle),
  docs: {
    split: [
      "Recognises Gradle's build tasks, the wrapper and builds behind make or scripts. The archive or the installed",
      "distribution that the start command names moves to the JRE of the same version and vendor.",
      "`gradle bootRun` and `gradle run` are declined with the edit that builds the program and starts it.",
    ].join("\n"),
  },
});

function gradleDependencyStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
  if (!isGradle(run) || bindsContext(run.instruction)) return undefined;
  const tasks = gradleTasks(run);
  if (tasks.length === 0 || tasks.some((task) => /^(?:wrapper|init|--version|help)$/.test(task)))
    return undefined;
  const given = optionValue(run, /^(?:-p|--project-dir)$/);
  const folder =
    given === null
      ? run.cwd
      : given === undefined || run.cwd === undefined
        ? undefined
        : resolvePath(run.cwd, given);
  const task = tasks.find((each) => !/(?:^|:)clean$/.test(each)) ?? tasks[0] ?? "";
  const fetches = tasks.every((each) =>
    /(?:^|:)(?:dependencies|downloadDependencies|resolveDependencies)$/.test(each),
  );
  return {
    at: run.command.span,
    label: `${run.command.program} ${task}`.replaceAll("`", ""),
    consequence: "downloads every dependency and plugin again",
    folder,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run, folder, fetches),
  };
}

function examine(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  folder: string | undefined,
  fetches: boolean,
): DependencyNeeds {
  if (cacheMounts(run.instruction).some((target) => /gradle/.test(target))) return { kind: "nothing" };
  const weight = "full";
  if (!file.project.known) return { ...unknownContext, weight };
  const place = new ManifestFolder(file, stage, folder);
  const wrapper = run.program === "gradlew";
  const scripts = ["build.gradle", "build.gradle.kts"];
  const settings = ["settings.gradle", "settings.gradle.kts"];
  const own = place.present([
    ...scripts,
    ...settings,
    "gradle.properties",
    "gradle",
    ...(wrapper ? ["gradlew"] : []),
  ]);
  const others = place.present(["buildSrc", "build-logic"]);
  if (own === undefined || others === undefined) return { ...unknownContext, weight };
  const texts = [...scripts, ...settings].map((name) => ({ name, text: place.text(name) }));
  if (texts.some(({ text }) => text === undefined)) return { ...unknownContext, weight };
  if (!own.some((path) => /build\.gradle(?:\.kts)?$/.test(path)))
    return { kind: "none", why: "No copy from the build context brings its build script", weight };
  if (others.length > 0)
    return { kind: "none", why: "Its build logic is a project of its own, which needs its sources", weight };
  for (const { name, text } of texts) {
    if (text == null) continue;
    if (name.startsWith("settings")) {
      const found = parseGradleSettings(text);
      if (found.projects.length > 0 || found.includedBuilds.length > 0)
        return { kind: "none", why: "A build of several projects needs the folder of each", weight };
    } else if (parseGradleBuild(text).appliedScripts.length > 0)
      return { kind: "none", why: "Its build script applies other files", weight };
  }
  const options = run.args
    .map((word) => word.raw)
    .filter((raw) => /^(?:--no-daemon|-q|--quiet|--info|--warning-mode=?\w*|--console=\w+)$/.test(raw));
  const project = optionValue(run, /^(?:-p|--project-dir)$/);
  const prefix = typeof project === "string" ? ["-p", project] : [];
  const buildScript = texts.find(({ name, text }) => name.startsWith("build") && text !== null)?.text ?? "";
  return {
    kind: "reorder",
    manifests: own,
    command: fetches
      ? undefined
      : assignmentsText(file, run, /./) +
        [
          run.command.program,
          ...prefix,
          "dependencies",
          ...(options.length === 0 ? ["--no-daemon"] : options),
        ].join(" "),
    safety: "unsafe",
    why: "`dependencies` resolves plugins and versions; Gradle downloads some archives only when it compiles, and a build script that reads other files fails",
    weight: /\bdependencies\b|\bplugins\b/.test(buildScript) ? weight : "empty",
  };
}
