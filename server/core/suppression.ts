// Suppression comments: ours, hadolint's and BuildKit's; which of ours silence nothing, and how one is added.

import type { Finding, Fix } from "./finding.ts";
import type { Dockerfile } from "./model/dockerfile.ts";
import { insertedBefore } from "./model/writing.ts";
import type { Rule } from "./rules/rule.ts";
import { insertion } from "./text/edits.ts";
import type { Span } from "./text/span.ts";

/** One name in a comment of ours. */
export interface NamedSuppression {
  readonly name: string;
  /** Where the name stands. */
  readonly span: Span;
  /** The whole comment, with its line end. */
  readonly comment: Span;
  /** How many names the comment has. */
  readonly names: number;
  /** True for the first of them. */
  readonly first: boolean;
  readonly used: boolean;
}

/** What a rule is called, here and elsewhere. */
export type RuleNames = Pick<Rule, "name" | "aliases" | "sources">;

/** Says for a rule and a place whether a comment silences it, and remembers which comments did. */
export interface Suppressions {
  readonly covers: (rule: RuleNames, at: Span) => boolean;
  /** The names in our own comments, with what was asked so far. */
  readonly named: readonly NamedSuppression[];
}

interface Suppression {
  /** The instruction or stage it is about; undefined for the whole file. */
  target: Span | undefined;
  readonly scope: "file" | "stage" | "instruction";
  /** Names of rules, or of checks elsewhere as `sources` has them. */
  readonly names: readonly string[];
  /** Set for a name of ours. */
  readonly named?: { used: boolean };
}

const ours = /^(#\s*lean-dockerfile\s+(ignore|ignore-file)=)([\w,-]+)/i;
const hadolint = /^#\s*hadolint\s+(?:(global|stage)\s+)?ignore=([\w, ]+)/i;
const buildkit = /^#\s*check\s*=\s*skip=([\w,]+)/i;

/**
 * `# lean-dockerfile ignore=rule[,rule] reason` above an instruction, `ignore-file=` anywhere, `# hadolint ignore=DL3008`
 * and `# check=skip=Name` above an instruction, `# hadolint stage ignore=` in a stage, `# hadolint global ignore=`
 * anywhere and the directive `# check=skip=Name`.
 */
export function suppressionsOf(dockerfile: Dockerfile): Suppressions {
  const reader = new Reader(dockerfile);
  reader.read();
  const { found, named } = reader;
  if (found.length === 0) return { covers: () => false, named };
  const everywhere = new ByRule(found.filter(({ scope }) => scope === "file"));
  const stages = new Places(found.filter(({ scope }) => scope === "stage"));
  const instructions = new Places(found.filter(({ scope }) => scope === "instruction"));
  return {
    covers: (rule, at) => {
      // Each is asked, since each remembers that it was of use.
      const asked = [everywhere, stages.at(at.start), instructions.at(at.start)];
      return asked.filter((each) => each?.covers(rule) === true).length > 0;
    },
    named,
  };
}

/** Suppressions by the name that they silence, so that many of them cost no more than one. */
class ByRule {
  private readonly byName = new Map<string, Suppression[]>();

  constructor(suppressions: readonly Suppression[]) {
    for (const each of suppressions)
      for (const name of each.names) {
        const same = this.byName.get(name);
        if (same === undefined) this.byName.set(name, [each]);
        else same.push(each);
      }
  }

  covers(rule: RuleNames): boolean {
    let covered =
      this.byName.has("buildkit:all") && rule.sources.some((each) => each.startsWith("buildkit:"));
    for (const name of [rule.name, ...(rule.aliases ?? []), ...rule.sources]) {
      const these = this.byName.get(name);
      if (these === undefined) continue;
      covered = true;
      // Marked once they need no second look.
      if (these[0]?.named?.used !== true)
        for (const { named } of these) if (named !== undefined) named.used = true;
    }
    return covered;
  }
}

/** Suppressions by the stretch of text they are about; stretches are the same or apart. */
class Places {
  private readonly starts: readonly number[];
  private readonly places: readonly { readonly target: Span; readonly rules: ByRule }[];

  constructor(suppressions: readonly Suppression[]) {
    const groups = new Map<number, { readonly target: Span; readonly all: Suppression[] }>();
    for (const each of suppressions) {
      const { target } = each;
      if (target === undefined) continue;
      const group = groups.get(target.start);
      if (group === undefined) groups.set(target.start, { target, all: [each] });
      else group.all.push(each);
    }
    const sorted = [...groups.values()].sort((a, b) => a.target.start - b.target.start);
    this.places = sorted.map(({ target, all }) => ({ target, rules: new ByRule(all) }));
    this.starts = sorted.map(({ target }) => target.start);
  }

  at(offset: number): ByRule | undefined {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const place = this.places[low - 1];
    return place !== undefined && offset < place.target.end ? place.rules : undefined;
  }
}

class Reader {
  readonly found: Suppression[] = [];
  readonly named: (NamedSuppression & { used: boolean })[] = [];
  private readonly dockerfile: Dockerfile;
  /** Those that wait for the instruction below them. */
  private pending: Suppression[] = [];
  private pendingForStage: Suppression[] = [];

  constructor(dockerfile: Dockerfile) {
    this.dockerfile = dockerfile;
  }

  read(): void {
    const { text, nodes } = this.dockerfile.syntax;
    for (const node of nodes) {
      if (node.kind === "directive" && node.name === "check") {
        const names = /skip=([\w,]+)/.exec(node.value)?.[1]?.split(",") ?? [];
        this.found.push({ target: undefined, scope: "file", names: byBuildkit(names) });
      } else if (node.kind === "comment") this.comment(text, node.span);
      else if (node.kind === "instruction") {
        const stage = this.pendingForStage.length === 0 ? undefined : this.dockerfile.stageOf(node);
        for (const each of this.pending) each.target = node.span;
        for (const each of this.pendingForStage) each.target = stage?.span ?? node.span;
        this.pending = [];
        this.pendingForStage = [];
      }
    }
    // Comments below the last instruction are about nothing.
    const nothing = { start: text.length + 1, end: text.length + 1 };
    for (const each of [...this.pending, ...this.pendingForStage]) each.target = nothing;
  }

  private comment(text: string, span: Span): void {
    const written = text.slice(span.start, span.end);
    const indent = written.length - written.trimStart().length;
    const comment = written.trim();
    const own = ours.exec(comment);
    if (own !== null) {
      this.own(own, span, span.start + indent);
      return;
    }
    const theirs = hadolint.exec(comment);
    const [, scope, codes] = theirs ?? [];
    const skipped = theirs === null ? buildkit.exec(comment)?.[1]?.split(",") : undefined;
    const names =
      codes !== undefined ? byHadolint(codes) : skipped === undefined ? undefined : byBuildkit(skipped);
    if (names === undefined) return;
    const about = scope?.toLowerCase() === "stage" ? "stage" : scope === undefined ? "instruction" : "file";
    const suppression: Suppression = { target: undefined, scope: about, names };
    this.found.push(suppression);
    if (about === "stage") this.pendingForStage.push(suppression);
    else if (about === "instruction") this.pending.push(suppression);
  }

  private own([, before = "", form, list = ""]: RegExpExecArray, comment: Span, start: number): void {
    const names = list.split(",");
    let at = start + before.length;
    for (const [index, name] of names.entries()) {
      const span = { start: at, end: at + name.length };
      const named = { name, span, comment, names: names.length, first: index === 0, used: false };
      at += name.length + 1;
      if (name === "") continue;
      const scope = form?.toLowerCase() === "ignore" ? "instruction" : "file";
      const suppression: Suppression = { target: undefined, scope, names: [name], named };
      this.named.push(named);
      this.found.push(suppression);
      if (scope === "instruction") this.pending.push(suppression);
    }
  }
}

function byHadolint(list: string): readonly string[] {
  return list.split(",").map((code) => `hadolint:${code.trim().toUpperCase()}`);
}

function byBuildkit(names: readonly string[]): readonly string[] {
  return names.map((name) => `buildkit:${name}`);
}

/** A fix that silences a finding with a comment above its instruction; undefined where it is in none. */
export function suppressionFix(
  dockerfile: Dockerfile,
  finding: Pick<Finding, "rule" | "span">,
): Fix | undefined {
  const { nodes, text } = dockerfile.syntax;
  const at = nodes.findIndex(
    ({ kind, span }) =>
      kind === "instruction" && span.start <= finding.span.start && finding.span.start < span.end,
  );
  const node = nodes[at];
  if (node?.kind !== "instruction") return undefined;
  const title = `Ignore \`${finding.rule}\` here`;
  const above = nodes[at - 1];
  const own =
    above?.kind === "comment"
      ? /#\s*lean-dockerfile\s+ignore=[\w,-]+/i.exec(text.slice(above.span.start, above.span.end))
      : null;
  const edit =
    above !== undefined && own !== null
      ? insertion(above.span.start + own.index + own[0].length, `,${finding.rule}`)
      : insertedBefore(dockerfile, node, [`# lean-dockerfile ignore=${finding.rule}`]);
  return { title, safety: "safe", kind: "quickfix", changes: () => [{ file: null, edits: [edit] }] };
}
