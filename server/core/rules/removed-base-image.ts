// removed-base-image: the image is not in its registry any more.

import { type ImageReference, parseImageReference } from "../images/reference.ts";
import { removedBase } from "../model/removed-bases.ts";
import { namedSources } from "../model/stage-names.ts";
import type { Span } from "../text/span.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  removed: (image: string, gone: string, since: string) =>
    `${image} ${gone} since ${since}, so a build that needs it fails where no copy of it is left`,
};

export const removedBaseImage = defineRule({
  name: "removed-base-image",
  category: "runtime",
  severity: "error",
  since: "0.1.0",
  sources: [],
  reads: [],
  docs: {
    summary: "A base image was taken away from its registry.",
    why: `The file builds for whoever has pulled the image in time, and for nobody else: on a new machine, in CI or after a clean-up the build ends at its first line, with a message about access that is denied or a manifest that is unknown.

Known are, each with its source in the extension's data: \`microsoft/dotnet\`, \`microsoft/aspnetcore\` and \`microsoft/aspnetcore-build\`, \`microsoft/azure-cli\` and \`microsoft/mssql-server-*\` on Docker Hub, which Microsoft left in the summer of 2021 for \`mcr.microsoft.com\`; the tags of \`bitnami/*\` that name a version, which went to \`bitnamilegacy/*\` on 2025-09-29 as far as they were built on Debian 11 or 12 and get no updates there; and everything in \`registry.centos.org\`.

The rule looks at every \`FROM\`, \`COPY --from\` and \`RUN --mount=from=\`. A copy in another registry (\`registry.example.com/microsoft/dotnet\`) is there as long as its owner keeps it, and is not reported; nor are digests and the tag \`latest\` of \`bitnami/*\`, some of which are left. Rules about the tag of an image say nothing about one that is gone.`,
    examples: [
      {
        bad: `FROM microsoft/dotnet:2.1-sdk AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app
`,
        good: `FROM mcr.microsoft.com/dotnet/sdk:2.1 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app
`,
      },
    ],
    whenNotToUse:
      "Where every builder has a copy of the image, or the engine pulls from Docker Hub through a mirror that keeps what it once had.",
    fixSafety:
      "The fixes name the same image at its new place, where its publisher says that it is there: .NET Core 2.1 and 2.2, the Azure CLI from 2.0.41 to 2.0.59, and tags of Bitnami that name Debian 11 or 12. They are unsafe: the builder may not reach the other registry, and where a copy of the old image is left it may be an earlier one. .NET Core 2.0 and older were never published anew.",
  },
  check({ dockerfile, text, today }, report) {
    const look = (reference: ImageReference, span: Span): void => {
      const removed = removedBase(text, span, reference, today);
      if (removed === undefined) return;
      const { gone, since, moved, edit } = removed;
      report(span, { message: messages.removed(quoted(reference.text), gone, since) }, () =>
        moved === undefined || edit === undefined ? [] : [unsafeFix(`Use \`${moved.to}\``, moved.why, edit)],
      );
    };
    for (const { base } of dockerfile.stages) if (base.kind === "image") look(base.reference, base.span);
    for (const { name, span, user } of namedSources(dockerfile)) {
      // A bare name is a stage, or a build context that is given on the command line.
      if (name.includes("$") || !/[:/]/.test(name) || dockerfile.findStage(name, user.index) !== undefined)
        continue;
      look(parseImageReference(name), span);
    }
  },
});
