// RUN instructions that the runtime stage of a Node.js server runs as well: users, folders of theirs, global programs.

import { type RunCommand, runCommands } from "../model/commands.ts";
import { startCommand } from "../split/start-command.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { packageOfProgram } from "./data/node-packages.ts";
import { installedGlobally } from "./node-install.ts";
import type { NodeServer } from "./node-server.ts";

export type RepeatedRuns =
  | {
      readonly kind: "repeated";
      readonly instructions: ReadonlySet<Instruction>;
      /** Programs that they install. */
      readonly programs: ReadonlySet<string>;
      /** What the runtime stage's copies of them have that the builder's have not. */
      readonly edits: readonly TextEdit[];
      /** Why the program has to start as root, as a sentence. */
      readonly rootBecause: string | undefined;
    }
  | { readonly kind: "declined"; readonly message: string; readonly at: Span };

const setUp = new Set([
  "mkdir",
  "chown",
  "chmod",
  "groupadd",
  "useradd",
  "addgroup",
  "adduser",
  "usermod",
  "set",
]);

/** The instructions to repeat, or why what starts can't be brought along. */
export function repeatedRuns(server: NodeServer): RepeatedRuns {
  const { stage } = server.request;
  const instructions = new Set<Instruction>();
  const programs = new Set<string>();
  const edits: TextEdit[] = [];
  const started = startedPrograms(server);
  let rootBecause: string | undefined;
  const firstCopy = stage.instructions.findIndex(({ keyword }) => keyword === "COPY" || keyword === "ADD");
  for (const [at, instruction] of stage.instructions.entries()) {
    if (instruction.keyword !== "RUN") continue;
    const commands = runCommands(stage, instruction);
    if (commands.length === 0) continue;
    if (
      (firstCopy === -1 || at < firstCopy) &&
      commands.every((run) => setUp.has(run.program)) &&
      setsUp(server, commands)
    ) {
      instructions.add(instruction);
      continue;
    }
    const globals = commands.filter((run) => installed(run).length > 0);
    const wanted = globals.flatMap((run) =>
      installed(run).filter((name) =>
        started.some((program) => name === program || name === packageOfProgram(program)),
      ),
    );
    if (wanted.length === 0) continue;
    if (!commands.every((run) => installed(run).length > 0 || isCleaning(run)))
      return {
        kind: "declined",
        message: `\`${wanted[0]}\` is started, and the command that installs it does more`,
        at: instruction.textSpan,
      };
    instructions.add(instruction);
    edits.push(...globals.flatMap((run) => pinnedManager(server, run)));
    for (const program of started)
      if (wanted.some((name) => name === program || name === packageOfProgram(program)))
        programs.add(program);
    if (commands.some((run) => run.program === "corepack"))
      rootBecause =
        "The user stays root, because corepack keeps its package managers in the home folder of root";
  }
  return { kind: "repeated", instructions, programs, edits, rootBecause };
}

/**
 * pnpm of another version than package.json asks for fetches that one into the home folder of whoever runs it: what the
 * builder's root has fetched, the user of the runtime stage would fetch again at each start.
 */
function pinnedManager({ project, folder }: NodeServer, run: RunCommand): readonly TextEdit[] {
  const version = /^pnpm@(\d+\.\d+\.\d+)(?:\+|$)/.exec(project.manifest(folder)?.packageManager ?? "")?.[1];
  const named =
    run.program === "npm" ? run.args.find(({ raw }) => /^pnpm(?:@[\w.^~-]+)?$/.test(raw)) : undefined;
  return version === undefined || named === undefined || named.raw === `pnpm@${version}`
    ? []
    : [replacement(named.span, `pnpm@${version}`)];
}

/** Programs that the start command names, and those that its scripts come down to. */
function startedPrograms(server: NodeServer): readonly string[] {
  const { request, start, project, folder } = server;
  const answer = startCommand(request.stage);
  const named = answer.kind === "start" ? answer.start.programs : [];
  const commands = start.start.kind === "program" || start.start.kind === "other" ? start.start.commands : [];
  const { dependencies } = project.manifest(folder) ?? { dependencies: undefined };
  // What the project itself depends on is in its own `node_modules`.
  const own = new Set(Object.values(dependencies ?? {}).flatMap((each) => Object.keys(each)));
  const yarn = server.install?.manager === "berry" ? [] : ["yarn"];
  return [...named, ...commands.map(({ program }) => program)].filter(
    (name) => !own.has(packageOfProgram(name)) && !yarn.includes(name),
  );
}

/** Makes the user that the image runs as, or gives that user a folder. */
function setsUp({ request }: NodeServer, commands: readonly RunCommand[]): boolean {
  const { stage } = request;
  const user = stage.user().value?.split(":")[0];
  if (user === undefined || user === "root" || user === "0") return false;
  const debian = stage.imageFacts?.distribution === "debian";
  return commands.some((run) => {
    const words = run.args.map((word) => word.value);
    // Debian's slim images have `useradd`; `adduser` is a package of its own there.
    if (/^(?:useradd|adduser)$/.test(run.program))
      return (
        words.includes(user) &&
        !(debian && commands.some(({ program }) => /^(?:adduser|addgroup)$/.test(program)))
      );
    return run.program === "chown" && words.some((word) => word === user || word.startsWith(`${user}:`));
  });
}

/** What a command installs for every user; corepack counts for the managers that it brings. */
function installed(run: RunCommand): readonly string[] {
  return run.program === "corepack" ? ["pnpm", "yarn"] : installedGlobally(run);
}

function isCleaning(run: RunCommand): boolean {
  return run.program === "npm" && run.args[0]?.value === "cache";
}
