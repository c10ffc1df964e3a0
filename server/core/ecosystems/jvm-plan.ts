// The split of a program for the Java virtual machine, whatever builds it.

import { stageCommands } from "../model/commands.ts";
import { dirName, isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { contextMapOf } from "../split/context-map.ts";
import { dependencyOrder } from "../split/dependency-order.ts";
import { declined, type Note, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { ProgramBuild, ReplacedStart } from "../split/program-needs.ts";
import type { RuntimeNeeds } from "../split/runtime.ts";
import type { Span } from "../text/span.ts";
import { calledCommands } from "./called-commands.ts";
import type { Ecosystem, SplitRequest } from "./ecosystem.ts";
import { gradleBuilds, isGradle } from "./gradle-builds.ts";
import { isJdkBuilder, jdkBuilds } from "./jdk-builds.ts";
import { buildSpan, type JvmBuild } from "./jvm-build.ts";
import { type JavaBuilder, javaBuilder } from "./jvm-images.ts";
import { isJvmSource, jvmNeeds } from "./jvm-needs.ts";
import { type JvmOutputs, jvmOutputs, operandsOf } from "./jvm-outputs.ts";
import { jvmRemedy } from "./jvm-remedy.ts";
import { javaRuntimes } from "./jvm-runtimes.ts";
import { serverUse } from "./jvm-server.ts";
import { type JvmStart, jvmStart } from "./jvm-start.ts";
import { isMaven, mavenBuilds } from "./maven-builds.ts";

/** Nobody writes more; each is looked at for each. */
const mostBuilds = 40;
const mostFiles = 100;

/** A Spring Boot program with its libraries; what its own documentation's examples make. */
const typicalArchive = 25_000_000;

const buildVariables =
  /^(?:MAVEN_\w+|M2_HOME|M2|MVN_\w+|GRADLE_\w+|SBT_\w+|SCALA_VERSION|LEIN_\w+|CLOJURE_\w+|ANT_\w+|JAVA_HOME|JAVA_VERSION|JDK_HOME|DEBIAN_FRONTEND|KOTLIN_HOME)$/;

/** Programs of Java's builders, and of what builds a front end into an archive. */
const toolchainPrograms =
  /^(?:mvnw?|mvnd|gradlew?|javac|jar|javap|javadoc|kotlinc|scalac|groovyc|sbt|activator|lein|clojure|clj|ant|ivy|native-image|jlink|jdeps|npm|npx|yarn|pnpm|node|bower|gulp|grunt|webpack|protoc|mvn-entrypoint\.sh|sdk|checksum)$/;

/** Where people put builders and JDKs that they download, and what they download. */
const installing =
  /\b(?:apache-)?(?:maven|gradle|sbt|leiningen|lein|scala|kotlin|ant)\b|\b(?:open)?jdk|\bjava-se\b|sdkman|temurin|corretto|graalvm/i;

const installers =
  /^(?:mkdir|curl|wget|tar|unzip|mv|ln|cp|gunzip|gpg|sha\d+sum|bash|sh|update-alternatives|dpkg|alternatives)$/;

export function planJvm(request: SplitRequest, ecosystem: Ecosystem): SplitOutcome {
  const { file, stage } = request;
  const { id } = ecosystem;
  const start = jvmStart(file, stage);
  const [program = ""] = start.programs;
  if (startsBuilder(start, ecosystem))
    return declined(
      id,
      `The start command builds: \`${start.programs.find((each) => toolchainPrograms.test(each)) ?? program}\` needs the JDK and the sources at run time`,
      start.span,
      jvmRemedy(request),
    );
  const calls = calledCommands(file, stage).filter(
    ({ inner }) => isMaven(inner) || isGradle(inner) || isJdkBuilder(inner.program),
  );
  if (calls.length > mostBuilds)
    return declined(
      id,
      `More than ${mostBuilds} commands build something`,
      calls[mostBuilds]?.run.command.span,
    );
  const builds = [...mavenBuilds(file, stage), ...gradleBuilds(file, stage), ...jdkBuilds(file, stage)].sort(
    (a, b) => buildSpan(a).start - buildSpan(b).start,
  );
  const last = builds.at(-1);
  if (last === undefined)
    return declined(id, "No command was found that builds the program", stage.base.span);
  const pattern = unexpandedArchive(stage);
  if (pattern !== undefined)
    return declined(
      id,
      `\`java -jar ${pattern}\` fails already: no shell expands the pattern of an exec form`,
      start.span,
    );
  if (start.jdkOnly !== undefined)
    return declined(id, `The image runs \`${start.jdkOnly}\`, which only the JDK has`, start.span);
  if (start.mistaken !== undefined)
    return declined(
      id,
      `\`java\` takes \`${start.mistaken}\` for the name of a class, because \`-jar\` is missing`,
      start.span,
    );
  const java = javaBuilder(stage);
  const version = java === undefined ? undefined : versionOf(java, builds);
  if (java === undefined || version === undefined)
    return declined(id, unknownJava(request, java), stage.base.span);
  const newer = builds.find((build) => (build.release ?? 0) > version && java.version !== undefined);
  if (newer !== undefined)
    return declined(
      id,
      `\`${newer.label}\` fails already: the project is compiled for Java ${newer.release}, and the image has Java ${version}`,
      buildSpan(newer),
    );
  if (java.vendor === "other" && java.server === undefined)
    return declined(
      id,
      `No JRE image is known that fits the Java of \`${stage.base.kind === "image" ? stage.base.reference.text : ""}\``,
      stage.base.span,
    );
  const found = jvmNeeds(file, stage);
  const runtimes = javaRuntimes(java, {
    version,
    draws: found.draws,
    lowPort: found.lowPort || start.lowPort,
  });
  if (runtimes(anyNeeds(java)).length === 0)
    return declined(
      id,
      `No JRE image of Java ${version}${java.libc === "musl" ? " on musl" : ""} is known`,
      stage.base.span,
    );
  if (found.jdkOnly !== undefined) return declined(id, `A JRE is not enough: ${found.jdkOnly}`, start.span);
  const outputs = jvmOutputs(stage, start, builds);
  const traced = [
    ...builds.map(buildSpan),
    ...outputs.traced,
    ...installations(stage),
    ...emptyFolders(stage, builds),
  ].slice(0, 2 * mostFiles);
  const store = stageCommands(stage).find(
    (run) => run.program === "keytool" && run.args.some((word) => /cacerts/.test(word.value)),
  );
  if (store !== undefined)
    return declined(
      id,
      "`keytool` changes the certificates that the JDK trusts, and the runtime image has a Java of its own",
      store.command.span,
    );
  const server = java.server === undefined ? undefined : serverUse(stage, traced);
  if (server?.refusal !== undefined) return declined(id, server.refusal.message, server.refusal.at);
  if (outputs.refusal !== undefined) return declined(id, outputs.refusal.message, outputs.refusal.at);
  if (outputs.outputs.length > mostFiles || outputs.opens.length > mostFiles || start.uses.length > mostFiles)
    return declined(id, `More than ${mostFiles} files are copied or started`, start.span);
  if (outputs.outputs.length === 0 || (outputs.opens.length === 0 && java.server === undefined))
    return declined(
      id,
      `What \`${last.label}\` makes for the start command isn't known`,
      start.span ?? buildSpan(last),
    );
  const folders = builds.flatMap((build) => (build.folder === undefined ? [] : [build.folder]));
  const built = builtSources(request, folders);
  const sourceRoot = folders.sort((a, b) => a.length - b.length)[0] ?? stage.workdir().value ?? "/";
  const build: ProgramBuild = {
    ecosystem: id,
    builderNames: ["maven", "mvn", "gradle", "sbt", "lein", "jdk"],
    outputs: outputs.outputs,
    opens: [...outputs.opens, ...(server?.opens ?? [])],
    linkage: java.libc,
    cxx: false,
    sourceRoot,
    isBuildVariable: (name) => buildVariables.test(name) || (name === "PATH" && namesToolchain(stage)),
    isSource: (path) =>
      (isJvmSource(path) || built.has(path)) && !found.needs.assets.some((asset) => asset.path === path),
    isToolchainProgram: (name) => toolchainPrograms.test(name),
    isBuildPackage: (name) =>
      // The wrappers of Maven and sbt want it; the program only where a script does.
      (name === "bash" && outputs.generated !== "bash" && !start.programs.includes("bash")) ||
      ecosystem.packages.includes(name) ||
      /^(?:openjdk|default-j(?:dk|re)|java-|temurin|zulu|maven|gradle)/.test(name),
    traced,
    // A front end that is built in the project's folder ends up in its archive.
    embedded: folders,
    needs: {
      ...found.needs,
      imagePaths: [...found.needs.imagePaths, ...outputs.named],
      writes:
        found.needs.writes || start.writes || java.server !== undefined || writesProcessId(request, outputs),
      programs: [
        ...found.needs.programs,
        ...(outputs.generated === "none" ? [] : [outputs.generated, "xargs"]),
      ],
    },
    typicalBytes: typicalArchive,
    provides: (name) =>
      /^(?:java|\$\{?JAVA_HOME\}?\/bin\/java)$/.test(name) ||
      (java.server !== undefined && /^(?:catalina\.sh|standalone\.sh)$/.test(name)),
    runtimes,
    ...(server === undefined || start.span !== undefined ? {} : { start: inheritedStart }),
  };
  return planProgram(request, build, {
    ...(server === undefined ? {} : { runtime: server.lines }),
    edits: dependencyOrder(file, stage, ecosystem)?.edits ?? [],
    assumptions: assumptionsOf(request, java, version, outputs.believed, builds),
  });
}

/** `["java", "-jar", "target/*.jar"]`: the archive as it is written. */
function unexpandedArchive(stage: Stage): string | undefined {
  const { entrypoint, cmd } = stage;
  const main = entrypoint?.by === undefined ? cmd : entrypoint;
  if (main?.by === undefined || main.value.form === "shell") return undefined;
  const words = main === cmd ? cmd.value.words : [...main.value.words, ...(cmd?.value.words ?? [])];
  if (!/(?:^|\/)java$/.test(words[0] ?? "")) return undefined;
  const archive = words[words.indexOf("-jar") + 1] ?? "";
  return words.includes("-jar") && /[*?]/.test(archive) ? archive : undefined;
}

const inheritedStart: ReplacedStart = {
  lines: [],
  runs: "server",
  why: "The server's image starts what is deployed in it, as before",
};

/** Play writes its process id beside the program, unless it is told another place. */
function writesProcessId({ file, stage }: SplitRequest, outputs: JvmOutputs): boolean {
  if (!outputs.outputs.some(({ path }) => path.endsWith("/universal/stage"))) return false;
  const plugins = (file.project.find("**/project/*.sbt") ?? []).map((path) => file.project.text(path) ?? "");
  const by = stage.entrypoint?.by ?? stage.cmd?.by;
  const isPlay =
    /\bplay\.(?:server|http|core)\b/.test(by?.argsText ?? "") ||
    plugins.some((text) => /"com\.typesafe\.play"|"org\.playframework"/.test(text));
  return isPlay && by?.argsText.includes("pidfile.path") !== true;
}

/** The least that a program needs of its runtime image. */
function anyNeeds({ libc }: JavaBuilder): RuntimeNeeds {
  return {
    linkage: libc,
    cxx: false,
    shell: "none",
    packages: [],
    distribution: undefined,
    release: undefined,
    mirror: undefined,
    keepsUser: true,
  };
}

/** The start command runs a builder, through a script of the project too. */
function startsBuilder(start: JvmStart, ecosystem: Ecosystem): boolean {
  return start.programs.some(
    (program) =>
      program !== "java" &&
      program !== "node" &&
      (ecosystem.runsToolchain(program, []) || /^(?:mvnw?|gradlew?|sbt|lein|ant)$/.test(program)),
  );
}

/** The version that the image names; else the one that the project is compiled for, which every later one runs. */
function versionOf(java: JavaBuilder, builds: readonly JvmBuild[]): number | undefined {
  if (java.version !== undefined) return java.version;
  if (java.server !== undefined) return 0;
  const release = builds.map((build) => build.release).findLast((each) => each !== undefined);
  if (release !== undefined) return longTerm.find((each) => each >= release);
  return builds.some((build) => build.label.startsWith("lein") || build.label.startsWith("cl"))
    ? clojureJava
    : undefined;
}

/** Clojure's classes run on every Java from 8 on; this one is maintained. */
const clojureJava = 21;

/** Versions that are maintained for years. */
const longTerm: readonly number[] = [8, 11, 17, 21, 25];

function unknownJava({ stage }: SplitRequest, java: JavaBuilder | undefined): string {
  const base = stage.base.kind === "image" ? stage.base.reference.text : stage.from.argsText;
  return java === undefined
    ? `Which Java \`${base}\` has isn't known`
    : `Which version of Java \`${base}\` has isn't known, and the project does not say which it is compiled for`;
}

function assumptionsOf(
  { stage }: SplitRequest,
  java: JavaBuilder,
  version: number,
  believed: readonly { readonly path: string; readonly build: JvmBuild }[],
  builds: readonly JvmBuild[],
): readonly Note[] {
  const says = builds.some((build) => build.release !== undefined);
  const notes: Note[] = [];
  const [first] = believed;
  if (first !== undefined)
    notes.push({
      message: `\`${first.build.label}\` is taken to make \`${first.path}\`, because the start command names it`,
      at: buildSpan(first.build),
    });
  if (java.version === undefined && java.server === undefined && stage.base.kind === "image")
    notes.push({
      message: `\`${stage.base.reference.text}\` does not say which Java it has, so the runtime image has version ${version}${says ? ", which the project is compiled for" : ": what Clojure compiles runs on it"}`,
      at: stage.base.span,
    });
  return notes;
}

/** Context paths that a build has as its sources, wherever they land. */
function builtSources({ file, stage }: SplitRequest, folders: readonly string[]): ReadonlySet<string> {
  const { landings } = contextMapOf(file.dockerfile, stage, file.project);
  return new Set(
    landings
      .filter(
        ({ to, isFile }) => isFile !== true && folders.some((each) => each !== "/" && isWithin(to, each)),
      )
      .map(({ from }) => from),
  );
}

/** Commands that fetch and unpack builders and JDKs: nothing of them is needed at run time. */
function installations(stage: Stage): readonly Span[] {
  const found: Span[] = [];
  let isPiped = false;
  for (const run of stageCommands(stage)) {
    const text = run.args.map((word) => word.raw).join(" ");
    const archives = text.replace(/leiningen[\w.-]*\.jar|sbt-launch\.jar/g, "");
    const installs =
      installers.test(run.program) && installing.test(text) && !/\.(?:jar|war)\b/.test(archives);
    const looks = run.program === "java" && /^--?(?:version|help|showversion)$/.test(text);
    const touches = /^(?:ba)?sh$/.test(run.program) && /^-c ['"]touch [\w./-]+['"]$/.test(text);
    if (looks || touches) found.push(run.command.span);
    // `wget ... -O - | tar xzf -`
    isPiped = installs || (isPiped && run.command.joined === "|");
    if (isPiped) found.push(run.command.span);
  }
  return found;
}

/** `mkdir` of folders that a build only wants to be there: those of its projects, `src`, `target`. */
function emptyFolders(stage: Stage, builds: readonly JvmBuild[]): readonly Span[] {
  const filled = builds.flatMap((build) => build.fills.map((fill) => dirName(fill.folder)));
  const folders = builds.flatMap((build) => (build.folder === undefined ? [] : [build.folder]));
  const isBuilt = (path: string): boolean =>
    filled.some((project) => isWithin(path, project)) ||
    builds.some(
      ({ archives, fills }) =>
        fills.some((fill) => fill.only === undefined && isWithin(fill.folder, path)) ||
        archives.some((archive) => archive.kind === "folder" && isWithin(archive.path, path)),
    ) ||
    folders.some(
      (folder) =>
        isWithin(folder, path) &&
        /(?:^|\/)(?:src|target|build|libs|gradle|\.gradle|\.mvn|project)(?:\/|$)/.test(
          path.slice(folder.length),
        ),
    );
  return stageCommands(stage).flatMap((run) => {
    if (run.program !== "mkdir" || run.cwd === undefined) return [];
    return operandsOf(run, run.cwd).every(isBuilt) ? [run.command.span] : [];
  });
}

/** PATH is only set to find a builder. */
function namesToolchain(stage: Stage): boolean {
  const changes = stage.variableChanges.get("PATH") ?? [];
  return changes.every(({ by }) =>
    /MAVEN|GRADLE|JAVA|SBT|M2_HOME|ANT_HOME|maven|gradle|jdk|jvm|sbt|lein|\.sdkman/.test(by.argsText),
  );
}
