// Plans the split of a PHP program: extensions and packages are made in the builder, and move to the same image.

import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import { isWithin } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { buildPackages } from "../split/interpreter-images.ts";
import { declined, type SplitOutcome } from "../split/plan.ts";
import { planProgram } from "../split/program.ts";
import type { BuildOutput, ProgramBuild } from "../split/program-needs.ts";
import { imageOf } from "../split/runtime-variants.ts";
import { startCommand } from "../split/start-command.ts";
import type { Instruction } from "../syntax/instruction.ts";
import type { Span } from "../text/span.ts";
import type { SplitRequest } from "./ecosystem.ts";
import { ManifestFolder } from "./manifests.ts";

/** Where the official images keep extensions and what switches them on. Source: docker-library/php, the templates. */
const extensionFolders = ["/usr/local/lib/php/extensions", "/usr/local/etc/php/conf.d"];

/** What only compiles extensions, and what every image of PHP has: its own packages are named in PHPIZE_DEPS. */
const inPhp =
  /^(?:zlib1g-dev|libz-dev|libxml2-dev|libssl-dev|openssl-dev|libcurl4-openssl-dev|curl-dev|libonig-dev|oniguruma-dev|libsqlite3-dev|sqlite-dev|libreadline-dev|readline-dev|libargon2-dev|libsodium-dev|libedit-dev|ncurses-dev|libncurses\w*-dev|libc6-dev|libc-dev|musl-dev|linux-headers|php\d*-dev|autoconf|re2c|ca-certificates|tar|xz)$/;

type PhpCommand = "extension" | "packages" | "changes" | "passes" | { readonly refused: string };

interface PhpStep {
  readonly at: Span;
  readonly cwd: string | undefined;
  readonly command: PhpCommand;
}

function phpSteps(stage: Stage): readonly PhpStep[] {
  return stage.instructionsOf("RUN").flatMap((instruction) =>
    runCommands(stage, instruction).flatMap((run) => {
      const command = phpCommand(run);
      return command === undefined ? [] : [{ at: run.command.span, cwd: run.cwd, command }];
    }),
  );
}

/** True for a stage on an image of PHP that installs extensions or packages and keeps what they were built with. */
export function keepsBuildTools(stage: Stage): boolean {
  if (stage.imageFacts?.family !== "php") return false;
  const makes = phpSteps(stage).some(({ command }) => command !== "passes" && typeof command !== "object");
  return makes && buildPackages(stage).length > 0;
}

/** Commands that start a server meant for development, as their own documentation says. */
const developmentServers = [
  /^php artisan serve\b/,
  /^php (?:\S+ )*-S\b/,
  /^symfony (?:server:start|serve)\b/,
];

/** Why an image that starts such a server is left as it is, as a sentence; undefined for others. */
function developmentServer(stage: Stage): string | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start") return undefined;
  const words = [answer.start.program, ...answer.start.args];
  const command = words.join(" ");
  return developmentServers.some((server) => server.test(command))
    ? `\`${words.slice(0, 3).join(" ")}\` is a development server, whose image is left as it is`
    : undefined;
}

function phpCommand(run: RunCommand): PhpCommand | undefined {
  const words = run.args.map((word) => argumentValue(run, word) ?? word.value);
  const operands = words.filter((word) => !word.startsWith("-"));
  switch (run.program) {
    case "docker-php-ext-install":
    case "docker-php-ext-enable":
      return "extension";
    case "docker-php-ext-configure":
    case "docker-php-source":
      return "passes";
    case "pecl":
      return operands[0] === "install" ? "extension" : "passes";
    case "composer":
    case "composer.phar":
      return composerCommand(operands);
    case "php":
      return phpCall(run, words, operands);
    default:
      // A tool among the packages, or a console of the project's own, works in the project's folder.
      return /^(?:\.\/)?(?:vendor\/bin|bin)\/[\w.-]+$/.test(run.command.words[0]?.value ?? "")
        ? "changes"
        : undefined;
  }
}

function composerCommand([first, ...rest]: readonly string[]): PhpCommand | undefined {
  switch (first) {
    case "install":
    case "update":
    case "dump-autoload":
    case "dumpautoload":
      return "packages";
    case "require":
    case "run-script":
      return "changes";
    case "create-project":
      return rest.includes(".")
        ? "changes"
        : {
            refused: "What `composer create-project` downloads isn't followed, so what it needs isn't known",
          };
    case "global":
      return { refused: "`composer global` installs into root's home, which does not move" };
    default:
      return "passes";
  }
}

function phpCall(
  run: RunCommand,
  words: readonly string[],
  operands: readonly string[],
): PhpCommand | undefined {
  const [first, second] = operands;
  if (/(?:^|\/)composer(?:\.phar)?$/.test(first ?? "")) return composerCommand(operands.slice(1));
  // Composer's installer, downloaded or from a pipe.
  if (
    /getcomposer\.org|composer-setup/.test(run.instruction.text) &&
    (words[0] === "-r" || words[0] === "--" || first === undefined || /composer-setup/.test(first))
  )
    return "passes";
  if (
    first === "artisan" &&
    /^(?:config|route|view|event|package|storage|optimize|key|vendor)(?::|$)/.test(second ?? "")
  )
    return "changes";
  // A script of the project's own works in the project's folder, too.
  if (/^(?:\.\/)?[\w-][\w./-]*\.php$/.test(first ?? "") && first?.includes("..") === false) return "changes";
  return /(?:^|\/)console$/.test(first ?? "") &&
    /^(?:cache|assets|importmap|asset-map|tailwind):/.test(second ?? "")
    ? "changes"
    : undefined;
}

/** Composer stays in the image for whoever works in a container. */
const installsComposer =
  /getcomposer\.org|composer-setup|--from=\S*composer\S*\s|\binstall-php-extensions\b.*\bcomposer\b/;

/** Files of the context or of an address; what another image has is a tool. */
function bringsProject(file: SplitRequest["file"], instruction: Instruction): boolean {
  const copy = file.dockerfile.copy(instruction);
  return copy === undefined || copy.origin.kind === "context" || copy.origin.kind === "stage";
}

/** Plans the split, or says why not. */
export function planPhp(request: SplitRequest): SplitOutcome {
  const { file, stage } = request;
  const { base } = stage;
  const facts = stage.imageFacts;
  if (facts?.family !== "php" || base.kind !== "image")
    return declined(
      "php",
      "Only the official PHP images are known well enough to move extensions between two of them",
      base.span,
    );
  const steps = phpSteps(stage);
  if (!keepsBuildTools(stage))
    return {
      kind: "not-needed",
      reasons: [
        {
          message:
            developmentServer(stage) ??
            "The image carries nothing beside PHP's own image that only a build needs",
          at: base.span,
        },
      ],
    };
  for (const { command, at, cwd } of steps) {
    if (typeof command === "object") return declined("php", command.refused, at);
    if ((command === "changes" || command === "packages") && (cwd === undefined || cwd === "/"))
      return declined("php", "The folder that composer installs into isn't known", at);
  }
  const own = stage.cmd?.by ?? stage.entrypoint?.by;
  const inherited = own === undefined;
  const holds = stage.instructions.some(
    (instruction) => /^(?:COPY|ADD)$/.test(instruction.keyword) && bringsProject(file, instruction),
  );
  if (!holds)
    return declined(
      "php",
      "The image holds nothing of the project, so what it is used for isn't known",
      stage.from.textSpan,
    );
  const workdir = stage.workdir().value;
  const mount = stage.service?.mounts.find((path) => workdir !== undefined && isWithin(path, workdir));
  const composer = stage.instructions.find(({ text }) => installsComposer.test(text));
  if (mount !== undefined && composer !== undefined)
    return declined(
      "php",
      `The compose file mounts the project over \`${mount}\`, so Composer and what it needs are used in the container`,
      composer.textSpan,
    );
  if (inherited && (facts.cmd === null || !/^(?:apache2-foreground|php-fpm)$/.test(facts.cmd[0] ?? "")))
    return declined("php", "No CMD or ENTRYPOINT says what to start", stage.from.textSpan);
  const outputs: BuildOutput[] = [];
  const changes: { path: string; at: Span }[] = [];
  for (const { command, at, cwd } of steps) {
    if (command === "extension")
      for (const path of extensionFolders) outputs.push({ path, at, own: true, kind: "folder" });
    if (command === "packages" && cwd !== undefined && fillsVendorOnly(request, cwd, at))
      outputs.push({ path: `${cwd}/vendor`, at, own: true, kind: "folder" });
    else if ((command === "changes" || command === "packages") && cwd !== undefined) {
      changes.push({ path: cwd, at });
      outputs.push({ path: cwd, at, own: true, kind: "folder" });
    }
  }
  const image = file.text.slice(base.span.start, base.span.end);
  const build: ProgramBuild = {
    ecosystem: "php",
    outputs,
    changes,
    linkage: facts.libc === "musl" ? "musl" : "glibc",
    cxx: false,
    sourceRoot: stage.workdir().value ?? "/",
    isBuildVariable: (name) =>
      /^(?:DEBIAN_FRONTEND|COMPOSER_\w+|CFLAGS|CXXFLAGS|LDFLAGS|MAKEFLAGS)$/.test(name),
    isSource: (path) => /(?:^|\/)(?:Dockerfile[^/]*|\.dockerignore)$/.test(path),
    isToolchainProgram: () => false,
    traced: steps.map(({ at }) => at),
    needs: {
      assets: [],
      imagePaths: [],
      opensMore: false,
      // Web servers drop root by themselves, and programs keep their caches and uploads among the sources.
      writes: true,
      certificates: false,
      timeZones: false,
      users: false,
      temporaryFolder: false,
      programs: [],
      unseenLibraries: true,
    },
    typicalBytes: undefined,
    carries: "sources",
    provides: (program) => /^(?:php|php-fpm|apache2-foreground|docker-php-entrypoint)$/.test(program),
    runtimes: () => [{ ...imageOf("same", base.reference), image }],
    isBuildPackage: (name) => inPhp.test(name),
    setUp: "repeated-on-same",
    ...(inherited
      ? {
          start: {
            lines: [],
            why: `The runtime image starts \`${facts.cmd?.[0] ?? ""}\` by itself, as before`,
            runs: "program",
          },
        }
      : {}),
  };
  const assumptions = steps.some(({ command }) => command === "extension")
    ? [
        {
          message:
            "The extensions are copied into the same image, which has the PHP that they were built for",
        },
      ]
    : [];
  return planProgram(request, build, { edits: [], assumptions });
}

/** Composer's own scripts may write anywhere in the project; without any, `vendor` is all that it fills. */
function fillsVendorOnly({ file, stage }: SplitRequest, cwd: string, at: Span): boolean {
  if (file.text.slice(at.start, at.end).includes("--no-scripts")) return true;
  const manifest = new ManifestFolder(file, stage, cwd).text("composer.json");
  return (
    typeof manifest === "string" &&
    !/"(?:scripts|vendor-dir|bin-dir|installer-paths|type)"\s*:/.test(manifest)
  );
}
