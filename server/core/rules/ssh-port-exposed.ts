// ssh-port-exposed: the image is made to be logged in to.

import { instructionsOf } from "../model/occurrences.ts";
import { defineRule } from "./rule.ts";

const messages = {
  ssh: () =>
    "Port 22 is for logging in over SSH, which makes the container a machine to look after: with keys, passwords and updates of its own",
};

export const sshPortExposed = defineRule({
  name: "ssh-port-exposed",
  category: "security",
  severity: "info",
  since: "0.1.0",
  sources: ["trivy:DS-0004", "checkov:CKV_DOCKER_1"],
  reads: [],
  docs: {
    summary: "The shipped image exposes port 22.",
    why: "`docker exec` and `kubectl exec` give a shell in any container without a server in it. An SSH server is one more program that listens, one more process beside the image's own, and its host keys are the same in every container of the image.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
EXPOSE 22 8080
`,
        good: `FROM debian:bookworm-slim
EXPOSE 8080
`,
      },
    ],
    whenNotToUse: "In images of an SSH or SFTP server, and in machines for CI that are driven over SSH.",
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "EXPOSE")) {
      const stage = dockerfile.stageOf(instruction);
      if (stage === undefined || !dockerfile.shipped.includes(stage)) continue;
      for (const { text, span } of instruction.words)
        if (text === "22" || text.toLowerCase() === "22/tcp") report(span, { message: messages.ssh() });
    }
  },
});
