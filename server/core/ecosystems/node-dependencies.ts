// The dependency step of Node.js: an install by npm, yarn, pnpm or bun, and what it reads of the project.

import type { RunCommand } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import {
  localDependencies,
  type PackageJson,
  parsePackageJson,
  pnpmWorkspacePackages,
  scriptsRunByInstall,
} from "../project/manifests/package-json.ts";
import type { RuleFile } from "../rules/rule.ts";
import type { DependencyNeeds, DependencyStep, DependencyWeight } from "./ecosystem.ts";
import {
  bindsContext,
  cacheMounts,
  ManifestFolder,
  operands,
  optionValue,
  unknownContext,
} from "./manifests.ts";

type Manager = "npm" | "yarn" | "pnpm" | "bun";

const subcommands: Readonly<Record<Manager, RegExp>> = {
  npm: /^(?:ci|install|i|clean-install|install-clean|ic|isntall|add)$/,
  yarn: /^install$/,
  pnpm: /^(?:install|i|fetch)$/,
  bun: /^(?:install|i|ci)$/,
};

/** Options that take the next word as their value. */
const valued =
  /^(?:--prefix|-C|--dir|--cwd|--registry|--cache|--cache-folder|--modules-folder|--network-timeout|--network-concurrency|--filter|-F|--omit|--include|--loglevel|--store-dir|--fetch-timeout|--fetch-retries|--maxsockets|--jobs|--userconfig|--workspace|-w|--only|--mutex|--reporter)$/;

/** Reads a command as an install of the dependencies that a package.json names. */
export function nodeDependencyStep(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
): DependencyStep | undefined {
  const manager = managerOf(run.program);
  if (
    manager === undefined ||
    run.args.some((word) => /^(?:-g|--global|--location=global)$/.test(word.value))
  )
    return undefined;
  const words = operands(run, valued).map((word) => word.value);
  const [first] = words;
  if (first === undefined) {
    // `yarn` alone installs; `yarn --version` does not.
    if (manager !== "yarn" || run.args.some((word) => /^(?:-v|--version|-h|--help)$/.test(word.value)))
      return undefined;
  } else if (!subcommands[manager].test(first) || words.length > 1) return undefined;
  if (first === "add" || bindsContext(run.instruction)) return undefined;
  const given = optionValue(run, /^(?:--prefix|-C|--dir|--cwd)$/);
  const folder =
    given === null
      ? run.cwd
      : given === undefined || run.cwd === undefined
        ? undefined
        : resolvePath(run.cwd, given);
  return {
    at: run.command.span,
    label: first === undefined ? "yarn" : `${run.program} ${first}`,
    consequence: "installs all dependencies again",
    folder,
    reads: folder === undefined ? [] : [resolvePath(folder, "package.json")],
    scope: "folder",
    examine: () => examine(file, stage, run, manager, folder),
  };
}

function managerOf(program: string): Manager | undefined {
  return program === "npm" || program === "yarn" || program === "pnpm" || program === "bun"
    ? program
    : undefined;
}

/** What each package manager reads beside package.json. */
const companions: Readonly<Record<Manager, readonly string[]>> = {
  npm: ["package-lock.json", "npm-shrinkwrap.json", ".npmrc"],
  yarn: ["yarn.lock", ".npmrc", ".yarnrc", ".yarnrc.yml", ".yarn"],
  pnpm: ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ".pnpmfile.cjs"],
  bun: ["bun.lock", "bun.lockb", "bunfig.toml", ".npmrc"],
};

function examine(
  file: RuleFile,
  stage: Stage,
  run: RunCommand,
  manager: Manager,
  folder: string | undefined,
): DependencyNeeds {
  const cached = cacheMounts(run.instruction).some((target) =>
    /npm|yarn|pnpm|\.bun|node_modules/.test(target),
  );
  const full: DependencyWeight = cached ? "cached" : "full";
  if (!file.project.known) return { ...unknownContext, weight: full };
  const place = new ManifestFolder(file, stage, folder);
  const text = place.text("package.json");
  if (text === undefined) return { ...unknownContext, weight: full };
  const manifest = text === null ? undefined : parsePackageJson(text);
  if (manifest === undefined)
    return {
      kind: "none",
      why: "No copy from the build context brings its `package.json`, or it is no JSON",
      weight: full,
    };
  const own = place.present(["package.json", ...companions[manager], "patches"]);
  const members = workspaceManifests(place, manifest, manager);
  const usesPrisma = needsPrisma(manifest);
  const schema = usesPrisma ? place.present(["prisma"]) : [];
  const variables = usesPrisma ? place.has(".env") : false;
  if (own === undefined || members === undefined || schema === undefined || variables === undefined)
    return { ...unknownContext, weight: full };
  const fetches = Object.values(manifest.dependencies).some((each) => Object.keys(each).length > 0);
  const weight = fetches || members.length > 0 ? full : "empty";
  const local = localDependencies(manifest).find((each) => each.source === "path");
  if (local !== undefined)
    return {
      kind: "none",
      why: `\`package.json\` takes \`${local.name}\` from the folder \`${local.path ?? ""}\`, which must be there`,
      weight,
    };
  // Source: the generator of Prisma's client, which writes the place of the `.env` that it finds into the client.
  if (variables && !ignoresScripts(run) && !generatesLater(stage, manifest))
    return {
      kind: "none",
      why: "Prisma's client is generated by the install and notes where `.env` lies, which must be there by then",
      weight,
    };
  const manifests = [...own, ...members, ...schema];
  const scripts = ignoresScripts(run)
    ? []
    : scriptsRunByInstall(manifest).filter((name) => !isHarmless(manifest.scripts[name] ?? ""));
  const command = undefined;
  const [script] = scripts;
  if (place.has("node_modules") === true)
    return {
      kind: "reorder",
      manifests,
      command,
      safety: "unsafe",
      why: "`node_modules` of the build context is copied over the installed one unless `.dockerignore` leaves it out",
      weight,
    };
  if (script !== undefined)
    return {
      kind: "reorder",
      manifests,
      command,
      safety: "unsafe",
      why: `The script \`${script}\` of \`package.json\` runs with the install and may need files that aren't there by then`,
      weight,
    };
  if (members.length > 0)
    return {
      kind: "reorder",
      manifests,
      command,
      safety: "unsafe",
      why: "Packages of the workspace are installed before their sources are there, which their own install scripts may need",
      weight,
    };
  return { kind: "reorder", manifests, command, safety: "safe", weight };
}

/** Scripts that read nothing of the sources: hooks for git, patches, which come along, and messages. */
function isHarmless(script: string): boolean {
  return script
    .split(/\s*(?:&&|\|\||;)\s*/)
    .every((part) =>
      /^(?:npx\s+)?(?:patch-package|husky(?:\s+install)?|is-ci|simple-git-hooks|only-allow\s+\w+|opencollective.*|true|echo\s.*|exit 0|node-gyp-build)$/.test(
        part.trim(),
      ),
    );
}

function ignoresScripts(run: RunCommand): boolean {
  return run.args.some((word) => word.value === "--ignore-scripts" || word.value === "--ignore-scripts=true");
}

/** Prisma's client is generated from its schema when it is installed. */
function needsPrisma(manifest: PackageJson): boolean {
  return (
    Object.values(manifest.dependencies).some((each) => Object.hasOwn(each, "@prisma/client")) ||
    /prisma/.test(manifest.scripts.postinstall ?? "")
  );
}

/** The client is generated once more when the sources are there: by a command, or by a script other than the install's. */
function generatesLater(stage: Stage, { scripts }: PackageJson): boolean {
  const generates = /\bprisma generate\b/;
  return (
    stage.instructionsOf("RUN").some(({ text }) => generates.test(text)) ||
    ["prebuild", "build", "postbuild", "prestart", "start"].some((name) =>
      generates.test(scripts[name] ?? ""),
    )
  );
}

/** Manifests of the workspace's packages; empty without a workspace, undefined while not known. */
function workspaceManifests(
  place: ManifestFolder,
  manifest: PackageJson,
  manager: Manager,
): readonly string[] | undefined {
  let globs = manifest.workspaces;
  if (manager === "pnpm") {
    const text = place.text("pnpm-workspace.yaml");
    if (text === undefined) return undefined;
    globs = text === null ? [] : pnpmWorkspacePackages(text);
  }
  const found = new Set<string>();
  const excluded = new Set<string>();
  for (const glob of globs) {
    const name = glob.replace(/^!/, "").replace(/^\.\//, "").replace(/\/+$/, "");
    if (name === "." || name === "") continue;
    const paths = place.find(`${name}/package.json`, "package.json");
    if (paths === undefined) return undefined;
    for (const path of paths)
      if (!/(?:^|\/)node_modules\//.test(path)) (glob.startsWith("!") ? excluded : found).add(path);
  }
  return [...found].filter((path) => !excluded.has(path)).sort();
}
