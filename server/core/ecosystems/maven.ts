// Maven: images, commands and the dependency step.

import type { RunCommand } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { parsePomXml } from "../project/manifests/pom-xml.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type DependencyNeeds, type DependencyStep, defineEcosystem } from "./ecosystem.ts";
import { planJvm } from "./jvm-plan.ts";
import {
  assignmentsText,
  bindsContext,
  cacheMounts,
  ManifestFolder,
  optionValue,
  unknownContext,
} from "./manifests.ts";
import { isMaven, mavenGoals } from "./maven-builds.ts";

const phase =
  /^(?:compile|test|package|verify|install|deploy|process-classes|test-compile|prepare-package|site)$/;

export const maven = defineEcosystem({
  id: "maven",
  title: "Maven",
  images: [
    "maven",
    "eclipse-temurin",
    "openjdk",
    "amazoncorretto",
    "sapmachine",
    "chainguard/maven",
    "chainguard/jdk",
  ],
  packages: [
    "maven",
    "default-jdk",
    "default-jdk-headless",
    ...[8, 11, 17, 21, 25].flatMap((version) => [
      `openjdk-${version}-jdk`,
      `openjdk-${version}-jdk-headless`,
      `openjdk${version}`,
      `openjdk${version}-jdk`,
      `java-${version}-openjdk-devel`,
    ]),
    "java-1.8.0-openjdk-devel",
  ],
  words: {
    carries: "the JDK, Maven and the local repository",
    needs: "the packaged program and a Java runtime",
  },
  manifests: ["pom.xml", "**/pom.xml", ".mvn/**", "mvnw"],
  builds: (run) =>
    run.program === "javac" ||
    (isMaven(run) &&
      run.args.some(
        (word) =>
          phase.test(word.value) || /:(?:single|jar|repackage|build|copy-dependencies)$/.test(word.value),
      )),
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:mvnw?|jshell|javac)$/.test(program) &&
    !args.some((arg) => arg === "--version" || arg === "-v"),
  dependencyStep: mavenDependencyStep,
  plan: (request) => planJvm(request, maven),
  docs: {
    split: [
      "Recognises `mvn package` and its like, the wrapper and builds behind make or scripts. The archive that the start",
      "command names moves to the JRE of the same version and vendor, with the libraries, agents and files that it opens;",
      "its name is checked against `pom.xml` with its parents, modules and the plugins that repackage (Spring Boot, shade,",
      "assembly, Quarkus, appassembler). An archive for an application server moves into the server's own image.",
      "`mvn spring-boot:run` is declined with the edit that packages the program and starts its archive.",
    ].join("\n"),
  },
});

function mavenDependencyStep(file: RuleFile, stage: Stage, run: RunCommand): DependencyStep | undefined {
  if (!isMaven(run) || bindsContext(run.instruction)) return undefined;
  const goals = mavenGoals(run);
  const fetches = goals.some((goal) =>
    /^(?:dependency|de\.qaware\.maven:go-offline-maven-plugin|.*maven-dependency-plugin.*):/.test(goal),
  );
  if (!fetches && !goals.some((goal) => phase.test(goal) || goal.includes(":"))) return undefined;
  const pom = optionValue(run, /^(?:-f|--file)$/);
  const folder =
    pom === null
      ? run.cwd
      : pom === undefined || run.cwd === undefined
        ? undefined
        : folderOfPom(resolvePath(run.cwd, pom));
  const goal = goals.find((each) => each !== "clean") ?? "";
  return {
    at: run.command.span,
    label: `${run.command.program} ${goal}`.replaceAll("`", ""),
    consequence: "downloads every dependency and plugin again",
    folder,
    reads: [],
    scope: "tree",
    examine: () => examine(file, stage, run, folder, fetches && goals.length === 1),
  };
}

function folderOfPom(path: string): string {
  return path.endsWith(".xml") ? dirName(path) : path;
}

function examine(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  folder: string | undefined,
  fetchesOnly: boolean,
): DependencyNeeds {
  if (cacheMounts(run.instruction).some((target) => /\.m2(?:\/repository)?$|\/m2$/.test(target)))
    return { kind: "nothing" };
  const weight = "full";
  if (!file.project.known) return { ...unknownContext, weight };
  const place = new ManifestFolder(file, stage, folder);
  const text = place.text("pom.xml");
  const wrapper = run.program === "mvnw";
  const own = place.present(["pom.xml", ".mvn", ...(wrapper ? ["mvnw"] : [])]);
  if (text === undefined || own === undefined) return { ...unknownContext, weight };
  if (text === null)
    return { kind: "none", why: "No copy from the build context brings its `pom.xml`", weight };
  const pom = parsePomXml(text);
  if (pom.modules.length > 0)
    return {
      kind: "none",
      why: "The modules need one another's artifacts, which only a build with the sources makes",
      weight,
    };
  if (pom.parent !== undefined && pom.parent.relativePath !== "") {
    const parent = place.has(
      pom.parent.relativePath.endsWith(".xml")
        ? pom.parent.relativePath
        : `${pom.parent.relativePath}/pom.xml`,
    );
    if (parent === undefined) return { ...unknownContext, weight };
    if (parent) return { kind: "none", why: "Its parent is another `pom.xml` of the project", weight };
  }
  if (/<systemPath>/.test(text))
    return { kind: "none", why: "`pom.xml` takes a library from a folder", weight };
  const extra = settingsFiles(run, place);
  if (extra === undefined)
    return { kind: "none", why: "Its settings file isn't in the build context", weight };
  const options = keptOptions(run);
  const empty = !/<dependency>|<parent>/.test(text);
  return {
    kind: "reorder",
    manifests: [...own, ...extra],
    command: fetchesOnly
      ? undefined
      : assignmentsText(file, run, /./) +
        [run.command.program, ...options, "dependency:go-offline"].join(" "),
    safety: "unsafe",
    why: "`dependency:go-offline` may resolve more than the build does, and fails where it can't resolve something",
    weight: empty ? "empty" : weight,
  };
}

/** `-s settings.xml` of the project comes along. */
function settingsFiles(run: RunCommand, place: ManifestFolder): readonly string[] | undefined {
  const given = optionValue(run, /^(?:-s|--settings|-gs|--global-settings)$/);
  if (given === null) return [];
  if (given === undefined) return undefined;
  if (given.startsWith("/")) return given.startsWith("/usr/") || given.startsWith("/root/") ? [] : undefined;
  const path = place.path(given);
  return typeof path === "string" ? [path] : undefined;
}

/** Options that decide what is resolved and from where, as written. */
function keptOptions(run: RunCommand): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < run.args.length; at++) {
    const word = run.args[at];
    if (word === undefined) break;
    if (/^(?:-f|--file|-s|--settings|-gs|--global-settings|-P|--activate-profiles)$/.test(word.value)) {
      kept.push(word.raw, run.args[++at]?.raw ?? "");
    } else if (
      /^(?:-B|-q|-ntp|--batch-mode|--no-transfer-progress|--quiet|-e|-U|-P.+|-s.+\.xml|-f.+\.xml)$/.test(
        word.value,
      )
    )
      kept.push(word.raw);
  }
  if (!kept.some((each) => /^(?:-B|--batch-mode)$/.test(each))) kept.unshift("-B");
  return kept;
}
