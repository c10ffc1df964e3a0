// Haskell: images and packages with GHC, cabal and stack, and the split into the builder and a plain Debian.

import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Project } from "../project/project.ts";
import { customaryAssets } from "../split/customary-folders.ts";
import type { AddedLine } from "../split/plan.ts";
import { declined, type Remedy, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { AssetUse } from "../split/program-needs.ts";
import type { RuntimeImage, RuntimeNeeds } from "../split/runtime.ts";
import { imageOf } from "../split/runtime-variants.ts";
import { startCommand } from "../split/start-command.ts";
import { replacement } from "../text/edits.ts";
import { ContextPaths } from "./called-commands.ts";
import { defineEcosystem, type SplitRequest } from "./ecosystem.ts";
import { haskellBuilds, programNames } from "./haskell-outputs.ts";

/** A server with its libraries inside, as GHC links them. */
const typicalBytes = 25_000_000;

const toolchainPrograms = new Set(["stack", "cabal", "ghc", "ghc-pkg", "ghcup", "hpack", "alex", "happy"]);

/** What GHC's foreign calls link, by release. Source: packages.debian.org, "libffi-dev". */
const foreignLibrary: Readonly<Record<string, string>> = {
  bullseye: "libffi7",
  bookworm: "libffi8",
  trixie: "libffi8",
};

export const haskell = defineEcosystem({
  id: "haskell",
  title: "Haskell",
  images: ["haskell"],
  packages: ["ghc", "haskell-platform", "haskell-stack", "cabal-install"],
  installs: (run) =>
    run.args.some((word) => /get\.haskellstack\.org|get-ghcup\.haskell\.org/.test(word.value)),
  manifests: ["*.cabal", "cabal.project", "stack.yaml", "stack.yaml.lock", "package.yaml", "**/*.hs"],
  builds: (run) =>
    (run.program === "stack" && run.args.some(({ value }) => ["build", "install"].includes(value))) ||
    (run.program === "cabal" && /^(?:(?:new|v1|v2)-)?(?:build|install)$/.test(run.args[0]?.value ?? "")) ||
    (run.program === "ghc" && run.args.some(({ value }) => value.endsWith(".hs"))),
  // `stack exec` looks for the program in stack's own folders.
  runsToolchain: (program) => /(?:^|\/)(?:stack|cabal|ghci|runghc|runhaskell|ghcid)$/.test(program),
  words: { carries: "GHC and the built dependencies", needs: "the built program and its libraries" },
  plan: planHaskell,
  docs: {
    split: [
      "Recognises `stack install`, `cabal install` into a folder that is named, `ghc`, and copies of what cabal and stack built.",
      "The program moves to the slim image of the builder's Debian release, with the libraries that GHC links.",
    ].join("\n"),
  },
});

function planHaskell(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const answer = startCommand(stage);
  const start = answer.kind === "start" ? answer.start : undefined;
  const tool = start?.runs.find(({ name }) => haskell.runsToolchain(name, start.args));
  if (start !== undefined && tool !== undefined)
    return declined(
      "haskell",
      `The start command needs the toolchain at run time: \`${[tool.name, ...start.args].slice(0, 3).join(" ")}\``,
      start.span,
      execRemedy(request),
    );
  const { outputs, calls, unclear } = haskellBuilds(file, stage);
  const [first] = calls;
  if (first === undefined)
    return declined("haskell", "No command was found that builds the program", stage.base.span);
  const [unknown] = unclear;
  if (outputs.length === 0 && unknown !== undefined)
    return declined("haskell", unknown.why, unknown.call.run.command.span);
  const facts = stage.imageFacts;
  const { release } = facts ?? {};
  if (facts?.distribution !== "debian" || release === undefined)
    return declined(
      "haskell",
      "The release of the base image isn't known, and the program is linked to it",
      stage.base.span,
    );
  const foreign = Object.hasOwn(foreignLibrary, release) ? foreignLibrary[release] : undefined;
  if (foreign === undefined)
    return declined(
      "haskell",
      `The packages that the program links can't be installed on Debian ${release}, which is no longer served or not known`,
      stage.base.span,
    );
  const root = first.inner.cwd ?? "/";
  return planProgram(
    request,
    {
      ecosystem: "haskell",
      outputs: outputs.map(({ path, call }) => ({ path, at: call.run.command.span, own: false })),
      linkage: "glibc",
      cxx: false,
      sourceRoot: root,
      isBuildVariable: (name) => /^(?:STACK_\w+|CABAL_\w+|GHC_\w+|DEBIAN_FRONTEND)$/.test(name),
      isSource: (path) => isHaskellSource(file.project, path),
      isToolchainProgram: (program) => toolchainPrograms.has(program),
      traced: calls.map((call) => call.run.command.span),
      needs: {
        assets: assetsOf(request, root),
        imagePaths: [],
        opensMore: true,
        writes: writesFiles(file.project),
        certificates: true,
        timeZones: false,
        users: false,
        temporaryFolder: true,
        programs: [],
      },
      packages: ["libgmp10", "libnuma1", "netbase", foreign],
      typicalBytes,
      searchPath:
        "/root/.cabal/bin:/root/.local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      runtimes: debian(release),
    },
    {
      edits: [],
      runtime: languageLines(request),
      assumptions: [
        {
          message: `The program is linked to libraries of Debian ${release}, so it moves to that release with them`,
          at: first.run.command.span,
        },
      ],
    },
  );
}

const writing =
  /\b(?:writeFile|appendFile|withFile|openFile|withBinaryFile|createDirectory\w*|removeFile|renameFile)\b|\b(?:persistent-sqlite|sqlite-simple|acid-state|yesod)\b/;

/** The sources make or change files, or a package does that keeps its state or its keys in one. */
function writesFiles(project: Project): boolean {
  const paths = ["**/*.hs", "**/*.cabal", "**/package.yaml"].flatMap((glob) => project.find(glob) ?? []);
  return paths.some((path) => writing.test(project.text(path) ?? ""));
}

/** GHC's run-time system reads and prints text in the encoding that LANG says. */
function languageLines({ stage }: SplitRequest): readonly AddedLine[] {
  const isSet = ["LANG", "LC_ALL"].some((name) => stage.variableChange(name)?.kind === "ENV");
  return isSet || stage.imageFacts?.family !== "haskell"
    ? []
    : [{ where: "start", instruction: { keyword: "ENV", variables: { LANG: "C.UTF-8" } } }];
}

function debian(release: string): (needs: RuntimeNeeds) => readonly RuntimeImage[] {
  return ({ mirror }) => [imageOf("slim", `${mirror ?? ""}debian:${release}-slim`)];
}

/** Folders that servers read in their working directory. */
const customaryFolders = [
  "static",
  "config",
  "templates",
  "public",
  "assets",
  "data",
  "migrations",
  "sql",
  "resources",
];

function assetsOf({ file, stage }: SplitRequest, root: string): readonly AssetUse[] {
  const found = customaryAssets(
    file.project,
    new ContextPaths(file, stage).toContext(root),
    customaryFolders,
  );
  return found.filter(({ path }) => !isHaskellSource(file.project, path));
}

function isHaskellSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:l?hs|cabal|md|nix|hie)$|^(?:stack\.yaml(?:\.lock)?|package\.yaml|cabal\.project.*|Makefile|LICENSE|Dockerfile.*|.*\.[Dd]ockerfile|\.git.*|\.dockerignore|\.stack-work|dist(?:-newstyle)?)$/.test(
      name,
    )
  )
    return true;
  if (project.file(path)?.kind !== "folder") return false;
  return (project.find(`${path}/**/*.hs`) ?? []).length > 0;
}

/** `stack exec app -- words` starts what `stack install` would have put into a folder. */
function execRemedy({ file, stage }: SplitRequest): Remedy | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start" || answer.start.shell === "needed") return undefined;
  const { start } = answer;
  const { by } = start;
  const workdir = stage.workdir().value;
  const options = new Set(["--system-ghc", "--allow-different-user", "--no-terminal"]);
  const words = start.args.filter((word) => !options.has(word));
  const [verb, name, separator, ...rest] = words;
  if (by === undefined || workdir === undefined || start.program !== "stack" || verb !== "exec")
    return undefined;
  if (name === undefined || (separator !== undefined && separator !== "--")) return undefined;
  const names = programNames(file, new ContextPaths(file, stage), workdir);
  if (names?.includes(name) !== true) return undefined;
  const { dockerfile } = file;
  const kept = start.args.filter((word) => word === "--system-ghc" || word === "--no-terminal");
  const install = ["stack", ...kept, "install", "--local-bin-path", "/usr/local/bin"].join(" ");
  const exec = [`/usr/local/bin/${name}`, ...rest];
  return {
    title: `Install the program with \`stack install\` and start \`/usr/local/bin/${name}\``,
    why: "The program no longer sees the folders and variables that `stack exec` sets",
    edits: [
      insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${install}`]),
      replacement(by.args, `[${exec.map((word) => JSON.stringify(word)).join(", ")}]`),
    ],
  };
}
