// unused-user: the image creates a user that nothing runs as.

import { type RunCommand, stageCommands } from "../model/commands.ts";
import { switchesUser } from "../model/root-programs.ts";
import { createdUserOf, isRoot } from "../model/users.ts";
import { defineRule } from "./rule.ts";

const messages = {
  unused: (user: string) =>
    `The user \`${user}\` is created and nothing switches to it, so the program runs as root all the same`,
};

/** Users that servers switch to by their own configuration. */
const serverUsers = new Set(
  "www-data nginx apache httpd http mysql postgres redis memcache nobody daemon sshd ftp mail git".split(" "),
);

export const unusedUser = defineRule({
  name: "unused-user",
  category: "security",
  severity: "hint",
  since: "0.1.0",
  sources: ["tally:user-created-but-never-used"],
  reads: [],
  docs: {
    summary: "The shipped image creates a user and never switches to it.",
    why: "A user that is created for the program changes nothing by itself: without `USER`, or a start script that switches, the program runs as root. It is silent where anything in the file names the user again: as an owner, in a command, in a configuration.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN useradd --system runner
COPY app /srv/app
CMD ["/srv/app"]
`,
        good: `FROM debian:bookworm-slim
RUN useradd --system runner
COPY app /srv/app
USER runner
CMD ["/srv/app"]
`,
      },
    ],
    whenNotToUse: "Where whatever starts the container names the user.",
  },
  check({ dockerfile, text }, report) {
    const stage = dockerfile.final;
    if (stage === undefined || (stage.cmd?.by === undefined && stage.entrypoint?.by === undefined)) return;
    const { value } = stage.user();
    if (value === undefined || !isRoot(value) || dockerfile.isDevelopment(stage)) return;
    let counts: ReadonlyMap<string, number> | undefined;
    for (const each of dockerfile.shipped) {
      for (const run of stageCommands(each)) {
        const created = createdUserOf(run);
        if (created === undefined || serverUsers.has(created.name)) continue;
        if (switchesUser(text)) return;
        counts ??= wordCounts(text);
        const { start, end } = run.command.span;
        const ours = wordCounts(text.slice(start, end));
        // Every mention of the name, and of its number, is in the command that creates it.
        const isElsewhere = (word: string): boolean => (counts?.get(word) ?? 0) > (ours.get(word) ?? 0);
        if (![created.name, ...numbersOf(run)].some(isElsewhere))
          report(created.span, { message: messages.unused(created.name) });
      }
    }
  },
});

/** The number that the command gives the user. */
function numbersOf({ args }: RunCommand): readonly string[] {
  const at = args.findIndex(({ value }) => /^(?:-u|--uid)(?:=|$)/.test(value));
  const word = args[at];
  const number = word?.value.includes("=") === true ? word.value.split("=")[1] : args[at + 1]?.value;
  return at !== -1 && number !== undefined && /^[1-9]\d{2,}$/.test(number) ? [number] : [];
}

/** How often each word is in a text. */
function wordCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\w-]+(?:\.[\w-]+)*/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
