// useradd-sparse-log: useradd with a high number writes a huge sparse file into the layer.

import { argumentValue } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { addedWords } from "../model/run-edits.ts";
import { shippedStages } from "../model/shipping.ts";
import { quoted, safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  sparse: (id: string) =>
    `\`useradd\` writes an entry for the number ${id} into /var/log/lastlog and /var/log/faillog, which makes these files huge in the layer`,
};

/** Numbers with more digits than this make the files larger than the rest of an image. */
const mostDigits = 5;

export const useraddSparseLog = defineRule({
  name: "useradd-sparse-log",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: ["hadolint:DL3046"],
  reads: [],
  docs: {
    summary: "`useradd` with a high user number and without `--no-log-init`.",
    why: `The files \`/var/log/lastlog\` and \`/var/log/faillog\` have a place for every user number, so an entry for a high one makes them gigabytes long. On disk they are sparse, but a layer holds their full length: builds take long or fail, and the image grows.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
RUN useradd --uid 1000660000 app
USER app
CMD ["sleep", "1"]
`,
        good: `FROM debian:trixie-slim
RUN useradd --no-log-init --uid 1000660000 app
USER app
CMD ["sleep", "1"]
`,
      },
    ],
    whenNotToUse: "There is no reason to keep it.",
    fixSafety: "The fix adds `--no-log-init`. It is safe: nothing in a container reads these files.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const run of commandsOf(dockerfile, "useradd")) {
      const stage = dockerfile.stageOf(run.instruction);
      if (stage === undefined || !shippedStages(dockerfile).includes(stage)) continue;
      const words = run.args.map(({ value }) => value);
      if (words.some((word) => word === "--no-log-init" || /^-[a-zA-Z]*l/.test(word))) continue;
      const at = words.findIndex((word) => /^(?:--uid(?:=.*)?|-[a-zA-Z]*u)$/.test(word));
      const option = run.args[at];
      if (option === undefined) continue;
      const place = option.value.includes("=") ? option : run.args[at + 1];
      const id = place === undefined ? undefined : argumentValue(run, place)?.replace(/^--uid=/, "");
      if (place === undefined || id === undefined || !/^\d+$/.test(id) || id.length <= mostDigits) continue;
      report(place.span, { message: messages.sparse(quoted(id)) }, () => [
        safeFix("Add `--no-log-init`", addedWords(run, run.command.programSpan, "--no-log-init")),
      ]);
    }
  },
});
