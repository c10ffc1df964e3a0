// end-of-life-base-image: the shipped image is built on a branch that gets no security fixes any more.

import { endedBranch, supportedTags } from "../images/end-of-life.ts";
import { removalOf } from "../images/removed.ts";
import { runSeverity } from "../model/shipping.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  ended: (image: string, branch: string, date: string) =>
    `${image} is ${branch}, which gets no security fixes since ${date}, so holes that are found in it stay in the image`,
};

export const endOfLifeBaseImage = defineRule({
  name: "end-of-life-base-image",
  category: "runtime",
  severity: "warning",
  since: "0.1.0",
  sources: ["tally:ruby/eol-ruby-version"],
  reads: [],
  docs: {
    summary:
      "The shipped image is built on a branch of a distribution or language that gets no security fixes.",
    why: `What is published as a flaw of such a branch is known to everyone and stays open in every image that is built on it. The package index of a distribution that has ended is moved away sooner or later, and then the build breaks too.

The dates are a table in the extension, taken from [endoflife.date](https://endoflife.date); they are compared with today's date. For Debian the end of its free long-term support counts. Only the base of the shipped image is judged, and only where the tag names the branch.`,
    examples: [
      {
        bad: `FROM python:3.7-slim
COPY app.py /app.py
USER nobody
CMD ["python", "/app.py"]
`,
        good: `FROM python:3.13-slim
COPY app.py /app.py
USER nobody
CMD ["python", "/app.py"]
`,
      },
    ],
    fixSafety:
      "The fixes name branches that get fixes for half a year at least: the one with the least change, then the newest. They are unsafe, because the program, and what the build installs, may need changes for another branch. They are there for Debian, Ubuntu, Alpine, Node.js, Python, Ruby and PHP; databases keep their data in the form of their branch.",
    whenNotToUse:
      "Where somebody else provides fixes for the branch (Ubuntu Pro, a vendor's extended support), or where the image is meant to reproduce an old system.",
  },
  check(file, report) {
    const stage = file.dockerfile.final;
    const base = stage?.rootBase;
    const facts = stage?.imageFacts;
    if (stage === undefined || base?.kind !== "image" || facts === undefined) return;
    const ended = endedBranch(facts, file.today);
    const { reference } = base;
    // What is not there any more is said by another rule.
    if (ended === undefined || removalOf(reference, file.today) !== undefined) return;
    report(
      base.span,
      {
        message: messages.ended(quoted(reference.text), ended.branch, ended.date),
        severity: runSeverity(file.dockerfile, stage, "warning"),
      },
      () => {
        const { tag, tagStart } = reference;
        const isWritten = file.text.slice(base.span.start, base.span.end) === reference.text;
        if (tag === undefined || tagStart === undefined || reference.digest !== undefined || !isWritten)
          return [];
        return supportedTags(facts, tag, file.today).map((other) =>
          unsafeFix(
            `Use \`${reference.name}:${other}\``,
            "The program, and what the build installs, may need changes for another branch",
            replacement({ start: base.span.start + tagStart, end: base.span.end }, other),
          ),
        );
      },
    );
  },
});
