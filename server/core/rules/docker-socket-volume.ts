// docker-socket-volume: the image asks for the engine's socket.

import { instructionsOf } from "../model/occurrences.ts";
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
  },
  check({ dockerfile }, report) {
    for (const instruction of instructionsOf(dockerfile, "VOLUME"))
      for (const { text, span } of instruction.words)
        if (/\/(?:docker|podman|containerd)\.sock["']?$/.test(text))
          report(span, { message: messages.socket(text.replace(/["']/g, "")) });
  },
});
