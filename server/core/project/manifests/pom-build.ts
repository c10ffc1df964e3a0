// Reads what a pom.xml says about the build: names, folders, plugins with their configuration, profiles.

import { type XmlElement, xmlChild, xmlChildren, xmlText, xmlTree } from "./xml-tree.ts";

export interface PomPlugin {
  readonly artifactId: string;
  /** Under `pluginManagement`: it configures, but runs only where it is also listed as a plugin or called by name. */
  readonly managed: boolean;
  /** The id of the profile that holds it; undefined outside of profiles. */
  readonly profile: string | undefined;
  readonly configuration: XmlElement | undefined;
  readonly executions: readonly PomExecution[];
}

export interface PomExecution {
  readonly phase: string | undefined;
  readonly goals: readonly string[];
  readonly configuration: XmlElement | undefined;
}

export interface PomBuild {
  /** Values as written, `${...}` included. */
  readonly groupId: string | undefined;
  readonly artifactId: string | undefined;
  readonly version: string | undefined;
  readonly packaging: string | undefined;
  readonly finalName: string | undefined;
  /** `build/directory`, `target` where it is not said. */
  readonly directory: string | undefined;
  readonly parent:
    | {
        readonly groupId: string | undefined;
        readonly artifactId: string | undefined;
        readonly version: string | undefined;
        /** `../pom.xml` where it is not said, empty when the parent is not looked for on disk. */
        readonly relativePath: string;
      }
    | undefined;
  readonly properties: ReadonlyMap<string, string>;
  readonly modules: readonly string[];
  readonly plugins: readonly PomPlugin[];
  /** Profiles that change the archive's name or folder, or add plugins. */
  readonly profiles: readonly {
    readonly id: string;
    readonly finalName: string | undefined;
    readonly activeByDefault: boolean;
  }[];
}

/** Reads any text. */
export function parsePomBuild(text: string): PomBuild {
  const project = xmlTree(text).find((each) => each.name === "project");
  const at = (...path: readonly string[]): string | undefined =>
    project === undefined ? undefined : xmlText(project, ...path);
  const parent = project === undefined ? undefined : xmlChild(project, "parent");
  const properties = new Map<string, string>();
  for (const each of xmlChildren(project, "properties")) properties.set(each.name, each.text);
  const profiles = xmlChildren(project, "profiles").filter((each) => each.name === "profile");
  const plugins = pluginsOf(xmlChild(project, "build"), undefined);
  for (const profile of profiles)
    plugins.push(...pluginsOf(xmlChild(profile, "build"), xmlText(profile, "id") ?? ""));
  return {
    groupId: at("groupId"),
    artifactId: at("artifactId"),
    version: at("version"),
    packaging: at("packaging"),
    finalName: at("build", "finalName"),
    directory: at("build", "directory"),
    parent:
      parent === undefined
        ? undefined
        : {
            groupId: xmlText(parent, "groupId"),
            artifactId: xmlText(parent, "artifactId"),
            version: xmlText(parent, "version"),
            relativePath: xmlText(parent, "relativePath") ?? "../pom.xml",
          },
    properties,
    modules: xmlChildren(project, "modules").map((each) => each.text),
    plugins,
    profiles: profiles.map((profile) => ({
      id: xmlText(profile, "id") ?? "",
      finalName: xmlText(profile, "build", "finalName"),
      activeByDefault: xmlText(profile, "activation", "activeByDefault") === "true",
    })),
  };
}

function pluginsOf(build: XmlElement | undefined, profile: string | undefined): PomPlugin[] {
  if (build === undefined) return [];
  const read = (holder: XmlElement | undefined, managed: PomPlugin["managed"]): PomPlugin[] =>
    xmlChildren(holder, "plugins")
      .filter((each) => each.name === "plugin")
      .map((plugin) => ({
        artifactId: xmlText(plugin, "artifactId") ?? "",
        managed,
        profile,
        configuration: xmlChild(plugin, "configuration"),
        executions: xmlChildren(plugin, "executions").map((execution) => ({
          phase: xmlText(execution, "phase"),
          goals: xmlChildren(execution, "goals").map((goal) => goal.text),
          configuration: xmlChild(execution, "configuration"),
        })),
      }));
  return [...read(build, false), ...read(xmlChild(build, "pluginManagement"), true)];
}
