// Hover: what a finding means, and what is known of a base image.

import { type Hover, MarkupKind } from "vscode-languageserver";
import type { Finding } from "../../core/finding.ts";
import { type ImageFacts, imageFacts } from "../../core/images/lookup.ts";
import type { Stage } from "../../core/model/stage.ts";
import { rules } from "../../core/rules/registry.ts";
import { formatBytes } from "../../core/text/bytes.ts";
import type { Span } from "../../core/text/span.ts";
import { rangeOf } from "../positions.ts";
import type { Session } from "../session.ts";

export function addHover(session: Session): void {
  session.connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
    const analyzed = await session.analyze(textDocument.uri, token);
    if (analyzed === undefined) return null;
    const { document, analysis } = analyzed;
    const offset = document.offsetAt(position);
    const holds = ({ start, end }: Span) => start <= offset && offset <= end;
    const findings = analysis.findings.filter(({ span }) => holds(span));
    const stage = analysis.file.dockerfile.stages.find(
      ({ base }) => base.kind === "image" && holds(base.span),
    );
    const parts = [...(stage === undefined ? [] : imagePart(stage)), ...findings.map(findingPart)];
    const span = findings[0]?.span ?? stage?.base.span;
    if (parts.length === 0 || span === undefined) return null;
    return {
      contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n---\n\n") },
      range: rangeOf(document, span),
    };
  });
}

/** The editor shows the finding's message itself; what the rule is for is added. */
function findingPart({ rule: name }: Finding): string {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) return `**${name}**`;
  return `**${name}**\n\n${rule.docs.summary}\n\n${rule.docs.why.trim()}`;
}

function imagePart(stage: Stage): readonly string[] {
  if (stage.base.kind !== "image") return [];
  const facts = imageFacts(stage.base.reference);
  return facts === undefined ? [] : [imageText(stage, facts)];
}

function imageText(stage: Stage, facts: ImageFacts): string {
  const base = stage.base.kind === "image" ? stage.base.reference : undefined;
  const lines: string[] = [];
  const add = (label: string, value: string | undefined) => {
    if (value !== undefined && value !== "") lines.push(`- ${label}: ${value}`);
  };
  add("Size on disk", facts.bytes === undefined ? undefined : sizeText(facts.bytes, facts));
  add("To pull", facts.compressedBytes === undefined ? undefined : sizeText(facts.compressedBytes, facts));
  add("Distribution", [facts.distribution, facts.release].filter((each) => each !== undefined).join(" "));
  add("C library", facts.libc);
  add("Runs as", facts.user === undefined ? undefined : code(facts.user));
  add("Shell", facts.hasShell === undefined ? undefined : facts.hasShell ? "yes" : "none");
  add("Package manager", facts.packageManager);
  add("Starts", facts.commandKnown ? commandText(facts) : undefined);
  if (lines.length === 0) return "";
  return `**${code(base?.text ?? facts.family)}**\n\n${lines.join("\n")}`;
}

/** Figures from tables are estimates: tags move, and a sibling's figure stands in where the tag's own isn't known. */
function sizeText(bytes: number, { exactSize }: ImageFacts): string {
  return `~${formatBytes(bytes)}${exactSize ? "" : " (figure of a similar tag)"}`;
}

function commandText({ entrypoint, cmd }: ImageFacts): string {
  const words = [...(entrypoint ?? []), ...(cmd ?? [])];
  return words.length === 0 ? "nothing" : code(words.join(" "));
}

/** A code span whose fence is longer than any run of backticks in the text, which is put on one line. */
function code(text: string): string {
  const plain = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}
