// health-check-missing: the shipped image does not say how to find out whether it works.

import { defineRule } from "./rule.ts";

const messages = {
  missing: () =>
    "The image has no `HEALTHCHECK`, so the engine counts a container as fine as long as its process is there",
};

export const healthCheckMissing = defineRule({
  name: "health-check-missing",
  category: "correctness",
  severity: "off",
  since: "0.1.0",
  sources: ["hadolint:DL3057", "trivy:DS-0026", "checkov:CKV_DOCKER_2", "dockle:CIS-DI-0006"],
  reads: [],
  docs: {
    summary: "The shipped image has no `HEALTHCHECK`.",
    why: "Docker, Swarm and compose (`depends_on: condition: service_healthy`) use the check of the image to tell a program that hangs from one that works. Kubernetes ignores it and has probes of its own, which is why this rule is off unless it is switched on. A check inherited from an earlier stage counts, and an image that starts nothing needs none.",
    examples: [
      {
        bad: `FROM nginx:1.27
COPY index.html /usr/share/nginx/html/
CMD ["nginx", "-g", "daemon off;"]
`,
        good: `FROM nginx:1.27
COPY index.html /usr/share/nginx/html/
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
CMD ["nginx", "-g", "daemon off;"]
`,
      },
    ],
    whenNotToUse:
      "Where Kubernetes or a load balancer does the checking, and for programs that run once and end.",
  },
  check({ dockerfile }, report) {
    const stage = dockerfile.final;
    if (stage === undefined || dockerfile.isDevelopment(stage)) return;
    if (stage.cmd?.by === undefined && stage.entrypoint?.by === undefined) return;
    const found = stage.chain.some((each) =>
      each.instructions.some(
        ({ keyword, trigger }) => keyword === "HEALTHCHECK" || trigger?.keyword === "HEALTHCHECK",
      ),
    );
    if (!found) report(stage.base.span, { message: messages.missing() });
  },
});
