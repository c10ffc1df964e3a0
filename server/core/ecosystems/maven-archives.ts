// What Maven's plugins put into a project's target folder: archives by name, folders of libraries, programs.

import { resolvePath } from "../model/paths.ts";
import type { PomExecution, PomPlugin } from "../project/manifests/pom-build.ts";
import { type XmlElement, xmlChildren, xmlText } from "../project/manifests/xml-tree.ts";
import { file, folder, type JvmArchive } from "./jvm-build.ts";
import {
  directoryOf,
  finalNameOf,
  listedPlugins,
  type MavenProject,
  pluginOf,
  resolved,
} from "./maven-project.ts";

/** What a project's build leaves in its target folder. */
export interface MavenArchives {
  readonly directory: string | undefined;
  readonly archives: readonly JvmArchive[];
  /** The archive that `java -jar` is to be given; undefined where its name is computed or there is none. */
  readonly main: string | undefined;
  /** False when nothing else can be there to be started. */
  readonly open: boolean;
}

/** Plugins that put nothing into the target folder that someone would start. */
const harmless =
  /^(?:maven-(?:compiler|surefire|failsafe|resources|clean|install|deploy|site|enforcer|checkstyle|source|javadoc|pmd|release|gpg|toolchains|eclipse|scm|project-info-reports|changelog|help|jar|war|shade|assembly|dependency|plugin)-plugin|(?:jacoco|kotlin|scala|build-helper|git-commit-id|flyway|liquibase|jooq-codegen|protobuf|antlr4|openapi-generator|frontend|spotless|versions|license|spotbugs|findbugs|sonar|rocker|jetty|gmavenplus|animal-sniffer|buildnumber|templating|fmt|cobertura|coveralls|jib|dockerfile|docker|spring-boot|quarkus|appassembler|micronaut|exec|avro|jaxb2|cxf-codegen|flatten|swagger-codegen|sql)-maven-plugin|docker-maven-plugin|tomcat\d-maven-plugin|apt-maven-plugin|jsonschema2pojo-maven-plugin|flatten-maven-plugin|dockerfile-maven|hibernate-enhance-maven-plugin|lombok-maven-plugin|properties-maven-plugin)$/;

/** Parents in the repository that are known to bind nothing but what is described here. */
const knownParents =
  /^(?:org\.springframework\.boot:spring-boot-starter-parent|org\.sonatype\.oss:oss-parent|org\.apache:apache)$/;

export function mavenArchives(project: MavenProject, called: readonly string[]): MavenArchives {
  const directory = directoryOf(project);
  const finalName = finalNameOf(project);
  const packaging = resolved(project, project.pom.packaging) ?? "jar";
  const unknownPlugin = listedPlugins(project).some((id) => !harmless.test(id));
  const open =
    unknownPlugin ||
    finalName === undefined ||
    (project.outside !== undefined && !knownParents.test(project.outside)) ||
    project.pom.profiles.length > 0 ||
    project.chain.some((pom) => pom.plugins.some((plugin) => plugin.profile !== undefined));
  if (directory === undefined) return { directory, archives: [], main: undefined, open: true };
  if (packaging === "pom") return { directory, archives: [], main: undefined, open };
  const at = new Reader(project, directory, finalName, packaging, called);
  const archives = at.read();
  return { directory, archives, main: at.started, open: open || at.open };
}

class Reader {
  open = false;
  started: string | undefined;
  private readonly project: MavenProject;
  private readonly directory: string;
  private readonly finalName: string | undefined;
  private readonly packaging: string;
  private readonly called: readonly string[];

  constructor(
    project: MavenProject,
    directory: string,
    finalName: string | undefined,
    packaging: string,
    called: readonly string[],
  ) {
    this.project = project;
    this.directory = directory;
    this.finalName = finalName;
    this.packaging = packaging;
    this.called = called;
  }

  read(): readonly JvmArchive[] {
    const libraries = this.libraryFolders();
    const found: JvmArchive[] = [...libraries.map(folder), folder(this.in("classes"))];
    const bound = this.classPath(libraries);
    const extension = this.packaging === "war" ? "war" : this.packaging === "ear" ? "ear" : "jar";
    const { finalName } = this;
    if (finalName !== undefined) {
      const name = this.config("maven-jar-plugin", "classifier");
      const suffix = name === undefined ? "" : `-${name}`;
      const elsewhere = this.config(`maven-${extension}-plugin`, "outputDirectory");
      const holder = elsewhere === undefined ? this.directory : resolvePath(this.project.folder, elsewhere);
      const main = resolvePath(holder, `${finalName}${suffix}.${extension}`);
      const self = this.makesFat("spring-boot-maven-plugin") || this.shades() === "main";
      found.push(self ? file(main) : { path: main, kind: "file", needs: bound.needs, bound: bound.unclear });
      this.started = main;
      if (extension === "war") found.push(folder(this.in(finalName)));
    }
    found.push(...this.repackaged(extension), ...this.shaded(), ...this.assembled(), ...this.quarkus());
    found.push(...this.programs());
    return found;
  }

  /** Spring Boot's archive under a classifier stands beside the plain one. */
  private repackaged(extension: string): readonly JvmArchive[] {
    const classifier = this.config("spring-boot-maven-plugin", "classifier");
    if (classifier === undefined || this.finalName === undefined) return [];
    const path = this.in(`${this.finalName}-${classifier}.${extension}`);
    this.started = path;
    return [file(path)];
  }

  private shades(): "no" | "main" | "beside" {
    const runs = this.runs("maven-shade-plugin", "shade");
    if (runs.length === 0) return "no";
    const beside = runs.some(
      (each) =>
        each.value("shadedArtifactAttached") === "true" ||
        each.value("outputFile") !== undefined ||
        (each.value("finalName") !== undefined && each.value("finalName") !== this.finalName),
    );
    return beside ? "beside" : "main";
  }

  private shaded(): readonly JvmArchive[] {
    const found: JvmArchive[] = [];
    for (const run of this.runs("maven-shade-plugin", "shade")) {
      const name = run.raw("finalName") === undefined ? this.finalName : run.value("finalName");
      if (run.raw("outputFile") !== undefined) this.put(found, run.value("outputFile"), "");
      else if (run.value("shadedArtifactAttached") === "true") {
        const classifier = run.value("shadedClassifierName") ?? "shaded";
        this.put(found, name === undefined ? undefined : `${name}-${classifier}`, ".jar");
      } else {
        this.put(found, name, ".jar");
        if (this.finalName !== undefined && name === this.finalName)
          found.push(file(this.in(`original-${this.finalName}.jar`)));
      }
    }
    return found;
  }

  private assembled(): readonly JvmArchive[] {
    const found: JvmArchive[] = [];
    for (const run of this.runs("maven-assembly-plugin", "single")) {
      const name = run.raw("finalName") === undefined ? this.finalName : run.value("finalName");
      const refs = [
        ...run.list("descriptorRefs"),
        ...(run.value("descriptorRef") === undefined ? [] : [run.value("descriptorRef") ?? ""]),
      ];
      if (refs.length === 0 || refs.some((ref) => ref !== "jar-with-dependencies")) this.open = true;
      if (!refs.includes("jar-with-dependencies")) continue;
      const suffix = run.value("appendAssemblyId") === "false" ? "" : "-jar-with-dependencies";
      this.put(
        found,
        name === undefined ? undefined : `${name}${suffix}`,
        ".jar",
        run.value("outputDirectory"),
      );
    }
    return found;
  }

  private quarkus(): readonly JvmArchive[] {
    if (pluginOf(this.project, "quarkus-maven-plugin").length === 0) return [];
    const property = (name: string): string | undefined => resolved(this.project, `\${${name}}`);
    const type = property("quarkus.package.jar.type") ?? property("quarkus.package.type");
    const app = this.in("quarkus-app");
    this.open = true;
    this.started = `${app}/quarkus-run.jar`;
    const runner = this.finalName === undefined ? [] : [this.in(`${this.finalName}-runner.jar`)];
    const version =
      property("quarkus.platform.version") ??
      property("quarkus-plugin.version") ??
      property("quarkus.version");
    const old =
      type === "legacy-jar" || (type === undefined && /^(?:0\.|1\.(?:\d|1[01])\.)/.test(version ?? ""));
    const [first] = runner;
    if (first !== undefined && (type === "uber-jar" || old)) this.started = first;
    return [
      folder(app),
      ...runner.map(
        (path): JvmArchive =>
          type === "uber-jar"
            ? file(path)
            : { path, kind: "file", needs: [this.in("lib")], bound: undefined },
      ),
    ];
  }

  private programs(): readonly JvmArchive[] {
    const plugin = pluginOf(this.project, "appassembler-maven-plugin");
    if (plugin.length === 0) return [];
    const written = this.config("appassembler-maven-plugin", "assembleDirectory");
    return [folder(resolvePath(this.project.folder, written ?? this.in("appassembler")))];
  }

  /** Where `dependency:copy-dependencies` and `copy` put libraries, in the pom or on the command line. */
  private libraryFolders(): readonly string[] {
    const found = new Set<string>();
    for (const goal of ["copy-dependencies", "copy"])
      for (const run of this.runs("maven-dependency-plugin", goal)) {
        const value =
          run.raw("outputDirectory") === undefined ? this.in("dependency") : run.value("outputDirectory");
        if (value === undefined) this.open = true;
        else found.add(resolvePath(this.project.folder, value));
      }
    return [...found];
  }

  /** The libraries that the archive's manifest names, and whether it is known where they lie. */
  private classPath(libraries: readonly string[]): {
    readonly needs: readonly string[];
    readonly unclear: string | undefined;
  } {
    const manifest = pluginOf(this.project, "maven-jar-plugin")
      .flatMap((plugin) => [plugin.configuration, ...plugin.executions.map((each) => each.configuration)])
      .map((each) => ({
        adds: xmlText(each, "archive", "manifest", "addClasspath"),
        prefix: xmlText(each, "archive", "manifest", "classpathPrefix"),
        entry: xmlText(each, "archive", "manifestEntries", "Class-Path"),
      }));
    const adds = manifest.find((each) => each.adds === "true");
    if (adds === undefined && manifest.every((each) => each.entry === undefined))
      return { needs: [], unclear: undefined };
    const written = manifest.find((each) => each.prefix !== undefined)?.prefix;
    const prefix = written === undefined ? "" : resolved(this.project, written);
    const named =
      prefix === undefined ? undefined : prefix === "" ? this.directory : resolvePath(this.directory, prefix);
    if (named !== undefined && libraries.includes(named)) return { needs: [named], unclear: undefined };
    return {
      needs: libraries,
      unclear:
        libraries.length > 0
          ? undefined
          : "the manifest of the archive names libraries, and where the build puts them isn't known",
    };
  }

  private makesFat(artifactId: string): boolean {
    const plugins = pluginOf(this.project, artifactId);
    return plugins.length > 0 && xmlText(plugins[0]?.configuration, "skip") !== "true";
  }

  private config(artifactId: string, name: string): string | undefined {
    const [first] = pluginOf(this.project, artifactId).flatMap((plugin) => {
      const own = [plugin.configuration, ...plugin.executions.map((each) => each.configuration)];
      return own.map((each) => xmlText(each, name)).filter((value) => value !== undefined);
    });
    return resolved(this.project, first);
  }

  /** The executions that run a goal: bound in the pom, or called by its name on the command line. */
  private runs(artifactId: string, goal: string): readonly GoalRun[] {
    const plugins = pluginOf(this.project, artifactId);
    const short = artifactId.replace(/^maven-|-maven-plugin$|-plugin$/g, "");
    const called = this.called.some((each) => {
      const parts = each.split(":");
      return parts.at(-1) === goal && (parts.includes(short) || parts.includes(artifactId));
    });
    const bound = plugins
      .flatMap((plugin) => plugin.executions.map((execution) => ({ plugin, execution })))
      .filter(({ execution }) => execution.goals.includes(goal) && execution.phase !== "none");
    const runs = bound.map(({ plugin, execution }) => new GoalRun(this.project, plugin, execution));
    if (called) runs.push(new GoalRun(this.project, plugins[0], undefined));
    return runs;
  }

  private put(
    found: JvmArchive[],
    name: string | undefined,
    ending: string,
    directory: string = this.directory,
  ): void {
    if (name === undefined) {
      this.open = true;
      return;
    }
    const path = resolvePath(resolvePath(this.project.folder, directory), `${name}${ending}`);
    found.push(file(path));
    this.started = path;
  }

  private in(name: string): string {
    return resolvePath(this.directory, name);
  }
}

/** A goal with the configuration that it sees: its execution's, its plugin's, then the command line's. */
class GoalRun {
  private readonly project: MavenProject;
  private readonly configurations: readonly (XmlElement | undefined)[];

  constructor(project: MavenProject, plugin: PomPlugin | undefined, execution: PomExecution | undefined) {
    this.project = project;
    this.configurations = [execution?.configuration, plugin?.configuration];
  }

  raw(name: string): string | undefined {
    const written = this.configurations
      .map((each) => xmlText(each, name))
      .find((value) => value !== undefined && value !== "");
    return written ?? this.project.defines.get(name);
  }

  /** Undefined as well when it can't be known. */
  value(name: string): string | undefined {
    return resolved(this.project, this.raw(name));
  }

  list(name: string): readonly string[] {
    return this.configurations.flatMap((each) => xmlChildren(each, name).map((child) => child.text));
  }
}
