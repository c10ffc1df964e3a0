// wget-and-curl: a stage downloads with both programs.

import { stageCommands } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  both: (second: string, first: string) =>
    `\`${second}\` does here what \`${first}\` does elsewhere in the image, which has to carry both`,
};

export const wgetAndCurl = defineRule({
  name: "wget-and-curl",
  category: "lean",
  severity: "hint",
  since: "0.1.0",
  sources: ["hadolint:DL4001", "trivy:DS-0014", "semgrep:use-either-wget-or-curl"],
  reads: [],
  docs: {
    summary: "The shipped image downloads with `wget` and with `curl`.",
    why: "Both do the same, and each brings its own libraries: one of them is enough. Only the shipped image is judged; in a builder it makes no difference.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl wget && rm -rf /var/lib/apt/lists/*
RUN curl -fsSLO https://example.com/a.txt
RUN wget -q https://example.com/b.txt
`,
        good: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
RUN curl -fsSLO https://example.com/a.txt
RUN curl -fsSLO https://example.com/b.txt
`,
      },
    ],
    whenNotToUse: "Where the base image has both anyway.",
  },
  check({ dockerfile }, report) {
    if (commandsOf(dockerfile, "wget").length === 0 || commandsOf(dockerfile, "curl").length === 0) return;
    const commands = [...dockerfile.shipped].reverse().flatMap((stage) => stageCommands(stage));
    const first = commands.find(({ program }) => program === "wget" || program === "curl");
    const second = commands.find(
      ({ program }) => program !== first?.program && (program === "wget" || program === "curl"),
    );
    if (first === undefined || second === undefined) return;
    report(second.command.programSpan, {
      message: messages.both(second.program, first.program),
      related: [{ span: first.command.programSpan, message: `\`${first.program}\` is used here` }],
    });
  },
});
