// The instructions of a Dockerfile as the caller found them, and how an engine's wording is matched to them.

/** One instruction of a Dockerfile. The caller parses; the engine layer only compares. */
export interface InstructionStep {
  /** Zero-based line on which the instruction starts. */
  readonly line: number;
  /** `FROM`, `RUN`, ... in any case. */
  readonly keyword: string;
  /** What follows the keyword, as written: continuation lines, flags and heredocs included. */
  readonly text: string;
}

/** A stage: its FROM and the instructions under it. `name` is lower case, as engines compare it. */
export interface Stage {
  readonly index: number;
  readonly name: string | null;
  readonly image: string;
  readonly from: InstructionStep;
  readonly steps: readonly InstructionStep[];
}

/** What a comparison of an instruction with an engine's wording can say. */
export type TextMatch = "same" | "different" | "unknown";

export function stagesOf(steps: readonly InstructionStep[]): readonly Stage[] {
  const stages: {
    index: number;
    name: string | null;
    image: string;
    from: InstructionStep;
    steps: InstructionStep[];
  }[] = [];
  for (const step of steps) {
    if (keywordOf(step) === "FROM") {
      const words = withoutFlags(joined(step.text))
        .split(/\s+/)
        .filter((word) => word !== "");
      const named = words[1]?.toLowerCase() === "as" ? words[2] : undefined;
      stages.push({
        index: stages.length,
        name: named?.toLowerCase() ?? null,
        image: words[0] ?? "",
        from: step,
        steps: [],
      });
    } else stages.at(-1)?.steps.push(step);
  }
  return stages;
}

/** The stage that a build makes: the named or numbered target, else the last. */
export function targetStage(stages: readonly Stage[], target: string | undefined): Stage | undefined {
  if (target === undefined || target === "") return stages.at(-1);
  return findStage(stages, target) ?? (/^\d+$/.test(target) ? stages[Number(target)] : undefined);
}

/** The stage with that name; of several the last. */
export function findStage(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.findLast((stage) => stage.name === name.toLowerCase());
}

/** The earlier stage that this one is built on, when its FROM names one. */
export function parentStage(stages: readonly Stage[], stage: Stage): Stage | undefined {
  return findStage(stages.slice(0, stage.index), stage.image);
}

export function keywordOf(step: InstructionStep): string {
  return step.keyword.toUpperCase();
}

/** The instruction on one line, as a person would say it: continuation lines joined, white space single. */
export function oneLine(step: InstructionStep): string {
  return `${keywordOf(step)} ${collapse(joined(step.text))}`.trim();
}

/** Joins continuation lines, as engines do, and leaves out the comment and empty lines between them. */
function joined(text: string): string {
  return text.replace(/[\\`][ \t]*\r?\n(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n)*/g, "").replace(/[\\`][ \t]*$/, "");
}

function withoutFlags(text: string): string {
  return text.replace(/^\s*(?:--[a-z][a-z-]*(?:=(?:"[^"]*"|'[^']*'|\S)*)?\s+)+/i, "");
}

function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The words of an exec-form array; undefined for anything else. */
function execForm(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    const words: unknown = JSON.parse(text);
    if (!Array.isArray(words) || !words.every((word) => typeof word === "string")) return undefined;
    return words;
  } catch {
    return undefined;
  }
}

/** The text in the form in which instructions and engines' wordings are compared. */
export function canonical(text: string): string {
  const plain = collapse(withoutFlags(joined(text)));
  // Histories print the words of an array side by side.
  return collapse(execForm(plain)?.join(" ") ?? plain);
}

/** The last word of an instruction, such as a copy's destination; empty without one. */
export function lastWord(step: InstructionStep): string {
  const plain = collapse(withoutFlags(joined(step.text)));
  return unquoted((execForm(plain) ?? plain.split(" ")).at(-1) ?? "");
}

/** True when the instruction has a heredoc, whose text engines word in their own ways. */
export function hasHeredoc(step: InstructionStep): boolean {
  return /<<-?\s*["']?[A-Za-z0-9_]/.test(step.text) && step.text.includes("\n");
}

/**
 * Compares an instruction with what an engine prints for it. Engines resolve variables in paths and
 * drop quotes there, so those are matched loosely; `unknown` means that nothing can be said.
 */
export function matchText(step: InstructionStep, words: string): TextMatch {
  if (hasHeredoc(step)) return heredocMatch(step, words);
  const own = canonical(step.text);
  const other = canonical(words);
  if (own === other) return "same";
  if (keywordOf(step) === "RUN") return other.endsWith(` ${own}`) ? "same" : "different";
  return pathMatch(keywordOf(step), unquoted(own), unquoted(other));
}

function heredocMatch(step: InstructionStep, words: string): TextMatch {
  const first = step.text
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim())
    .find((line) => line !== "");
  return first !== undefined && words.includes(first) ? "same" : "unknown";
}

function pathMatch(keyword: string, own: string, other: string): TextMatch {
  if (own === other) return "same";
  const pattern = new RegExp(
    `^${own
      .split(/\$\{[^}]*\}|\$\w+/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
  if (own.includes("$") && pattern.test(other)) return "same";
  // WORKDIR is printed resolved: `app` under `/srv` is `/srv/app`.
  if (keyword === "WORKDIR") {
    const relative = own.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
    if (other.endsWith(`/${relative}`) || other === `${relative}` || own.includes("$")) return "same";
  }
  return "different";
}

function unquoted(text: string): string {
  return text.replace(/["']/g, "");
}
