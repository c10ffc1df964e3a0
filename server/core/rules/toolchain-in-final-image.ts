// toolchain-in-final-image: the shipped image carries what only its build needs.

import type { Fix, RelatedPlace, Severity } from "../finding.ts";
import type { Stage } from "../model/stage.ts";
import { type SplitAnswer, type SplitOffer, splitAsPreferred } from "../split/split.ts";
import {
  needsToolchain,
  type ShippedToolchain,
  shippedToolchains,
  startsWhatItBuilds,
} from "../split/toolchain.ts";
import { formatEstimate } from "../text/bytes.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  image: (image: string, carries: string, size: string, needs: string, why: string) =>
    `\`${image}\` ships ${carries}${size} in an image that only needs ${needs}${why}`,
  installed: (name: string, carries: string, needs: string, why: string) =>
    `Installing \`${name}\` ships ${carries} in an image that only needs ${needs}${why}`,
  declined: (reason: string) => `; no split is offered: ${reason}`,
};

export const toolchainInFinalImage = defineRule({
  name: "toolchain-in-final-image",
  category: "lean",
  severity: "warning",
  since: "0.1.0",
  sources: [],
  reads: ["Makefile", "*.sh", "what the split reads"],
  docs: {
    summary: "The shipped image carries the compiler or build tool that its program was built with.",
    why: `A compiled program needs little or nothing beside itself, but an image that is built on \`golang\`, \`rust\`, \`maven\` or \`dotnet/sdk\` ships the compiler, the sources, the downloaded dependencies and the build cache with it: hundreds of megabytes to pull at every start on a new machine, and hundreds of packages to patch that the program never uses.

Only the image that ships is judged: the last stage and the stages it is built on, also where the file has builders already and its last stage is still a toolchain. It counts when the base image is a toolchain's or when a \`RUN\` installs one, and something is built with it.

It is silent where the start command runs the toolchain (\`go run\`, \`dotnet watch\`, a shell, a language server), for images that only carry tools, and for Python, Node and Ruby programs on slim images.`,
    examples: [
      {
        bad: `FROM golang:1.22
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["./server"]
`,
        good: `FROM golang:1.22 AS build
WORKDIR /app
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o server .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=build /app/server /app/server
CMD ["./server"]
`,
      },
    ],
    whenNotToUse:
      "Where the image is meant to build: a CI image, a development container, a program that compiles while it runs.",
    fixSafety: `The fix is the split into a builder and a runtime stage, one for each runtime image that fits. It keeps what the image's configuration says, the paths and the start command. It is unsafe where something had to be assumed; each assumption is named with the fix and beside the line it is about.

Where the split can't follow what the build does it is declined, and the finding says why.`,
  },
  check(file, report) {
    const stage = file.dockerfile.final;
    if (stage === undefined) return;
    const toolchains = shippedToolchains(file, stage);
    const shipped = toolchains.find((each) => isCarriedOnly(file, stage, each));
    if (shipped === undefined) return;
    // Other images are built on it, and they build.
    if (stage.instructionsOf("ONBUILD").length > 0) return;
    const severity = severityOf(file, stage, shipped);
    if (severity === "none" || needsToolchain(file, stage, toolchains)) return;
    const answer = splitAsPreferred(file);
    report(
      shipped.carrier.span,
      {
        message: messageOf(stage, shipped, answer),
        related: relatedPlaces(shipped),
        ...(severity === "default" ? {} : { severity }),
      },
      () => (answer.kind === "split" ? answer.offers.map(fixOf) : []),
    );
  },
});

/** True for a toolchain that something is built with, here or, where it is no mere fuller variant, in another stage. */
function isCarriedOnly(file: RuleFile, stage: Stage, toolchain: ShippedToolchain): boolean {
  // What is compiled by the way (a library, an extension) says nothing about the program.
  const mustMatch = toolchain.carrier.kind !== "image" || toolchain.ecosystem.id === "c";
  if (toolchain.used) return !mustMatch || startsWhatItBuilds(stage);
  if (toolchain.carrier.kind !== "image" || toolchain.ecosystem.interpreted === true) return false;
  return stage.instructions.some(
    (instruction) =>
      instruction.keyword === "COPY" && file.dockerfile.copy(instruction)?.origin.kind === "stage",
  );
}

/**
 * An image that starts nothing is a tool, a CI image or a base for others: only where the whole project is copied
 * into a toolchain's image and built is it likely that its program is what matters.
 */
function severityOf(file: RuleFile, stage: Stage, shipped: ShippedToolchain): "default" | Severity | "none" {
  if (file.dockerfile.isDevelopment(stage)) return "hint";
  if (stage.cmd?.by !== undefined || stage.entrypoint?.by !== undefined) return "default";
  if (shipped.carrier.kind !== "image" || shipped.builds.length === 0) return "none";
  if (shipped.ecosystem.interpreted === true) return "none";
  const copied = stage.chain.flatMap((each) =>
    each.instructions.flatMap((instruction) => file.dockerfile.copy(instruction) ?? []),
  );
  const whole = copied.some(
    ({ instruction, origin, sources }) =>
      /^(?:COPY|ADD)$/.test(instruction.keyword) &&
      origin.kind === "context" &&
      sources.some(({ text }) => /^\.?\/?$|^\*$/.test(text)),
  );
  return whole ? "hint" : "none";
}

function messageOf(stage: Stage, { ecosystem, carrier }: ShippedToolchain, answer: SplitAnswer): string {
  const { carries, needs } = ecosystem.words ?? {
    carries: "its compiler and build tools",
    needs: "the built program",
  };
  const reason = answer.kind === "declined" ? answer.reasons[0]?.message : undefined;
  const why = reason === undefined ? "" : messages.declined(withinSentence(reason));
  if (carrier.kind !== "image") return messages.installed(carrier.text, carries, needs, why);
  const bytes = stage.imageFacts?.bytes;
  const size = bytes === undefined ? "" : ` (${formatEstimate(bytes)})`;
  return messages.image(carrier.text, carries, size, needs, why);
}

/** A sentence as part of another one: its first word loses its capital unless it is a name. */
function withinSentence(text: string): string {
  return /^(?:The|A|An|It|Its|No|Where|What|Whether|Without|This|These|Several|Some|Only|Files?|More|One|Nothing)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

function relatedPlaces({ builds }: ShippedToolchain): readonly RelatedPlace[] {
  const last = builds.at(-1);
  return last === undefined
    ? []
    : [{ span: last.command.span, message: "This is what the toolchain is needed for" }];
}

function fixOf(offer: SplitOffer): Fix {
  const { title, assumptions, changes } = offer;
  const split = { title, kind: "split", runtime: offer.runtime.name, changes } as const;
  return assumptions.length === 0
    ? { ...split, safety: "safe" }
    : { ...split, safety: "unsafe", why: assumptions.map(({ message }) => message).join("; ") };
}
