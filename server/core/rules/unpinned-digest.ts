// unpinned-digest: the base image is not bound to one content.

import { removalOf } from "../images/removed.ts";
import { defineRule } from "./rule.ts";

const messages = {
  tag: (image: string) =>
    `\`${image}\` is a name that its publisher can give to another image; a digest is one image for good`,
};

export const unpinnedDigest = defineRule({
  name: "unpinned-digest",
  category: "security",
  severity: "off",
  since: "0.1.0",
  sources: ["semgrep:dockerfile-source-not-pinned"],
  reads: [],
  docs: {
    summary: "A base image is named without its digest.",
    why: "A tag can be moved, by a release or by whoever takes the account over. With `name:tag@sha256:...` every build starts from the same bytes. Somebody then has to move the digest for security fixes to arrive, best a bot that opens a pull request; where there is none the rule does more harm than good, so it is off unless it is switched on.\n\nNo file tells the digest of an image. In a trusted workspace the action *Pin to its digest* asks the engine about the image that it has pulled, and on request has its client ask the registry; `lean-dockerfile pin` does the same for whole folders. The tag stays in front of the digest, where people and update bots read it.",
    examples: [
      {
        bad: `FROM alpine:3.22
RUN apk add --no-cache curl
`,
        good: `FROM alpine:3.22@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412
RUN apk add --no-cache curl
`,
      },
    ],
    whenNotToUse: "Where nothing keeps the digests up to date.",
  },
  check({ dockerfile, today }, report) {
    for (const { base } of dockerfile.stages) {
      if (base.kind !== "image" || base.reference.digest !== undefined) continue;
      // No digest is to be had of what is not there any more.
      if (removalOf(base.reference, today) === undefined)
        report(base.span, { message: messages.tag(base.reference.text) });
    }
  },
});
