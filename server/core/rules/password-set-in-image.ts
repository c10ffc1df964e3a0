// password-set-in-image: a user of the image gets a password that everyone with the image has.

import type { RunCommand } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  set: () => "This sets a password that is the same in every container and readable in the image's history",
  empty: () => "This gives a user an empty password, so whoever reaches a login is in",
};

export const passwordSetInImage = defineRule({
  name: "password-set-in-image",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: ["checkov:CKV2_DOCKER_17", "dockle:DKL-LI-0001"],
  reads: [],
  docs: {
    summary: "A `RUN` sets a user's password.",
    why: "The password stands in the file, in the image's history and, hashed, in `/etc/shadow` of every container. A container needs no logins: `docker exec` opens a shell, and a program switches users without one. Only what ships is judged.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN useradd app && echo "app:secret" | chpasswd
`,
        good: `FROM debian:bookworm-slim
RUN useradd app
`,
      },
    ],
    whenNotToUse: "In images of test systems that are logged in to, where the password is no secret.",
  },
  check({ dockerfile, text }, report) {
    for (const run of commandsOf(dockerfile, "chpasswd", "passwd", "useradd", "usermod")) {
      const stage = dockerfile.stageOf(run.instruction);
      if (stage === undefined || !dockerfile.shipped.includes(stage)) continue;
      // A password that the build makes up is in no file and in no other image.
      const { span } = run.instruction;
      if (/\/dev\/u?random|openssl rand|pwgen|uuidgen/.test(text.slice(span.start, span.end))) continue;
      const message = judge(run);
      if (message !== undefined) report(run.command.programSpan, { message });
    }
  },
});

function judge({ program, args, command }: RunCommand): string | undefined {
  const words = args.map(({ value }) => value);
  switch (program) {
    case "chpasswd":
      return messages.set();
    case "passwd":
      if (words.some((word) => word === "-d" || word === "--delete")) return messages.empty();
      return command.joined === "|" ||
        words.includes("--stdin") ||
        command.redirects.some(({ operator }) => operator.startsWith("<"))
        ? messages.set()
        : undefined;
    default: {
      const at = words.findIndex((word) => /^(?:-[a-zA-Z]*p|--password(?:=.*)?)$/.test(word));
      if (at === -1) return undefined;
      const value =
        words[at]?.startsWith("--password=") === true
          ? words[at]?.slice("--password=".length)
          : words[at + 1];
      // A lone `*` or `!` locks the account.
      if (value === undefined || /^[*!x]+$/.test(value)) return undefined;
      return value === "" ? messages.empty() : messages.set();
    }
  }
}
