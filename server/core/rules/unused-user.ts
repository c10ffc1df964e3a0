// unused-user: the image creates a user that nothing runs as.

import { stageCommands } from "../model/commands.ts";
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
        counts ??= switchesUser(text) ? new Map() : wordCounts(text);
        const { start, end } = run.command.span;
        const own = wordCounts(text.slice(start, end)).get(created.name);
        // Every mention is in the command that creates it.
        if (own !== undefined && counts.get(created.name) === own)
          report(created.span, { message: messages.unused(created.name) });
      }
    }
  },
});

/** How often each word is in a text. */
function wordCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\w-]+(?:\.[\w-]+)*/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
