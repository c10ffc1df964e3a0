// unused-suppression: a comment of ours silences nothing.

import { defineRule } from "./rule.ts";

export const unusedSuppression = defineRule({
  name: "unused-suppression",
  category: "style",
  severity: "hint",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A comment silences a rule that finds nothing there.",
    why: "An exception that outlives its reason hides the next finding. Only comments of this tool are judged (`# lean-dockerfile ignore=`, `ignore-file=`), and only for rules that are on and whose answer is known: what a rule reads of the build context has to be there. Comments for hadolint and BuildKit are theirs to judge.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
# lean-dockerfile ignore=maintainer the label comes later
RUN echo hello
`,
        good: `FROM debian:bookworm-slim
RUN echo hello
`,
      },
    ],
    whenNotToUse: "Where the comments are shared by files that differ.",
    fixSafety:
      "The fix removes the name, and the comment with its last one: that is what the comment was for. A misspelled name can be put right instead, which is unsafe: another rule may be meant.",
  },
  // What silenced something is known when all rules have run: the analysis reports it.
  check: () => {},
});
