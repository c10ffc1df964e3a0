// docker-socket-volume: the image asks for the engine's socket.

import type { Fix } from "../finding.ts";
import type { Dockerfile } from "../model/dockerfile.ts";
import { instructionsOf } from "../model/occurrences.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  socket: (path: string) =>
    `\`${path}\` is the engine's socket: whoever can write to it is root on the host, and a volume hides it behind an empty folder`,
};

export const dockerSocketVolume = defineRule({
  name: "docker-socket-volume",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: ["semgrep:dockerd-socket-mount"],
  reads: [],
  docs: {
    summary: "`VOLUME` names the socket of the container engine.",
    why: "The socket starts any container with any folder of the host in it: having it is being root there. As a `VOLUME` it is not even given, for the engine makes a folder of that name; it has to be mounted when the container starts, knowingly.",
    examples: [
      {
        bad: `FROM docker:27-cli
VOLUME /var/run/docker.sock
`,
        good: `FROM docker:27-cli
VOLUME /data
`,
      },
    ],
    whenNotToUse: "There is no reason to keep it.",
    fixSafety:
      "The fix takes the socket out of `VOLUME`, or the instruction where it names nothing else. It is unsafe, because the image's configuration no longer has the volume; whoever needs the socket mounts it all the same.",
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "VOLUME"))
      for (const { text, span } of instruction.words)
        if (/\/(?:docker|podman|containerd)\.sock["']?$/.test(text))
          report(span, { message: messages.socket(text.replace(/["']/g, "")) }, () =>
            removal(dockerfile, instruction, span),
          );
  },
});

/** Nothing where a JSON array names other volumes, or where a comment above would be about something else then. */
function removal(dockerfile: Dockerfile, instruction: Instruction, word: Span): readonly Fix[] {
  const { nodes, text } = dockerfile.syntax;
  const why = "The image's configuration no longer has the volume";
  if (instruction.words.length > 1) {
    if (instruction.exec !== undefined) return [];
    const at = { start: word.start, end: word.end };
    while (text[at.start - 1] === " " || text[at.start - 1] === "\t") at.start--;
    // The first word keeps the space behind the keyword.
    if (word.start === instruction.args.start) {
      at.start = word.start;
      while (text[at.end] === " " || text[at.end] === "\t") at.end++;
    }
    return [unsafeFix("Take it out of `VOLUME`", why, replacement(at, ""))];
  }
  if (instruction.comments.length > 0 || nodes[nodes.indexOf(instruction) - 1]?.kind === "comment") return [];
  return [unsafeFix("Remove the instruction", why, replacement(instruction.span, ""))];
}
