// Suppression comments: ours, hadolint's and BuildKit's.

import type { Dockerfile } from "./model/dockerfile.ts";
import type { Rule } from "./rules/rule.ts";
import type { Span } from "./text/span.ts";

/** Says for a rule and a place whether a comment silences it. */
export interface Suppressions {
  readonly covers: (rule: Rule, at: Span) => boolean;
}

interface Suppression {
  /** The instruction it is about; undefined for the whole file. */
  readonly target: Span | undefined;
  readonly matches: (rule: Rule) => boolean;
}

const ours = /^#\s*lean-dockerfile\s+(ignore|ignore-file)=([\w,-]+)/i;
const hadolint = /^#\s*hadolint\s+(?:global\s+)?ignore=([\w, ]+)/i;

/**
 * `# lean-dockerfile ignore=rule[,rule] reason` above an instruction, `ignore-file=` anywhere before the first
 * instruction, `# hadolint ignore=DL3008` above an instruction, `# hadolint global ignore=` and `# check=skip=Name`.
 */
export function suppressionsOf(dockerfile: Dockerfile): Suppressions {
  const found = readSuppressions(dockerfile);
  if (found.length === 0) return { covers: () => false };
  return {
    covers: (rule, at) =>
      found.some(
        (each) =>
          (each.target === undefined || (each.target.start <= at.start && at.start < each.target.end)) &&
          each.matches(rule),
      ),
  };
}

function readSuppressions(dockerfile: Dockerfile): readonly Suppression[] {
  const { syntax } = dockerfile;
  const found: Suppression[] = [];
  let pending: ((rule: Rule) => boolean)[] = [];
  for (const node of syntax.nodes) {
    if (node.kind === "directive" && node.name === "check") {
      const names = /skip=([\w,]+)/.exec(node.value)?.[1]?.split(",") ?? [];
      found.push({
        target: undefined,
        matches: (rule) =>
          names.includes("all") || names.some((name) => rule.sources.includes(`buildkit:${name}`)),
      });
    } else if (node.kind === "comment") {
      const text = syntax.text.slice(node.span.start, node.span.end).trim();
      const own = ours.exec(text);
      const theirs = own === null ? hadolint.exec(text) : null;
      if (own !== null) {
        const names = (own[2] ?? "").split(",");
        const matches = (rule: Rule): boolean =>
          names.includes(rule.name) || (rule.aliases ?? []).some((alias) => names.includes(alias));
        if (own[1]?.toLowerCase() === "ignore-file") found.push({ target: undefined, matches });
        else pending.push(matches);
      } else if (theirs !== null) {
        const codes = (theirs[1] ?? "").split(",").map((code) => code.trim().toUpperCase());
        const matches = (rule: Rule): boolean =>
          codes.some((code) => rule.sources.includes(`hadolint:${code}`));
        if (/\bglobal\b/i.test(text)) found.push({ target: undefined, matches });
        else pending.push(matches);
      }
    } else if (node.kind === "instruction") {
      for (const matches of pending) found.push({ target: node.span, matches });
      pending = [];
    }
  }
  return found;
}
