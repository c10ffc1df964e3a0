// non-numeric-user: USER names a user by its name.

import { isRoot } from "../model/users.ts";
import { defineRule } from "./rule.ts";

const messages = {
  named: (user: string) =>
    `\`${user}\` is a name, so Kubernetes can't tell that it is not root and refuses the image where \`runAsNonRoot\` is set`,
};

export const nonNumericUser = defineRule({
  name: "non-numeric-user",
  category: "security",
  severity: "off",
  since: "0.1.0",
  sources: ["hadolint:DL3066"],
  reads: [],
  docs: {
    summary: "The shipped image's user is a name instead of a number.",
    why: "The image's `/etc/passwd` says which number a name stands for, and what starts the container may not look there: Kubernetes stops with `container has runAsNonRoot and image has non-numeric user`. Volumes are owned by numbers too. Only the last `USER` of the shipped image is judged; a builder's user is nobody's business. The rule is off unless it is switched on, since names read better where nothing asks for numbers.",
    examples: [
      {
        bad: `FROM node:22-slim
USER node
CMD ["node", "server.js"]
`,
        good: `FROM node:22-slim
USER 1000
CMD ["node", "server.js"]
`,
      },
    ],
    whenNotToUse: "Where the image never meets `runAsNonRoot`.",
  },
  check({ dockerfile }, report) {
    const setting = dockerfile.final?.user();
    const { value, by } = setting ?? {};
    if (value === undefined || by === undefined || isRoot(value)) return;
    const [name = ""] = value.split(":");
    if (!/^\d+$/.test(name)) report(by.args, { message: messages.named(name) });
  },
});
