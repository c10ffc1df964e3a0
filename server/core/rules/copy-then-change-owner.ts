// copy-then-change-owner: files are copied, then a RUN changes their owner or mode, which stores them twice.

import type { Fix } from "../finding.ts";
import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import type { Copy } from "../model/dockerfile.ts";
import { baseName, resolvePath } from "../model/paths.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import { quoted, safeFix, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  twice: (command: string, path: string, flag: string) =>
    `${command} stores ${path} a second time, because a changed file is a new one in the layer; COPY can set it itself with ${flag}`,
};

export const copyThenChangeOwner = defineRule({
  name: "copy-then-change-owner",
  category: "lean",
  severity: "info",
  since: "0.1.0",
  sources: ["tally:prefer-copy-chmod"],
  reads: [],
  docs: {
    summary: "A RUN changes the owner or mode of what the COPY right before it has copied.",
    why: `A layer holds whole files. \`chown\` and \`chmod\` change nothing but a few bytes of what describes a file, yet the layer of that RUN holds each changed file again: the image grows by the size of what was copied. \`COPY --chown\` and, with BuildKit, \`COPY --chmod\` set both at once.`,
    examples: [
      {
        bad: `FROM node:22-slim
WORKDIR /app
COPY server.js /app/server.js
RUN chown node:node /app/server.js
USER node
CMD ["node", "/app/server.js"]
`,
        good: `FROM node:22-slim
WORKDIR /app
COPY --chown=node:node server.js /app/server.js
USER node
CMD ["node", "/app/server.js"]
`,
      },
    ],
    whenNotToUse: "Where the files are so small that it does not matter.",
    fixSafety:
      "The fix gives COPY the owner or mode and removes the command. It is safe for single files, and unsafe for folders: `COPY --chown` leaves a folder that is there already, and what else it holds, to its owner. `--chmod` is only written where the file needs BuildKit already.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const stage of shippedStages(dockerfile)) {
      stage.instructions.forEach((instruction, position) => {
        const before = stage.instructions[position - 1];
        if (instruction.keyword !== "RUN" || (before?.keyword !== "COPY" && before?.keyword !== "ADD"))
          return;
        if (!/\bch(?:own|mod)\b/.test(instruction.argsText)) return;
        const copy = dockerfile.copy(before);
        const [run, ...others] = runCommands(stage, instruction);
        if (copy?.target === undefined || run === undefined || before.heredocs.length > 0) return;
        const change = changeOf(run, copy);
        if (change === undefined || before.flag(change.flag) !== undefined) return;
        const user = stage.user(instruction).value;
        if (user !== undefined && user !== "root" && user !== "0") return;
        report(
          run.command.span,
          {
            message: messages.twice(quoted(run.program), quoted(change.path), quoted(`--${change.flag}`)),
            related: [{ span: before.textSpan, message: "It is copied here" }],
            // A single script weighs nothing worth a word above a hint.
            severity: leanSeverity(dockerfile, change.what === "file" ? "hint" : "info"),
          },
          () => fixes(file, copy, change, instruction, run, others[0]),
        );
      });
    }
  },
});

interface Change {
  readonly flag: "chown" | "chmod";
  /** As the flag names it. */
  readonly value: string;
  readonly path: string;
  readonly what: "file" | "folder";
}

/** A `chown` or `chmod` of exactly what was copied. */
function changeOf(run: RunCommand, copy: Copy): Change | undefined {
  if (run.program !== "chown" && run.program !== "chmod") return undefined;
  const words = run.args.filter(({ value }) => !/^-[A-Za-z]+$|^--/.test(value));
  const [what, place, ...more] = words;
  if (what === undefined || place === undefined || more.length > 0 || run.cwd === undefined) return undefined;
  const value = argumentValue(run, what);
  const named = argumentValue(run, place);
  if (value === undefined || named === undefined) return undefined;
  const path = resolvePath(run.cwd, named);
  const target = copy.target ?? "/";
  const [only] = copy.sources;
  const file =
    copy.sources.length === 1 && only !== undefined ? resolvePath(target, baseName(only.text)) : undefined;
  const recursive = run.args.some(({ value: word }) => /^-[a-zA-Z]*R|^--recursive$/.test(word));
  if (path !== target && path !== file) return undefined;
  if (!recursive && /\/$|^\.$/.test(only?.text ?? "")) return undefined;
  const flag = run.program === "chown" ? "chown" : "chmod";
  const isFile = !recursive && only !== undefined && /[\w-]\.\w+$|^[^./*]+$|\/[\w-]+$/.test(only.text);
  const given = flag === "chown" ? ownerOf(value) : modeOf(value);
  if (!isFile && !recursive) return undefined;
  return given === undefined ? undefined : { flag, value: given, path, what: isFile ? "file" : "folder" };
}

/**
 * What `--chown` takes for the owner that `chown` is given. A user alone keeps the group, which is root's in what COPY
 * brings; a user and a colon take the user's own group, which `--chown` knows by the user's name alone.
 */
function ownerOf(owner: string): string | undefined {
  // The dot is the old sign between user and group.
  const found = /^([\w-]+)(?:([:.])([\w-]*))?$/.exec(owner);
  const [, user = "", sign, group = ""] = found ?? [];
  if (found === null) return undefined;
  if (sign === undefined) return `${user}:root`;
  return group === "" ? user : `${user}:${group}`;
}

/** The number that `--chmod` takes; files come with 644, so `+x` makes 755 of it. */
function modeOf(mode: string): string | undefined {
  if (/^0?[0-7]{3}$/.test(mode)) return mode;
  return /^(?:a|ugo)?\+(?:r?x)$/.test(mode) ? "755" : undefined;
}

function fixes(
  file: RuleFile,
  copy: Copy,
  change: Change,
  instruction: Instruction,
  run: RunCommand,
  next: RunCommand | undefined,
): readonly Fix[] {
  if (change.flag === "chmod" && (!file.buildkit || change.what === "folder")) return [];
  if (instruction.comments.length > 0 || instruction.heredocs.length > 0 || instruction.flags.length > 0)
    return [];
  const { nodes } = file.dockerfile.syntax;
  const above = nodes[nodes.indexOf(instruction) - 1];
  let removed: TextEdit;
  if (next === undefined) {
    // A comment above is about the command that goes.
    if (above?.kind === "comment") return [];
    removed = replacement(instruction.span, "");
  } else if (next.command.joined === "&&" && next.command.subshells.length === 0)
    removed = replacement({ start: run.command.span.start, end: next.command.span.start }, "");
  else return [];
  const edits = [insertion(copy.instruction.keywordSpan.end, ` --${change.flag}=${change.value}`), removed];
  const title = `Let ${copy.instruction.keyword} set it with \`--${change.flag}\``;
  return change.what === "file"
    ? [safeFix(title, ...edits)]
    : [unsafeFix(title, "The folder itself and what it held before keep their owner", ...edits)];
}
