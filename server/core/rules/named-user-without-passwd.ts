// named-user-without-passwd: a user is named that no /etc/passwd of the image knows.

import { imageKnowsUser } from "../images/known-users.ts";
import { type RunCommand, stageCommands } from "../model/commands.ts";
import { mayFillFolder } from "../model/copied-trees.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { packageCommand } from "../model/packages.ts";
import { runSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { mayDoAnything } from "../model/stage-programs.ts";
import { createdUsers, userCreation } from "../model/users.ts";
import { insertedBefore, spelledKeyword } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  start: (user: string, image: string) =>
    `${image} knows no user ${user} and nothing here creates it, so the container does not start`,
  copy: (user: string, image: string) =>
    `${image} knows no user ${user} and nothing before this creates it, so the build fails`,
};

export const namedUserWithoutPasswd = defineRule({
  name: "named-user-without-passwd",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: ["tally:named-identity-in-passwdless-stage"],
  reads: [],
  docs: {
    summary: "USER or `--chown` names a user that the image does not have.",
    why: `A name is looked up in the image's own \`/etc/passwd\`. \`scratch\` has none, and a user that the builder created is not in the stage that ships. The container then stops with "unable to find user", and a \`COPY --chown\` breaks the build. A number needs no entry.

It is silent for images whose users are not known, and where packages, scripts or copied files may bring the user.`,
    examples: [
      {
        bad: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server . && useradd app

FROM scratch
COPY --from=build /server /server
USER app
CMD ["/server"]
`,
        good: `FROM golang:1.25 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /server . && useradd app

FROM scratch
COPY --from=build /server /server
USER 65532:65532
CMD ["/server"]
`,
      },
    ],
    whenNotToUse: "Where `/etc/passwd` is mounted into the container.",
    fixSafety:
      "The fix names the user by number in images without a shell, and creates the user before its first use in others. It is safe: as it is the container does not start, or the build fails.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    for (const stage of dockerfile.stages) {
      const shipped = shippedStages(dockerfile).includes(stage);
      for (const instruction of stage.instructions) {
        const named = namedUser(stage, instruction);
        if (named === undefined || isKnown(dockerfile, stage, instruction, named.user)) continue;
        const isUser = instruction.keyword === "USER";
        // A builder's USER only matters where something runs behind it.
        if (isUser && !shipped && !runsBehind(stage, instruction)) continue;
        const root = stage.rootBase;
        const image = root.kind === "image" ? quoted(root.reference.text) : "An image from `scratch`";
        const runs = isUser && runsBehind(stage, instruction);
        report(
          named.span,
          {
            message: (isUser && !runs ? messages.start : messages.copy)(quoted(named.user), image),
            severity: runSeverity(dockerfile, stage, "error"),
          },
          () => {
            const hasShell = root.kind !== "scratch" && stage.imageFacts?.hasShell !== false;
            if (!hasShell)
              return [safeFix("Name the user by the number 65532", replacement(named.span, "65532:65532"))];
            const creation =
              stage.imageFacts === undefined || (named.group ?? named.user) !== named.user
                ? undefined
                : userCreation(stage.imageFacts, named.user, undefined);
            const first = firstUse(stage, named.user);
            if (
              creation === undefined ||
              first === undefined ||
              text.slice(named.span.start, named.span.end).includes("$")
            )
              return [];
            return [
              safeFix(
                `Create the user \`${named.user}\``,
                insertedBefore(dockerfile, first, [
                  `${spelledKeyword(dockerfile, "RUN")} ${creation.command}`,
                ]),
              ),
            ];
          },
        );
        break;
      }
    }
  },
});

interface NamedUser {
  readonly user: string;
  readonly group: string | undefined;
  readonly span: Instruction["args"];
}

function namedUser(stage: Stage, instruction: Instruction): NamedUser | undefined {
  const flag =
    instruction.keyword === "COPY" || instruction.keyword === "ADD" ? instruction.flag("chown") : undefined;
  const span = instruction.keyword === "USER" ? instruction.args : flag?.valueSpan;
  if (span === undefined || span.start >= span.end) return undefined;
  const value = stage.expand(flag?.value ?? instruction.argsText, instruction);
  const [user = "", group] = (value ?? "").split(":");
  return /^[A-Za-z_][\w.-]*$/.test(user) ? { user, group, span } : undefined;
}

/** True unless it is sure that neither the image nor the file has the user. */
function isKnown(dockerfile: Dockerfile, stage: Stage, at: Instruction, user: string): boolean {
  const facts = stage.imageFacts;
  if (user === "root") return true;
  if (stage.rootBase.kind !== "scratch" && (facts === undefined || imageKnowsUser(facts, user) !== false))
    return true;
  if (createdUsers(stage).has(user)) return true;
  return stage.chain.some((each) =>
    each.instructions.some((one) => {
      if (one === at) return false;
      if (one.keyword === "COPY" || one.keyword === "ADD") return mayBringUsers(dockerfile, one);
      return one.keyword === "RUN" && namesUser(each, one, user);
    }),
  );
}

function mayBringUsers(dockerfile: Dockerfile, instruction: Instruction): boolean {
  return instruction.text.includes("passwd") || mayFillFolder(dockerfile, instruction, "/etc");
}

const makesUsers = /\b(?:useradd|adduser|newusers|passwd|usermod|groupmod|vipw|nss_wrapper|fixuid)\b/;

/** True for a RUN that may create the user: it names it, runs a script, or installs packages that may. */
function namesUser(stage: Stage, instruction: Instruction, user: string): boolean {
  const { text } = instruction;
  if (makesUsers.test(text) && (text.includes(user) || text.includes("$"))) return true;
  if (instruction.heredocs.length > 0 || instruction.script?.broken === true) return true;
  return stageCommands(stage).some((run) => {
    if (run.instruction !== instruction) return false;
    const command = packageCommand(run);
    if (command === undefined) return mayDoAnything(run) || actsFor(run, user);
    return (
      command.action === "install" &&
      command.packages.some(
        (word) =>
          word.dynamic ||
          word.value.includes(user) ||
          // `debian-tor` comes with `tor`.
          (word.value.length > 2 && user.includes(word.value)) ||
          (user.length > 3 && word.value.includes(user.slice(0, 4))),
      )
    );
  });
}

/** Commands that fail where the user they name is not there: as it builds, something has created it. */
function actsFor({ program, args }: RunCommand, user: string): boolean {
  return (
    /^(?:chown|su|sudo|gosu|su-exec|runuser|setpriv|id|usermod|install|setfacl)$/.test(program) &&
    args.some(({ value }) => value === user || value.startsWith(`${user}:`) || value.startsWith(`${user}.`))
  );
}

function runsBehind(stage: Stage, instruction: Instruction): boolean {
  const from = stage.positionOf(instruction);
  return stage.instructions.some(({ keyword }, position) => position > from && keyword === "RUN");
}

function firstUse(stage: Stage, user: string): Instruction | undefined {
  return stage.instructions.find((instruction) => namedUser(stage, instruction)?.user === user);
}
