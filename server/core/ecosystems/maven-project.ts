// The projects of a Maven build: a pom with its parents as far as the build context holds them.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { type PomBuild, type PomPlugin, parsePomBuild } from "../project/manifests/pom-build.ts";
import type { RuleFile } from "../rules/rule.ts";
import { ManifestFolder } from "./manifests.ts";

export interface MavenProject {
  /** Absolute folder in the image. */
  readonly folder: string;
  readonly pom: PomBuild;
  /** The pom, its parent, and so on, as far as the context has them. */
  readonly chain: readonly PomBuild[];
  /** The parent that only a repository has: `org.springframework.boot:spring-boot-starter-parent`. */
  readonly outside: string | undefined;
  /** Properties of the command line. */
  readonly defines: ReadonlyMap<string, string>;
}

/** Parents are followed this far up. */
const mostParents = 6;

/** The project whose pom lies at an image path; null when there is none, undefined while it isn't known. */
export function mavenProject(
  ruleFile: RuleFile,
  stage: Stage,
  pomPath: string,
  defines: ReadonlyMap<string, string>,
): MavenProject | null | undefined {
  const chain: PomBuild[] = [];
  let at = pomPath;
  let outside: string | undefined;
  for (let depth = 0; depth < mostParents; depth++) {
    const folder = at.slice(0, at.lastIndexOf("/")) || "/";
    const text = new ManifestFolder(ruleFile, stage, folder).text(at.slice(at.lastIndexOf("/") + 1));
    if (text === undefined) return undefined;
    if (text === null) {
      if (depth === 0) return null;
      const child = chain.at(-1)?.parent;
      outside = `${child?.groupId ?? ""}:${child?.artifactId ?? ""}`;
      break;
    }
    const pom = parsePomBuild(text);
    const { parent } = pom;
    // What lies at the parent's path may be another project, and then the repository is asked.
    const wanted = chain.at(-1)?.parent;
    if (wanted !== undefined && wanted.artifactId !== pom.artifactId) {
      outside = `${wanted.groupId ?? ""}:${wanted.artifactId ?? ""}`;
      break;
    }
    chain.push(pom);
    if (parent === undefined) break;
    if (parent.relativePath === "") {
      outside = `${parent.groupId ?? ""}:${parent.artifactId ?? ""}`;
      break;
    }
    const path = resolvePath(folder, parent.relativePath);
    at = path.endsWith(".xml") ? path : resolvePath(path, "pom.xml");
  }
  const [pom] = chain;
  if (pom === undefined) return null;
  return { folder: pomPath.slice(0, pomPath.lastIndexOf("/")) || "/", pom, chain, outside, defines };
}

/** A value with `${...}` replaced; undefined when one of them isn't known here. */
export function resolved(project: MavenProject, text: string | undefined): string | undefined {
  let result = text;
  for (let round = 0; round < 8; round++) {
    if (result === undefined || !result.includes("${") || result.length > 2_000) break;
    let open = false;
    result = result.replace(/\$\{([^${}]*)\}/g, (_whole, name: string) => {
      const value = propertyOf(project, name);
      if (value === undefined) open = true;
      return value?.slice(0, 300) ?? "";
    });
    if (open) return undefined;
  }
  return result?.includes("${") === true ? undefined : result?.trim();
}

function propertyOf(project: MavenProject, name: string): string | undefined {
  const given = project.defines.get(name);
  if (given !== undefined) return given;
  const { pom } = project;
  switch (name.replace(/^pom\./, "project.")) {
    case "project.artifactId":
    case "artifactId":
      return pom.artifactId;
    case "project.groupId":
    case "groupId":
      return pom.groupId ?? pom.parent?.groupId;
    case "project.version":
    case "version":
      return pom.version ?? pom.parent?.version;
    case "project.parent.version":
      return pom.parent?.version;
    case "project.parent.artifactId":
      return pom.parent?.artifactId;
    case "project.packaging":
      return pom.packaging ?? "jar";
    case "project.basedir":
    case "basedir":
      return project.folder;
    case "project.build.directory":
    case "build.directory":
      return directoryOf(project);
    case "project.build.finalName":
    case "build.finalName":
      return finalNameOf(project);
    default:
      return project.chain.map((each) => each.properties.get(name)).find((value) => value !== undefined);
  }
}

/** `target`, absolute; undefined when it is computed. */
export function directoryOf(project: MavenProject): string | undefined {
  const written = project.chain.map((pom) => pom.directory).find((each) => each !== undefined);
  const directory = written === undefined ? "target" : resolved(project, written);
  return directory === undefined ? undefined : resolvePath(project.folder, directory);
}

/** The archive's name without its ending; undefined when it is computed. */
export function finalNameOf(project: MavenProject): string | undefined {
  const written = project.chain.map((pom) => pom.finalName).find((each) => each !== undefined);
  return resolved(project, written ?? "${project.artifactId}-${project.version}");
}

/** A plugin with what its own pom, the parents and their management say, the nearest first; empty when it is nowhere. */
export function pluginOf(project: MavenProject, artifactId: string): readonly PomPlugin[] {
  return project.chain.flatMap((pom) => pom.plugins.filter((each) => each.artifactId === artifactId));
}

/** Artifact ids of the plugins that run with the build: listed, not only managed. */
export function listedPlugins(project: MavenProject): readonly string[] {
  return [
    ...new Set(
      project.chain.flatMap((pom) =>
        pom.plugins.filter((each) => !each.managed).map((each) => each.artifactId),
      ),
    ),
  ];
}
