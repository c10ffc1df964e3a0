// Reads bake files, in HCL and in JSON: which images their targets build. What several files say is laid over.

import { parseJsonWithComments } from "../manifests/json-comments.ts";
import { isTable } from "../manifests/toml.ts";
import type { DescribedBuild } from "./build.ts";
import { argumentsIn, inputsOf } from "./build-inputs.ts";
import { combinations } from "./combinations.ts";
import { type HclBlock, type HclPath, type HclValue, parseHcl } from "./hcl.ts";

/** Targets inherit from targets at most this deep. */
const mostParents = 8;

/** A matrix's choice for one name: a text, or an object of texts. */
type Choice = HclValue;

interface BakeFiles {
  /** Attributes by target; later files win attribute by attribute. */
  readonly targets: Map<string, Map<string, HclValue>>;
  /** Defaults of variables. */
  readonly variables: Map<string, HclValue>;
}

/** The builds of all targets; `json` tells in which language each text is. */
export function bakeBuilds(
  files: readonly { readonly text: string; readonly language: "json" | "hcl" }[],
): readonly DescribedBuild[] {
  const all: BakeFiles = { targets: new Map(), variables: new Map() };
  for (const { text, language } of files)
    for (const block of language === "hcl" ? parseHcl(text) : jsonBlocks(text)) addBlock(all, block);
  return [...all.targets.keys()].flatMap((name) => buildsOf(all, name));
}

function addBlock({ targets, variables }: BakeFiles, { type, labels, attributes }: HclBlock): void {
  const [name] = labels;
  if (name === undefined) return;
  if (type === "variable") {
    const value = attributes.get("default");
    if (value !== undefined) variables.set(name, value);
  }
  if (type === "target") targets.set(name, new Map([...(targets.get(name) ?? []), ...attributes]));
}

/** The same blocks from JSON, where strings may hold `${...}` as well. */
function jsonBlocks(text: string): readonly HclBlock[] {
  const root = parseJsonWithComments(text);
  if (!isTable(root)) return [];
  return ["variable", "target"].flatMap((type) => {
    const named = root[type];
    if (!isTable(named)) return [];
    return Object.entries(named).flatMap(([label, body]) =>
      isTable(body)
        ? [
            {
              type,
              labels: [label],
              attributes: new Map(Object.entries(body).map(([key, value]) => [key, jsonValue(value)])),
            },
          ]
        : [],
    );
  });
}

function jsonValue(value: unknown): HclValue {
  if (typeof value === "string")
    return parseHcl(`v { v = ${JSON.stringify(value)}\n}`)[0]?.attributes.get("v") ?? { kind: "computed" };
  if (value === null) return { kind: "null" };
  if (Array.isArray(value)) return { kind: "list", items: value.slice(0, 1_000).map(jsonValue) };
  if (isTable(value))
    return {
      kind: "object",
      entries: new Map(Object.entries(value).map(([key, each]) => [key, jsonValue(each)])),
    };
  return { kind: "computed" };
}

function buildsOf(all: BakeFiles, name: string): readonly DescribedBuild[] {
  const attribute = (key: string) => inherited(all, name, key, mostParents);
  if (attribute("dockerfile-inline") !== undefined) return [];
  return matrixOf(attribute("matrix")).flatMap((choice): readonly DescribedBuild[] => {
    const text = (key: string, byDefault: string): string | undefined => {
      const value = attribute(key);
      return value === undefined || value.kind === "null"
        ? byDefault
        : textOf(value, all, choice, mostParents);
    };
    const context = text("context", ".");
    const dockerfile = text("dockerfile", "Dockerfile");
    // A target whose stage is computed may be any, so nothing is said of it; its context is known all the same.
    const target = text("target", "");
    if (context === undefined || dockerfile === undefined) return [];
    const known = (value: HclValue) => textOf(value, all, choice, mostParents);
    const inputs = inputsOf(argumentsOf(all, name, known), platformOf(attribute("platforms"), known));
    const stage = target === "" ? undefined : target;
    return [{ name, context, dockerfile, dockerfileFrom: "context", target: stage, inputs }];
  });
}

type Known = (value: HclValue) => string | undefined;

/** Arguments are joined with those of the targets that one inherits from. */
function argumentsOf(
  all: BakeFiles,
  name: string,
  known: Known,
  depth = mostParents,
): Readonly<Record<string, string>> {
  const target = all.targets.get(name);
  const parents = target?.get("inherits");
  const below =
    parents?.kind === "list" && depth > 0
      ? parents.items.flatMap((parent) => {
          const parentName = known(parent);
          return parentName === undefined
            ? []
            : Object.entries(argumentsOf(all, parentName, known, depth - 1));
        })
      : [];
  const args = target?.get("args");
  const own =
    args?.kind === "object"
      ? [...args.entries].flatMap(([key, value]) => {
          const text = known(value);
          return text === undefined ? [] : [[key, text] as const];
        })
      : [];
  return argumentsIn(Object.fromEntries([...below, ...own]), (text) => text);
}

function platformOf(platforms: HclValue | undefined, known: Known): string | undefined {
  return platforms?.kind === "list" && platforms.items.length === 1 && platforms.items[0] !== undefined
    ? known(platforms.items[0])
    : undefined;
}

/** What a target sets itself, else what the last of those that it inherits from sets. */
function inherited(all: BakeFiles, name: string, key: string, depth: number): HclValue | undefined {
  const target = all.targets.get(name);
  const own = target?.get(key);
  if (own !== undefined || depth === 0) return own;
  const parents = target?.get("inherits");
  if (parents?.kind !== "list") return undefined;
  for (const parent of [...parents.items].reverse()) {
    const parentName = textOf(parent, all, new Map(), mostParents);
    const value = parentName === undefined ? undefined : inherited(all, parentName, key, depth - 1);
    if (value !== undefined) return value;
  }
  return undefined;
}

function matrixOf(matrix: HclValue | undefined): readonly ReadonlyMap<string, Choice>[] {
  if (matrix?.kind !== "object") return [new Map()];
  const choices = new Map<string, readonly Choice[]>();
  for (const [name, value] of matrix.entries) if (value.kind === "list") choices.set(name, value.items);
  return combinations(choices);
}

/** The text of a value; undefined where it is computed or depends on what only a build knows. */
function textOf(
  value: HclValue,
  all: BakeFiles,
  choice: ReadonlyMap<string, Choice>,
  depth: number,
): string | undefined {
  if (depth === 0) return undefined;
  if (value.kind === "path") return pathOf(value.path, all, choice, depth);
  if (value.kind !== "text") return undefined;
  let text = "";
  for (const piece of value.pieces) {
    const part = typeof piece === "string" ? piece : pathOf(piece, all, choice, depth);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

function pathOf(
  [first, field]: HclPath,
  all: BakeFiles,
  choice: ReadonlyMap<string, Choice>,
  depth: number,
): string | undefined {
  const found = choice.get(first) ?? all.variables.get(first);
  const value = field !== undefined && found?.kind === "object" ? found.entries.get(field) : found;
  return value === undefined ? undefined : textOf(value, all, choice, depth - 1);
}
