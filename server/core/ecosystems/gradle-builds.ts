// The Gradle commands of a stage that build, and what each leaves behind.

import type { RunCommand } from "../model/commands.ts";
import { baseName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parseGradleBuild, parseGradleSettings } from "../project/manifests/gradle.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type CalledCommand, calledCommands } from "./called-commands.ts";
import { type FilledFolder, file, folder, type JvmArchive, type JvmBuild, javaVersion } from "./jvm-build.ts";
import { ManifestFolder, optionValue } from "./manifests.ts";

/** Options that take the next word as their value. */
const valued =
  /^(?:-p|--project-dir|-b|--build-file|-c|--settings-file|-g|--gradle-user-home|-x|--exclude-task|-I|--init-script|--console|--max-workers)$/;

const building =
  /(?:^|:)(?:build|assemble|jar|bootJar|shadowJar|fatJar|war|bootWar|installDist|installShadowDist|install|installApp|installBootDist|distZip|distTar|bootDistZip|bootDistTar|shadowDistZip|shadowDistTar|classes|compileJava|compileKotlin|nativeCompile|buildFatJar|uberJar|quarkusBuild|stage|publish\w*|check|test|optimizedJitJar\w*|copyDependencies|copyLibs|buildNative\w*)$/;

/** Tasks that make no file that is started. */
const silent =
  /(?:^|:)(?:clean|dependencies|downloadDependencies|resolveDependencies|wrapper|help|tasks|properties|run|bootRun)$/;

export function isGradle(run: RunCommand): boolean {
  return run.program === "gradle" || run.program === "gradlew";
}

export function gradleTasks(run: RunCommand): readonly string[] {
  return run.args.flatMap((word, at) =>
    word.value.startsWith("-") || valued.test(run.args[at - 1]?.value ?? "") ? [] : [word.value],
  );
}

/** The folder whose build a command runs; undefined when it can't be followed. */
function gradleFolder(run: RunCommand): string | undefined {
  const given = optionValue(run, /^(?:-p|--project-dir)$/);
  if (given === null) return run.cwd;
  if (given === undefined || (run.cwd === undefined && !given.startsWith("/"))) return undefined;
  return resolvePath(run.cwd ?? "/", given);
}

export function gradleBuilds(ruleFile: RuleFile, stage: Stage): readonly JvmBuild[] {
  return calledCommands(ruleFile, stage).flatMap((call) => {
    const build = isGradle(call.inner) ? buildOf(ruleFile, stage, call) : undefined;
    return build === undefined ? [] : [build];
  });
}

function buildOf(ruleFile: RuleFile, stage: Stage, { run, inner }: CalledCommand): JvmBuild | undefined {
  const tasks = gradleTasks(inner).filter((task) => !silent.test(task));
  const options =
    inner.args.length > 0 &&
    inner.args.every((word) => /^--?(?:version|v|help|h|stop|status)$/.test(word.value));
  // Without a task the script's default tasks run.
  if (options || (tasks.length === 0 && gradleTasks(inner).length > 0)) return undefined;
  const task = tasks.find((each) => building.test(each)) ?? tasks[0] ?? "";
  const label = `${run.program} ${run === inner ? task : (run.args[0]?.value ?? "")}`.trim();
  const at = gradleFolder(inner);
  const projects = at === undefined ? [] : gradleProjects(ruleFile, stage, at);
  const archives = projects.flatMap((project) => project.archives);
  const fills: FilledFolder[] = projects.map((project) => ({
    folder: resolvePath(project.folder, "build"),
    open: true,
    ...(project.bound === undefined ? {} : { bound: project.bound }),
  }));
  // Projects that settings name by code build into folders of their own.
  if (at !== undefined) fills.push({ folder: at, open: true, only: /\/build\// });
  const release = projects.map((project) => project.release).find((each) => each !== undefined);
  return { run, label, folder: at, fills, archives, release };
}

export interface GradleProject {
  readonly folder: string;
  readonly name: string;
  readonly archives: readonly JvmArchive[];
  /** The archive that is started, where its name is written out. */
  readonly main: string | undefined;
  readonly plugins: readonly string[];
  /** The script gives its distribution or start script a name of its own. */
  readonly namesScript: boolean;
  readonly release: number | undefined;
  readonly bound: string | undefined;
}

/** The root project and those that its settings include, as far as copies bring them. */
export function gradleProjects(ruleFile: RuleFile, stage: Stage, root: string): readonly GradleProject[] {
  const at = new ManifestFolder(ruleFile, stage, root);
  const settings = at.text("settings.gradle.kts") ?? at.text("settings.gradle");
  const parsed = settings == null ? undefined : parseGradleSettings(settings);
  const shared = at.text("build.gradle.kts") ?? at.text("build.gradle") ?? "";
  const rootProject = projectOf(ruleFile, stage, root, parsed?.rootName ?? baseName(root), shared);
  const others = (parsed?.projects ?? []).map((path) => {
    const below = resolvePath(root, path);
    return projectOf(ruleFile, stage, below, baseName(below), shared);
  });
  return [rootProject, ...others];
}

function projectOf(
  ruleFile: RuleFile,
  stage: Stage,
  at: string,
  name: string,
  shared: string,
): GradleProject {
  const place = new ManifestFolder(ruleFile, stage, at);
  const text = place.text("build.gradle.kts") ?? place.text("build.gradle") ?? "";
  const build = parseGradleBuild(text);
  const both = parseGradleBuild(shared);
  const properties = place.text("gradle.properties") ?? "";
  const version =
    build.version ??
    /^\s*version\s*[=:]\s*(\S+)/m.exec(properties)?.[1] ??
    (text === shared ? undefined : both.version);
  const plugins = [...new Set([...build.plugins, ...both.plugins])];
  const plain = `${name}${version === undefined ? "" : `-${version}`}`;
  const libs = resolvePath(at, "build/libs");
  const isBoot = plugins.includes("org.springframework.boot");
  const isShadow = plugins.some((id) => /shadow$/.test(id));
  // Names that a script computes or sets task by task are taken from the start command instead.
  const isNamed =
    build.archiveName === undefined &&
    !/archive(?:s?Base|File|Classifier|Version|Appendix)|\bbaseName\b|\bclassifier\b/.test(text);
  const war = plugins.includes("war") || plugins.includes("org.gradle.war");
  const main = !isNamed
    ? undefined
    : isBoot
      ? `${libs}/${plain}.${war ? "war" : "jar"}`
      : isShadow
        ? `${libs}/${plain}-all.jar`
        : undefined;
  return {
    folder: at,
    name,
    archives: [
      ...(main === undefined ? [] : [file(main)]),
      ...(plugins.includes("io.quarkus") ? [folder(resolvePath(at, "build/quarkus-app"))] : []),
      folder(resolvePath(at, `build/install/${name}`)),
    ],
    main,
    plugins,
    namesScript: /applicationName|distributionBaseName|installDist\s*\{|baseName|executableDir/.test(text),
    release: releaseOf(text) ?? releaseOf(shared),
    bound:
      /Class-Path/.test(text) && !isBoot && !isShadow
        ? "the manifest of the archive names libraries, and where the build puts them isn't known"
        : undefined,
  };
}

/** The version of Java that a build script asks for. */
function releaseOf(text: string): number | undefined {
  const patterns = [
    /JavaLanguageVersion\.of\(\s*['"]?(\d+)/,
    /jvmToolchain\(\s*(\d+)/,
    /\b(?:release|targetCompatibility|sourceCompatibility|jvmTarget)\b(?:\.set\(|\s*=?\s*\(?)\s*['"]?((?:JavaVersion\.|JvmTarget\.)?[\w.]+)/,
  ];
  for (const pattern of patterns) {
    const found = javaVersion(pattern.exec(text)?.[1]?.replace(/^JvmTarget\.JVM_/, ""));
    if (found !== undefined) return found;
  }
  return undefined;
}
