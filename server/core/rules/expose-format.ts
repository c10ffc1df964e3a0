// expose-format: EXPOSE with a mapping, an address or a protocol in upper case.

import { instructionsOf } from "../model/occurrences.ts";
import { replacement } from "../text/edits.ts";
import { safeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  mapping: (word: string, port: string) =>
    `\`${word}\` maps nothing: \`EXPOSE\` only names \`${port}\`, and which port of the host leads there is said when the container starts`,
  upper: (protocol: string) =>
    `\`${protocol}\` is written in lower case everywhere else, and some tools compare it as it is`,
};

export const exposeFormat = defineRule({
  name: "expose-format",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: ["buildkit:ExposeInvalidFormat", "buildkit:ExposeProtoCasing", "dockerfile-utils:INVALID_PORT"],
  reads: [],
  docs: {
    summary: "`EXPOSE` has an address or a mapping, or its protocol in upper case.",
    why: "`EXPOSE` is a note for people and tools about the ports of the container. `8080:80` and `127.0.0.1:80` look as if they opened something; the part before the last colon is ignored, and newer builders refuse it. A protocol in upper case is a hint.",
    examples: [
      {
        bad: `FROM nginx:1.27
EXPOSE 8080:80
`,
        good: `FROM nginx:1.27
EXPOSE 80
`,
      },
    ],
    whenNotToUse: "There is no reason to keep the mapping.",
    fixSafety: "The fix keeps the port of the container, which is all that has an effect.",
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "EXPOSE")) {
      for (const { text, span } of instruction.words) {
        if (/^\d+(?:\/(?:tcp|udp))?$/.test(text) || text.startsWith("#") || text.includes("{{")) continue;
        const plain = text.replace(/\$\{[^}]*\}/g, "x");
        const colon = plain === text ? text.lastIndexOf(":") : -1;
        const port = text.slice(colon + 1);
        if (colon !== -1) {
          // dockerfile-utils takes `80:80` and stumbles over an address.
          const seen = /^\d+(?:-\d+)?$/.test(text.slice(0, colon));
          const sources = [
            "buildkit:ExposeInvalidFormat",
            ...(seen ? [] : ["dockerfile-utils:INVALID_PORT"]),
          ];
          report(span, { message: messages.mapping(text, port), sources }, () =>
            /^\d+(?:-\d+)?(?:\/\w+)?$/.test(port)
              ? [safeFix(`Expose \`${port}\``, replacement(span, port))]
              : [],
          );
          continue;
        }
        const slash = text.indexOf("/");
        const protocol = text.slice(slash + 1);
        if (slash === -1 || !/^(?:tcp|udp|sctp)$/i.test(protocol) || protocol === protocol.toLowerCase())
          continue;
        const at = { start: span.end - protocol.length, end: span.end };
        const sources = ["buildkit:ExposeProtoCasing"];
        report(at, { message: messages.upper(protocol), severity: "hint", sources }, () => [
          safeFix(`Write \`${protocol.toLowerCase()}\``, replacement(at, protocol.toLowerCase())),
        ]);
      }
    }
  },
});
