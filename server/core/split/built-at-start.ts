// A start command that builds the program and then starts it, `go build -o app && ./app`: why it can't be split, and the
// edit that has the image built with it.

import type { Dockerfile } from "../model/dockerfile.ts";
import type { Stage } from "../model/stage.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { replacement } from "../text/edits.ts";
import { sliceOf } from "../text/span.ts";
import { type DeclinedSplit, declined } from "./plan.ts";

export interface BuiltAtStart {
  readonly ecosystem: string;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  /** True for a program and its arguments that build. */
  readonly builds: (program: string, args: readonly string[]) => boolean;
}

/** The answer for a start command in shell form that builds before it starts something; undefined for others. */
export function builtAtStart(question: BuiltAtStart): DeclinedSplit | undefined {
  const { dockerfile, stage, ecosystem } = question;
  const by = stage.entrypoint?.by ?? stage.cmd?.by;
  const commands = by?.script?.commands ?? [];
  const isBuild = ({ program, args }: ShellCommand): boolean =>
    question.builds(
      program,
      args.map((arg) => arg.value),
    );
  const first = commands.find(isBuild);
  if (by === undefined || first === undefined) return undefined;
  const said = [first.program, ...first.args.slice(0, 1).map((arg) => arg.value)].join(" ");
  const message = `The start command compiles: \`${said}\` needs the toolchain and the sources at run time`;
  const last = commands.at(-1);
  const before = commands.slice(0, -1);
  const brought = stage.instructions.some(
    (each) => /^(?:COPY|ADD)$/.test(each.keyword) && dockerfile.copy(each)?.origin.kind === "context",
  );
  const isSimple =
    brought &&
    last !== undefined &&
    last.joined === "&&" &&
    before.every((each, at) => isBuild(each) && !each.conditional && (at === 0 || each.joined === "&&")) &&
    commands.every(({ subshells }) => subshells.length === 0);
  if (!isSimple) return declined(ecosystem, message, by.textSpan);
  const { text } = dockerfile.syntax;
  const build = sliceOf(text, { start: before[0]?.span.start ?? 0, end: before.at(-1)?.span.end ?? 0 });
  return declined(ecosystem, message, by.textSpan, {
    title: `Run \`${said}\` when the image is built`,
    why: "The program is compiled when the image is built, so changed sources need a new build, and a folder that is mounted over it hides it",
    edits: [
      insertedBefore(dockerfile, by, [`${spelledKeyword(dockerfile, "RUN")} ${build}`]),
      replacement({ start: by.args.start, end: last.span.start }, ""),
    ],
  });
}
