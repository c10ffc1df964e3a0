// base-image-platform-mismatch: the base image exists for another platform than the one asked for.

import { defineRule } from "./rule.ts";

const messages = {
  mismatch: (image: string, has: string, asked: string) =>
    `\`${image}\` has ${has} programs only, but \`${asked}\` is asked for, so they run emulated or not at all`,
};

/**
 * Namespaces of Docker Hub that hold the official images of one architecture.
 * Source: the architectures table of docker-library/official-images.
 */
const architectures: Readonly<Record<string, string>> = {
  amd64: "amd64",
  i386: "386",
  arm32v5: "arm",
  arm32v6: "arm",
  arm32v7: "arm",
  arm64v8: "arm64",
  ppc64le: "ppc64le",
  s390x: "s390x",
  riscv64: "riscv64",
  mips64le: "mips64le",
  loong64: "loong64",
};

/** Other names of an architecture that `--platform` takes. */
const aliases: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  "x86-64": "amd64",
  aarch64: "arm64",
  i386: "386",
  armhf: "arm",
  armel: "arm",
};

export const baseImagePlatformMismatch = defineRule({
  name: "base-image-platform-mismatch",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  sources: ["buildkit:InvalidBaseImagePlatform"],
  reads: [],
  docs: {
    summary: "The base image is of another platform than the one that `FROM` asks for.",
    why: "Images of one architecture have it in their name (`arm64v8/alpine`, `amd64/debian`). Asked for another one, builders take them all the same, and then the first `RUN` fails with `exec format error` or is emulated. Only what the names say is judged; which platforms an image has in its registry is not asked.",
    examples: [
      {
        bad: `FROM --platform=linux/amd64 arm64v8/alpine:3.22
RUN apk add --no-cache curl
`,
        good: `FROM --platform=linux/amd64 alpine:3.22
RUN apk add --no-cache curl
`,
      },
    ],
    whenNotToUse: "Where the other platform's programs are only copied out of the image.",
  },
  check({ dockerfile, text }, report) {
    if (!text.includes("--platform")) return;
    for (const stage of dockerfile.stages) {
      const platform = stage.from.flag("platform")?.value?.toLowerCase();
      if (platform === undefined || platform.includes("$") || stage.base.kind !== "image") continue;
      const { reference, span } = stage.base;
      const [system, architecture] = platform.split("/");
      if (system === "linux" && stage.imageFacts?.windows === true) {
        report(span, { message: messages.mismatch(reference.text, "Windows", platform) });
        continue;
      }
      const namespace = reference.repository.split("/")[0] ?? "";
      if (reference.registry !== undefined || architecture === undefined) continue;
      const has = Object.hasOwn(architectures, namespace) ? architectures[namespace] : undefined;
      const asked = Object.hasOwn(aliases, architecture) ? aliases[architecture] : architecture;
      // 32-bit programs of the same family run natively.
      const runs = has === asked || (has === "386" && asked === "amd64");
      if (has !== undefined && !runs)
        report(span, { message: messages.mismatch(reference.text, has, platform) });
    }
  },
});
