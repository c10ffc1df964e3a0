// invalid-port: EXPOSE names a port that does not exist.

import { instructionsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  range: (port: string) => `\`${port}\` is no port: they go from 1 to 65535, so the build stops here`,
  order: (range: string) => `\`${range}\` ends before it starts, so the build stops here`,
  text: (port: string) => `\`${port}\` is no port number, so the build stops here`,
  protocol: (protocol: string) =>
    `\`${protocol}\` is no protocol of a port: it is \`tcp\`, \`udp\` or \`sctp\``,
};

export const invalidPort = defineRule({
  name: "invalid-port",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: [
    "hadolint:DL3011",
    "trivy:DS-0008",
    "semgrep:invalid-port",
    "dockerfile-utils:INVALID_PORT",
    "dockerfile-utils:INVALID_PROTO",
  ],
  reads: [],
  docs: {
    summary: "`EXPOSE` names a port or a protocol that does not exist.",
    why: "Ports go from 1 to 65535, a range from the lower to the higher one, and the protocol behind the slash is `tcp`, `udp` or `sctp`. Builders stop at anything else, or write it into the image's configuration, where engines stop at it.",
    examples: [
      {
        bad: `FROM nginx:1.27
EXPOSE 80800
`,
        good: `FROM nginx:1.27
EXPOSE 8080
`,
      },
    ],
    whenNotToUse: "There is no reason to keep such a port.",
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "EXPOSE")) {
      for (const { text, span } of instruction.words) {
        const message = fault(text);
        if (message !== undefined) report(span, { message });
      }
    }
  },
});

function fault(word: string): string | undefined {
  // A comment behind the ports is read as ports, which another rule tells; a mapping has its own finding.
  if (/[$:]|\{\{|\}\}/.test(word) || word.startsWith("#")) return undefined;
  const [ports = "", protocol, ...more] = word.replace(/^(["'])(.*)\1$/, "$2").split("/");
  const numbers = ports.split("-");
  if (more.length > 0 || numbers.length > 2 || !numbers.every((each) => /^\d+$/.test(each)))
    return messages.text(word);
  const outside = numbers.find((each) => Number(each) < 1 || Number(each) > 65_535);
  if (outside !== undefined) return messages.range(outside);
  if (numbers.length === 2 && Number(numbers[0]) > Number(numbers[1])) return messages.order(ports);
  return protocol === undefined || /^(?:tcp|udp|sctp)$/i.test(protocol)
    ? undefined
    : messages.protocol(protocol);
}
