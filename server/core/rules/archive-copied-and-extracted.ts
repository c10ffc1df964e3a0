// archive-copied-and-extracted: an archive of the context is copied, then extracted in another layer.

import type { Fix } from "../finding.ts";
import { argumentValue, type RunCommand, runCommands } from "../model/commands.ts";
import type { Copy } from "../model/dockerfile.ts";
import { baseName, resolvePath } from "../model/paths.ts";
import { leanSeverity, shippedStages } from "../model/shipping.ts";
import type { Stage } from "../model/stage.ts";
import { spelledKeyword } from "../model/writing.ts";
import type { Instruction } from "../syntax/instruction.ts";
import { replacement } from "../text/edits.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  copied: (archive: string) =>
    `${archive} stays in the layer of this COPY beside what is extracted from it; ADD extracts a local archive itself`,
};

const archive = /\.(?:tar(?:\.(?:gz|bz2|xz))?|tgz|tbz2?|txz)$/;

export const archiveCopiedAndExtracted = defineRule({
  name: "archive-copied-and-extracted",
  category: "lean",
  severity: "info",
  since: "0.1.0",
  sources: ["hadolint:DL3010"],
  reads: [],
  docs: {
    summary: "An archive of the build context is copied into a shipped stage and extracted by a later RUN.",
    why: `The archive is in the layer of COPY for good, also when the RUN that extracts it removes it. \`ADD\` extracts local tar archives while it adds them, so that only their contents are stored. This is what ADD is for; for anything else COPY says more clearly what happens.`,
    examples: [
      {
        bad: `FROM debian:trixie-slim
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /opt
USER nobody
CMD ["/opt/app"]
`,
        good: `FROM debian:trixie-slim
ADD app.tar.gz /opt/
USER nobody
CMD ["/opt/app"]
`,
      },
    ],
    whenNotToUse: "Where the program needs the archive itself.",
    fixSafety:
      "Where the RUN does nothing but extract (and remove) the archive, the fix writes ADD in its place. It is unsafe: ADD keeps the owners that the archive names, and the archive is no longer there.",
  },
  check(file, report) {
    const { dockerfile, text } = file;
    if (!/\.t(?:ar|gz|bz|xz)/.test(text)) return;
    for (const stage of shippedStages(dockerfile))
      for (const [position, instruction] of stage.instructions.entries()) {
        if (instruction.keyword !== "COPY" || instruction.flag("from") !== undefined) continue;
        const copy = dockerfile.copy(instruction);
        const source = copy?.sources.find((word) => archive.test(word.text));
        if (copy?.target === undefined || source === undefined) continue;
        const paths = [copy.target, resolvePath(copy.target, baseName(source.text))];
        const later = stage.instructions
          .slice(position + 1)
          .find(
            (each) => each.keyword === "RUN" && each.argsText.includes("tar") && extracts(stage, each, paths),
          );
        if (later === undefined) continue;
        report(
          source.span,
          {
            message: messages.copied(quoted(source.text)),
            related: [{ span: later.textSpan, message: "It is extracted here" }],
            severity: leanSeverity(dockerfile, "info"),
          },
          () => fixes(file, stage, copy, later),
        );
      }
  },
});

function extraction(
  run: RunCommand,
  paths: readonly string[],
): { readonly into: string | undefined; readonly plain: boolean } | undefined {
  if (run.program !== "tar" || run.cwd === undefined) return undefined;
  const words = run.args.map((word) => argumentValue(run, word) ?? "");
  const [first = ""] = words;
  if (!/^-?[a-zA-Z]*x/.test(first) && !words.includes("--extract")) return undefined;
  const { cwd } = run;
  if (!words.some((word) => word !== "" && paths.includes(resolvePath(cwd, word)))) return undefined;
  const at = words.findIndex((word) => word === "-C" || word === "--directory");
  const rest = words.filter(
    (word, index) =>
      index > 0 &&
      index !== at &&
      index !== at + 1 &&
      !paths.includes(resolvePath(cwd, word)) &&
      word !== "-f",
  );
  return { into: at === -1 ? cwd : words[at + 1], plain: at !== 0 && rest.length === 0 };
}

function extracts(stage: Stage, instruction: Instruction, paths: readonly string[]): boolean {
  return runCommands(stage, instruction).some((run) => extraction(run, paths) !== undefined);
}

function fixes(file: RuleFile, stage: Stage, copy: Copy, later: Instruction): readonly Fix[] {
  const { instruction, sources, target } = copy;
  const [only] = sources;
  if (sources.length !== 1 || only === undefined || target === undefined || later.comments.length > 0)
    return [];
  const paths = [target, resolvePath(target, baseName(only.text))];
  const [tar, rm, ...more] = runCommands(stage, later);
  const found = tar === undefined ? undefined : extraction(tar, paths);
  if (found?.into === undefined || !found.plain || more.length > 0) return [];
  if (rm !== undefined && (rm.program !== "rm" || rm.command.joined !== "&&")) return [];
  const { nodes } = file.dockerfile.syntax;
  if (nodes[nodes.indexOf(later) - 1]?.kind === "comment") return [];
  const folder = found.into.endsWith("/") ? found.into : `${found.into}/`;
  return [
    unsafeFix(
      "Let ADD extract it",
      "ADD keeps the owners that the archive names, and the archive itself is no longer there",
      replacement(instruction.keywordSpan, spelledKeyword(file.dockerfile, "ADD")),
      replacement(copy.destination.span, folder),
      replacement(later.span, ""),
    ),
  ];
}
