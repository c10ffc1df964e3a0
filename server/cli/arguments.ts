// Reading the command line: options are declared as data, and what does not fit them is refused with a hint.

import { parseArgs } from "node:util";
import { TroubleError } from "./exit.ts";

/** One option of a command. `value` names what it takes, as the help shows it: `DIR`. */
export type OptionSpec =
  | { readonly kind: "flag"; readonly help: string }
  | { readonly kind: "text"; readonly value: string; readonly help: string }
  | { readonly kind: "list"; readonly value: string; readonly help: string }
  | {
      readonly kind: "choice";
      readonly choices: readonly string[];
      readonly default: string;
      readonly help: string;
    };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<Spec extends OptionSpec> = Spec extends { kind: "flag" }
  ? boolean
  : Spec extends { kind: "list" }
    ? readonly string[]
    : Spec extends { kind: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : string | undefined;

/** The values of a command's options, typed by their declaration. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: ValueOf<Specs[Name]>;
};

export interface ParsedArguments<Specs extends OptionSpecs> {
  readonly options: OptionValues<Specs>;
  readonly operands: readonly string[];
}

/** Options that every command has. */
export const commonOptions = {
  help: { kind: "flag", help: "Show this help." },
  debug: { kind: "flag", help: "Show where an unexpected error comes from." },
} as const satisfies OptionSpecs;

/**
 * Parses the arguments behind a command's name. Throws a `TroubleError` that names the option and, where one is
 * near, the option that was meant.
 */
export function parseArguments<const Specs extends OptionSpecs>(
  specs: Specs,
  args: readonly string[],
): ParsedArguments<Specs> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [
        name,
        { type: spec.kind === "flag" ? ("boolean" as const) : ("string" as const) },
      ]),
    ),
    allowPositionals: true,
    // What is wrong is found below, where it can be said better.
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string | boolean | string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined) throw unknownOption(token.rawName, Object.keys(specs));
    take(values, token.name, spec, token.value, token.inlineValue === true);
  }
  for (const [name, spec] of Object.entries(specs)) {
    if (values.has(name)) continue;
    if (spec.kind === "flag") values.set(name, false);
    else if (spec.kind === "list") values.set(name, []);
    else if (spec.kind === "choice") values.set(name, spec.default);
  }
  // The declaration of the specs is what the types of the values are read from.
  return { options: Object.fromEntries(values) as OptionValues<Specs>, operands };
}

function take(
  values: Map<string, string | boolean | string[]>,
  name: string,
  spec: OptionSpec,
  value: string | undefined,
  inline: boolean,
): void {
  if (spec.kind === "flag") {
    if (inline) throw new TroubleError(`\`--${name}\` takes no value`);
    values.set(name, true);
    return;
  }
  // `--context --format json`: the next option is not a folder's name. A single `-` may be one.
  if (value === undefined || (!inline && value.length > 1 && value.startsWith("-"))) {
    const wanted = spec.kind === "choice" ? spec.choices.join("|") : spec.value;
    throw new TroubleError(`\`--${name}\` needs a value`, `Give it as \`--${name} ${wanted}\`.`);
  }
  if (spec.kind === "list") {
    const earlier = values.get(name);
    values.set(name, [...(Array.isArray(earlier) ? earlier : []), value]);
    return;
  }
  if (values.has(name)) throw new TroubleError(`\`--${name}\` is given twice`, "It takes one value.");
  if (spec.kind === "choice" && !spec.choices.includes(value)) {
    throw new TroubleError(
      `\`--${name}\` does not know \`${value}\``,
      `It takes one of ${spec.choices.map((choice) => `\`${choice}\``).join(", ")}.`,
    );
  }
  values.set(name, value);
}

function unknownOption(rawName: string, known: readonly string[]): TroubleError {
  const near = nearest(rawName.replace(/^-+/, ""), known);
  return new TroubleError(
    `Unknown option \`${rawName}\``,
    near === undefined ? undefined : `Did you mean \`--${near}\`?`,
  );
}

/** The candidate that a mistyped word most likely means; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // Two edits cover swapped letters; in a short word they would make any other.
  const limit = word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
