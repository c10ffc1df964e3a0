// user-cannot-read: a non-root user is to run what lies under /root, which only root can enter.

import type { RelatedPlace } from "../finding.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { isWithin } from "../model/paths.ts";
import { runSeverity } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { createdUsers, isRoot } from "../model/users.ts";
import { startCommand } from "../split/start-command.ts";
import { replacement, type TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  copied: (path: string, user: string) =>
    `The image runs as ${user}, who can't enter \`/root\`, so what is copied to ${path} is not found when it starts`,
  installed: (command: string, user: string) =>
    `${command} as root puts the packages under \`/root\`, which ${user}, the user that the image runs as, can't enter`,
  started: (path: string, user: string) =>
    `The image runs as ${user}, who can't enter \`/root\`, so ${path} can't be started`,
};

export const userCannotRead = defineRule({
  name: "user-cannot-read",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "The image runs as a user who can't read what it starts, because that lies under `/root`.",
    why: `The folder \`/root\` is closed to everyone but root (mode 700). Packages that \`pip install --user\` put into \`/root/.local\`, and programs that installers put into root's home, are not there for a user that \`USER\` selects: the container stops with "permission denied" or "not found", though the same image works as root.`,
    examples: [
      {
        bad: `FROM python:3.13 AS build
COPY requirements.txt .
RUN pip install --user -r requirements.txt

FROM python:3.13-slim
RUN useradd --create-home app
COPY --from=build /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
COPY app.py /srv/app.py
USER app
CMD ["python", "/srv/app.py"]
`,
        good: `FROM python:3.13 AS build
COPY requirements.txt .
RUN pip install --user -r requirements.txt

FROM python:3.13-slim
RUN useradd --create-home app
COPY --from=build /root/.local /home/app/.local
ENV PATH=/home/app/.local/bin:$PATH
COPY app.py /srv/app.py
USER app
CMD ["python", "/srv/app.py"]
`,
      },
    ],
    whenNotToUse: "Where whatever starts the container opens `/root` or runs it as root.",
    fixSafety:
      "The fix copies what was in root's home into the home of the user that the file creates, and changes the variables that name it. It is unsafe, because the user's home may be another folder and scripts may hold the old path.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    const stage = dockerfile.final;
    if (stage === undefined || (!text.includes("/root") && !text.includes("--user"))) return;
    const user = stage.user().value;
    if (user === undefined || isRoot(user) || opensRoot(stage)) return;
    const severity = runSeverity(dockerfile, stage, "error");
    const name = quoted(user);
    const by = stage.user().by;
    const related: readonly RelatedPlace[] =
      by === undefined ? [] : [{ span: by.textSpan, message: "This is the user that the image runs as" }];
    const copied = copiedHome(dockerfile, stage);
    if (copied !== undefined && isUsed(stage, copied.target)) {
      report(
        copied.span,
        { message: messages.copied(quoted(copied.target), name), severity, related },
        () => {
          const home = createdUsers(stage).has(user) ? `/home/${user}` : undefined;
          const edits = home === undefined ? [] : movedHome(text, stage, home);
          return edits.length === 0
            ? []
            : [
                unsafeFix(
                  `Copy it into the home of \`${user}\``,
                  `The home of \`${user}\` is taken to be \`${home}\`, and scripts may name the old path`,
                  ...edits,
                ),
              ];
        },
      );
      return;
    }
    const installed = userInstall(stage);
    if (installed !== undefined) {
      report(installed.span, {
        message: messages.installed("`pip install --user`", name),
        severity,
        related,
      });
      return;
    }
    const answer = startCommand(stage);
    if (answer.kind !== "start" || answer.start.by === undefined) return;
    const { start } = answer;
    if (start.path !== undefined && isWithin("/root", start.path))
      report(start.runs[0].span ?? start.span, {
        message: messages.started(quoted(start.path), name),
        severity,
        related,
      });
  },
});

/** A command or copy changes the rights of /root, or its home is elsewhere. */
function opensRoot(stage: Stage): boolean {
  return stage.chain.some((each) =>
    each.instructions.some(
      ({ keyword, text }) =>
        keyword === "RUN" && /\b(?:chmod|chown|setfacl|usermod)\b[^&|;]*\/root\b/.test(text),
    ),
  );
}

function copiedHome(
  dockerfile: Dockerfile,
  stage: Stage,
): { readonly target: string; readonly span: Span } | undefined {
  for (const each of stage.chain)
    for (const instruction of each.instructions) {
      if (instruction.keyword !== "COPY" || !instruction.text.includes("/root")) continue;
      const copy = dockerfile.copy(instruction);
      if (copy?.target !== undefined && copy.target !== "/root" && isWithin("/root", copy.target))
        return { target: copy.target, span: copy.destination.span };
    }
  return undefined;
}

/** The variables or the start command name what lies there. */
function isUsed(stage: Stage, target: string): boolean {
  return stage.chain.some((each) =>
    each.instructions.some(
      ({ keyword, text }) =>
        (keyword === "ENV" || keyword === "CMD" || keyword === "ENTRYPOINT") && text.includes(target),
    ),
  );
}

function userInstall(stage: Stage): { readonly span: Span } | undefined {
  for (const each of stage.chain)
    for (const instruction of each.instructions) {
      if (instruction.keyword !== "RUN") continue;
      const match = /\bpip3?\s+install\b[^;&|]*?\s(--user)\b/.exec(instruction.text);
      if (match === null || !isRoot(each.user(instruction).value ?? "")) continue;
      if (/\bPYTHONUSERBASE\b/.test(instruction.text) || each.variable("PYTHONUSERBASE", instruction) != null)
        continue;
      // Another user installs into a home of its own.
      if (/\b(?:sudo|su|gosu|su-exec|runuser)\b/.test(instruction.text)) continue;
      // With another HOME the packages are elsewhere.
      if (typeof each.variable("HOME", instruction) === "string") continue;
      const end = instruction.textSpan.start + match.index + match[0].length;
      return { span: { start: end - "--user".length, end } };
    }
  return undefined;
}

function movedHome(text: string, stage: Stage, home: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { keyword, words, args } of stage.instructions) {
    if (keyword === "COPY") {
      const last = words.at(-1);
      if (last?.text.startsWith("/root/") === true && text.startsWith("/root/", last.span.start))
        edits.push(replacement({ start: last.span.start, end: last.span.start + 5 }, home));
    } else if (keyword === "ENV" || keyword === "CMD" || keyword === "ENTRYPOINT")
      for (const match of text.slice(args.start, args.end).matchAll(/\/root(?=\/)/g))
        edits.push(replacement({ start: args.start + match.index, end: args.start + match.index + 5 }, home));
  }
  return edits;
}
