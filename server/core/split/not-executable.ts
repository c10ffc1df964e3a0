// Files of the build context that may not be executed, and that the image starts or the build runs all the same.

import { stageCommands } from "../model/commands.ts";
import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { isRoot } from "../model/users.ts";
import type { RuleFile } from "../rules/rule.ts";
import { insertion } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { contextMapOf } from "./context-map.ts";
import type { Note, Remedy } from "./plan.ts";

/** What gives the right, wherever it stands: which file it means is not looked at. */
const gives = /\bchmod\b|\binstall\s+-/;

/** True where a command or copy of the stage gives the right to something. */
function isGiven(stage: Stage): boolean {
  return stage.chain.some((each) =>
    each.instructions.some(({ keyword, text }) => /^(?:RUN|COPY|ADD)$/.test(keyword) && gives.test(text)),
  );
}

/**
 * The context path of the file that lies at an absolute image path, where it may not be executed and nothing changes
 * that; undefined otherwise, and where it isn't known.
 */
export function notExecutable(file: RuleFile, stage: Stage, path: string): string | undefined {
  return file.project.known && !isGiven(stage) ? withoutRight(file, stage, path) : undefined;
}

function withoutRight(file: RuleFile, stage: Stage, path: string): string | undefined {
  const source = contextMapOf(file.dockerfile, stage, file.project).toContext(path);
  const state = source === undefined ? undefined : file.project.file(source);
  return state?.kind === "text" && state.executable === false ? source : undefined;
}

export interface FailingCommand extends Note {
  readonly at: Span;
  /** The edit that gives the right first; undefined where another user than root runs the command, or no shell. */
  readonly remedy: Remedy | undefined;
}

/** The first command of the build that starts such a file; undefined where none is known to. */
export function failingCommand(file: RuleFile, stage: Stage): FailingCommand | undefined {
  if (!file.project.known || isGiven(stage)) return undefined;
  for (const { command, cwd, instruction } of stageCommands(stage)) {
    const { program } = command;
    if (!/^[\w./-]+$/.test(program) || !program.includes("/")) continue;
    if (!program.startsWith("/") && cwd === undefined) continue;
    const source = withoutRight(file, stage, resolvePath(cwd ?? "/", program));
    // What is tried may fail.
    if (source === undefined || command.conditional || instruction.text.includes("||")) continue;
    const mayChange = instruction.exec === undefined && isRoot(stage.user(instruction).value ?? "root");
    return {
      message: `\`${program}\` fails already: \`${source}\` may not be executed in the build context, and COPY keeps that`,
      at: command.programSpan,
      remedy: mayChange
        ? {
            title: `Let \`${program}\` be executed`,
            why: "The right is given in the image; `git update-index --chmod=+x` gives it to the file itself",
            edits: [insertion(command.span.start, `chmod +x ${program} && `)],
          }
        : undefined,
    };
  }
  return undefined;
}
