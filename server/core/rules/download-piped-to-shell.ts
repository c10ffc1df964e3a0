// download-piped-to-shell: a script is run as it comes from the network.

import { type RunCommand, runCommands } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  secure: (shell: string) =>
    `\`${shell}\` runs whatever the server sends today, cut off in the middle too, and no build shows what it was`,
  plain: (shell: string) =>
    `\`${shell}\` runs what comes over plain HTTP, so everyone between here and the server decides what it is`,
};

const shells = ["sh", "bash", "ash", "dash", "zsh", "python", "python3", "perl", "ruby", "node", "php"];

export const downloadPipedToShell = defineRule({
  name: "download-piped-to-shell",
  category: "security",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A script is downloaded and run in one go.",
    why: "`curl ... | sh` runs what the server sends at that moment. Nothing is kept to look at, a connection that breaks off leaves half a script run, and the same file builds another image tomorrow. Download it, compare its checksum, then run it; or take the package of the distribution, or copy the program from the publisher's image. Over plain HTTP anyone in between can put in what they like: that is a warning.",
    examples: [
      {
        bad: `FROM debian:bookworm
RUN curl -fsSL https://example.com/install.sh | sh
`,
        good: `FROM debian:bookworm
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/install.sh /tmp/
RUN sh /tmp/install.sh
`,
      },
    ],
    whenNotToUse: "Where the publisher offers no other way and is trusted with the image.",
  },
  check({ dockerfile, text }, report) {
    for (const run of commandsOf(dockerfile, ...shells)) {
      const stage = dockerfile.stageOf(run.instruction);
      if (stage === undefined) continue;
      const download =
        run.args.find(({ raw }) => /^<\((?:curl|wget)\s/.test(raw))?.span ??
        downloadFor(run, runCommands(stage, run.instruction))?.command.span;
      if (download === undefined) continue;
      const plain = /(?:^|["'\s])http:\/\//.test(text.slice(download.start, download.end));
      report(run.command.programSpan, {
        message: plain ? messages.plain(run.program) : messages.secure(run.program),
        ...(plain ? { severity: "warning" } : {}),
        related: [{ span: download, message: "This is what is downloaded" }],
      });
    }
  },
});

/** The download that a shell reads: by a pipe, or by `sh -c "$(curl ...)"`. */
function downloadFor(run: RunCommand, all: readonly RunCommand[]): RunCommand | undefined {
  if (run.command.joined === "|") {
    const at = all.indexOf(run);
    // The pipe may go through others: `curl | tee log | sh`.
    for (let before = at - 1; before >= 0; before--) {
      const other = all[before];
      if (other === undefined) return undefined;
      if (other.program === "curl" || other.program === "wget") return readsInput(run) ? other : undefined;
      if (other.command.joined !== "|") return undefined;
    }
    return undefined;
  }
  if (!run.args.some(({ raw }) => /\$\(|`/.test(raw))) return undefined;
  return all.find(
    (other) =>
      (other.program === "curl" || other.program === "wget") &&
      run.args.some(
        ({ span, raw }) =>
          span.start < other.command.span.start && other.command.span.end <= span.end && /\$\(|`/.test(raw),
      ) &&
      run.args.some(({ value }) => /^-[a-z]*[ce]$/.test(value)),
  );
}

/** True when the shell or interpreter has no script of its own to read. */
function readsInput(run: RunCommand): boolean {
  const words = run.args.map(({ value }) => value);
  if (words.some((word) => /^-(?:c|e|m)$/.test(word))) return false;
  const script = words.find((word) => !word.startsWith("-"));
  return (
    script === undefined ||
    words.includes("-s") ||
    words.includes("-") ||
    /^\/dev\/(?:stdin|fd\/0)$/.test(script)
  );
}
