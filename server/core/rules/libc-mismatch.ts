// libc-mismatch: what a builder compiled or installed for one C library ships in an image with another.

import type { Fix, Severity } from "../finding.ts";
import type { ImageFacts } from "../images/facts.ts";
import { everyProgramNeeds, glibcMinor } from "../images/glibc-versions.ts";
import { stageCommands } from "../model/commands.ts";
import type { Copy } from "../model/dockerfile.ts";
import { packageCommand } from "../model/packages.ts";
import { type Delivery, deliveredPackages, installsAgain } from "../model/shipped-packages.ts";
import { bringsLibraries, hasGlibcOnMusl, shippedPrograms } from "../model/shipped-programs.ts";
import { runSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type Report, type RuleFile } from "./rule.ts";

const messages = {
  program: (language: string, source: string, built: string, image: string, has: string) =>
    `The ${language} program ${source} is linked to ${built}, but ${image} has ${has}, so it stops with "no such file" as soon as it starts`,
  packages: (what: string, source: string, built: string, image: string, has: string) =>
    `${source} holds ${what} installed for ${built}, but ${image} has ${has}, so those with compiled parts can't be loaded`,
  older: (language: string, source: string, built: string, image: string, has: string) =>
    `The ${language} program ${source} is linked to glibc ${built}, but ${image} has ${has}, so it stops with "version GLIBC_${built.split(".").slice(0, 2).join(".")} not found"`,
  perhaps: (language: string, source: string, built: string, image: string, has: string) =>
    `The ${language} program ${source} is linked to glibc ${built}, but ${image} has ${has}, which may lack functions that it uses`,
};

export const libcMismatch = defineRule({
  name: "libc-mismatch",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: ["requirements.txt", "package.json"],
  docs: {
    summary: "What a builder compiled or installed for one C library ships in an image with another one.",
    why: `Debian's images have glibc, Alpine's have musl; a program, a Python wheel or a Node addon made for one does not load with the other. The build succeeds, and the container stops with "no such file or directory", or fails at the first \`import\`. The same happens, as "GLIBC_2.34 not found", with a program from a newer release of Debian in an older one.

Programs are judged by the commands that make them, Python packages and \`node_modules\` by where they are installed and copied from. Whether packages have compiled parts is known where their manifest can be read: then it is an error or a hint, otherwise a warning. It is silent for images whose library is not known.`,
    examples: [
      {
        bad: `FROM python:3.12-slim AS build
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt --target=/install

FROM python:3.12-alpine
COPY --from=build /install /usr/local/lib/python3.12/site-packages
COPY main.py /main.py
USER nobody
CMD ["python", "/main.py"]
`,
        good: `FROM python:3.12-slim AS build
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt --target=/install

FROM python:3.12-slim
COPY --from=build /install /usr/local/lib/python3.12/site-packages
COPY main.py /main.py
USER nobody
CMD ["python", "/main.py"]
`,
        context: { "requirements.txt": "numpy==2.1.0\n" },
      },
    ],
    whenNotToUse: "Where everything that is copied is known to be plain Python or JavaScript.",
    fixSafety:
      "The fix ships the variant of the image that has the builder's C library. It is unsafe: the image is larger, and what later commands of the stage do may depend on the distribution; where they install packages there is no fix.",
  },
  check(file, report) {
    const { dockerfile } = file;
    if (dockerfile.stages.length < 2) return;
    checkPrograms(file, report);
    for (const stage of shippedStages(dockerfile))
      for (const instruction of stage.instructions) {
        const copy = instruction.keyword === "COPY" ? dockerfile.copy(instruction) : undefined;
        if (copy?.origin.kind === "stage") checkPackages(file, stage, copy, copy.origin.stage, report);
      }
  },
});

function checkPrograms(file: RuleFile, report: Report): void {
  const { dockerfile } = file;
  for (const { build, stage, builder, source } of shippedPrograms(dockerfile)) {
    const facts = stage.imageFacts;
    if (facts === undefined || (facts.libc !== "glibc" && facts.libc !== "musl")) continue;
    if (build.linkage !== "glibc" && build.linkage !== "musl") continue;
    const image = quoted(imageOf(stage));
    const related = [
      { span: build.run.command.span, message: "It is built here" },
      { span: stage.rootBase.span, message: "This is the image that it ships in" },
    ];
    if (facts.libc !== build.linkage) {
      if (hasGlibcOnMusl(stage) || bringsLibraries(dockerfile, stage)) continue;
      report(
        source.span,
        {
          message: messages.program(build.language, quoted(source.text), build.linkage, image, facts.libc),
          related,
          severity: runSeverity(dockerfile, dockerfile.final ?? stage, "error"),
        },
        () => otherVariant(file, stage, builder, facts.libc === "musl" ? "slim" : "alpine"),
      );
      continue;
    }
    const newer = builder.imageFacts === undefined ? undefined : glibcMinor(builder.imageFacts);
    const older = glibcMinor(facts);
    if (build.linkage !== "glibc" || newer === undefined || older === undefined || newer <= older) continue;
    if (bringsLibraries(dockerfile, stage)) continue;
    const certain = older < everyProgramNeeds && newer >= everyProgramNeeds;
    const message = (certain ? messages.older : messages.perhaps)(
      build.language,
      quoted(source.text),
      `2.${newer}`,
      image,
      `2.${older}`,
    );
    report(source.span, {
      message: certain ? message.replace(`GLIBC_2.${newer}`, `GLIBC_2.${everyProgramNeeds}`) : message,
      related,
      severity: runSeverity(dockerfile, dockerfile.final ?? stage, certain ? "error" : "warning"),
    });
  }
}

function checkPackages(file: RuleFile, stage: Stage, copy: Copy, builder: Stage, report: Report): void {
  const from = builder.imageFacts?.libc;
  const to = stage.imageFacts?.libc;
  if (from === undefined || to === undefined || from === to || from === "none" || to === "none") return;
  for (const source of copy.sources) {
    const path = stage.expand(source.text, copy.instruction);
    const delivery = path === undefined ? undefined : deliveredPackages(file, builder, path);
    if (delivery === undefined || hasGlibcOnMusl(stage) || installsAgain(stage)) continue;
    report(
      source.span,
      {
        message: messages.packages(delivery.what, quoted(source.text), from, quoted(imageOf(stage)), to),
        related: [
          { span: delivery.at, message: "They are installed here" },
          { span: stage.rootBase.span, message: "This is the image that they ship in" },
        ],
        severity: runSeverity(file.dockerfile, file.dockerfile.final ?? stage, weightOf(delivery)),
      },
      () => otherVariant(file, stage, builder, to === "musl" ? "slim" : "alpine"),
    );
    return;
  }
}

function weightOf({ native }: Delivery): Severity {
  return native === undefined ? "warning" : native ? "error" : "hint";
}

function imageOf(stage: Stage): string {
  return stage.rootBase.kind === "image" ? stage.rootBase.reference.text : "scratch";
}

/** The shipped image's own `slim` or `alpine` variant, where nothing in the stage depends on the distribution. */
function otherVariant(
  file: RuleFile,
  stage: Stage,
  builder: Stage,
  variant: "slim" | "alpine",
): readonly Fix[] {
  const root = stage.rootBase;
  const facts = stage.imageFacts;
  if (root.kind !== "image" || facts === undefined) return [];
  if (
    stage.chain.some((each) =>
      stageCommands(each).some(
        (run) =>
          packageCommand(run) !== undefined || /^(?:adduser|addgroup|useradd|groupadd)$/.test(run.program),
      ),
    )
  )
    return [];
  const image = variantOf(facts, root.reference, builder, variant);
  if (image === undefined || file.text.slice(root.span.start, root.span.end) !== root.reference.text)
    return [];
  return [
    unsafeFix(
      `Ship \`${image}\`, which has the builder's C library`,
      "The image has another size, and what the program calls from the distribution may have another name there",
      replacement(root.span, image),
    ),
  ];
}

const withVariants = new Set(["node", "python", "ruby"]);

function variantOf(
  facts: ImageFacts,
  reference: { readonly name: string; readonly tag: string | undefined; readonly digest: string | undefined },
  builder: Stage,
  variant: "slim" | "alpine",
): string | undefined {
  if (reference.digest !== undefined) return undefined;
  if (withVariants.has(facts.family)) {
    const version = /^\d+(?:\.\d+)*/.exec(reference.tag ?? "")?.[0];
    return version === undefined ? undefined : `${reference.name}:${version}-${variant}`;
  }
  const release = builder.imageFacts?.release;
  if (facts.family !== "alpine" || builder.imageFacts?.distribution !== "debian" || release === undefined)
    return undefined;
  return reference.name === "alpine" ? `debian:${release}-slim` : undefined;
}
