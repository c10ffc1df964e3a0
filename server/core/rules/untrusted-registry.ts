// untrusted-registry: an image comes from a registry that is not on the list.

import type { ImageReference } from "../images/reference.ts";
import { parseImageReference } from "../images/reference.ts";
import { namedSources } from "../model/stage-names.ts";
import { defineRule } from "./rule.ts";

const messages = {
  untrusted: (image: string, registry: string) =>
    `\`${image}\` comes from \`${registry}\`, which is not among the trusted registries of the configuration`,
};

const hubNames = ["docker.io", "index.docker.io", "registry.hub.docker.com", "hub.docker.com"];

export const untrustedRegistry = defineRule({
  name: "untrusted-registry",
  category: "security",
  severity: "error",
  since: "0.1.0",
  sources: ["hadolint:DL3026"],
  reads: [],
  docs: {
    summary: "An image comes from a registry that the configuration does not name.",
    why: "Where images may only come from a registry that scans or signs them, a stray `FROM` is a way around it. The rule looks at `FROM`, `COPY --from` and `RUN --mount=from=`. It has nothing to say until `trustedRegistries` names registries; `*` stands for any characters, and `docker.io` is Docker Hub, which images without a registry come from.",
    examples: [
      {
        bad: `FROM docker.io/library/debian:bookworm-slim
COPY app /app
`,
        good: `FROM registry.example.com/debian:bookworm-slim
COPY app /app
`,
        settings: { trustedRegistries: ["registry.example.com"] },
      },
    ],
    whenNotToUse: "Without a list of trusted registries the rule is silent.",
  },
  check({ dockerfile, settings }, report) {
    const trusted = settings.trustedRegistries;
    if (trusted.length === 0) return;
    const patterns = trusted.map(patternOf);
    const isTrusted = (reference: ImageReference): boolean => {
      const names = reference.registry === undefined ? hubNames : [reference.registry];
      return names.some((name) => patterns.some((pattern) => pattern.test(name)));
    };
    for (const { base } of dockerfile.stages) {
      if (base.kind !== "image" || isTrusted(base.reference)) continue;
      const { registry = "docker.io", text } = base.reference;
      report(base.span, { message: messages.untrusted(text, registry) });
    }
    for (const { name, span, user } of namedSources(dockerfile)) {
      if (name.includes("$") || /^\d+$/.test(name) || dockerfile.findStage(name, user.index) !== undefined)
        continue;
      const reference = parseImageReference(name);
      // A bare name may be a build context that is given on the command line.
      if (!/[:/]/.test(name) || isTrusted(reference)) continue;
      report(span, { message: messages.untrusted(name, reference.registry ?? "docker.io") });
    }
  },
});

function patternOf(text: string): RegExp {
  const parts = text.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
