// Which versions a comparison builds: several images that were named, an earlier version, the split, or the file alone.

import { ruleFile } from "../../core/analysis.ts";
import { type AgreedInputs, agreedInputs } from "../../core/project/builds/agreed-inputs.ts";
import type { BuildInputs } from "../../core/project/builds/build.ts";
import type { RuleFile } from "../../core/rules/rule.ts";
import { instructionPlaces, plannedFields } from "../../core/split/comparison.ts";
import type { CompareParams } from "../../protocol/compare.ts";
import type { ComparisonHost, ComparisonJob, ComparisonSide } from "../host.ts";
import type { OpenProject } from "../projects.ts";
import type { Analyzed, Session } from "../session.ts";
import { splitAnswer } from "./split.ts";

export type SideChoice =
  | ({ readonly kind: "sides" } & Pick<ComparisonJob, "sides" | "plannedFields">)
  /** One sentence. */
  | { readonly kind: "refused"; readonly message: string };

/** A document on disk. */
type OnDisk = Analyzed & { readonly path: string };

/**
 * What the parameters name; without any of it the file as it is against its split, where it can be split, else what
 * was last committed against the file, where they differ, else the file alone.
 */
export async function chooseSides(
  session: Session,
  comparison: ComparisonHost,
  analyzed: OnDisk,
  params: CompareParams,
): Promise<SideChoice> {
  const choice = await namedSides(session, comparison, analyzed, params);
  if (choice.kind === "refused") return choice;
  const { inputs } = inputsOf(analyzed.project);
  const [first, ...rest] = choice.sides;
  const given = (side: ComparisonSide) => (side.place === undefined ? { ...side, inputs } : side);
  return { ...choice, sides: [given(first), ...rest.map(given)] };
}

/** What the project's files say of the builds of a Dockerfile. */
export function inputsOf(project: OpenProject | undefined): AgreedInputs {
  return agreedInputs(project?.snapshot.builds ?? []);
}

async function namedSides(
  session: Session,
  comparison: ComparisonHost,
  analyzed: OnDisk,
  params: CompareParams,
): Promise<SideChoice> {
  const { text } = analyzed.input;
  const { others = [], targets = [], platforms = [], target, against, runtime } = params;
  if (others.length > 0 || targets.length > 0 || platforms.length > 0)
    return chosen(await severalSides(session, analyzed, params));
  if (target !== undefined) return chosen([{ ...sideOf(target, text), target }]);
  if (against !== undefined) return withVersion(comparison, analyzed, against);
  const answer = await splitAnswer(session, analyzed, runtime);
  const offer = answer.kind === "split" ? answer.offers[0] : undefined;
  if (offer !== undefined) {
    const { before, after } = offer.estimate;
    return {
      kind: "sides",
      sides: [
        { ...sideOf("original", text), estimatedBytes: before },
        { ...sideOf(`split (${offer.runtime.name})`, offer.text()), estimatedBytes: after },
      ],
      plannedFields: plannedFields(analyzed.analysis.file, fileOf(offer.text())),
    };
  }
  const committed = await comparison.committedText(analyzed.path, "HEAD");
  if (committed === undefined || committed === text) return chosen([sideOf(nameOf(analyzed.path), text)]);
  return chosen([sideOf("HEAD", committed), sideOf("working copy", text)]);
}

async function withVersion(
  comparison: ComparisonHost,
  { path, input: { text } }: OnDisk,
  { label, text: given }: NonNullable<CompareParams["against"]>,
): Promise<SideChoice> {
  const earlier = given ?? (await comparison.committedText(path, label));
  if (earlier === undefined)
    return { kind: "refused", message: `\`${label}\` is no revision that has \`${nameOf(path)}\`.` };
  return chosen([sideOf(label, earlier), sideOf("working copy", text)]);
}

/** Every file with every target and every platform; each label names what differs. */
async function severalSides(
  session: Session,
  { path, input, settings }: OnDisk,
  { others = [], targets = [], platforms = [] }: CompareParams,
): Promise<readonly ComparisonSide[]> {
  const files: { name: string; text: string; place?: ComparisonSide["place"]; inputs?: BuildInputs }[] = [
    { name: shown(session, path), text: input.text },
  ];
  for (const { uri, text } of others) {
    const dockerfile = session.host.files?.pathOf(uri);
    if (dockerfile === undefined || dockerfile === path) continue;
    const request = { dockerfile, text, roots: session.roots, configured: settings.context };
    const project = await session.projects?.open(request);
    const { inputs } = inputsOf(project);
    const place = { dockerfile, context: project?.folder };
    files.push({ name: shown(session, dockerfile), text, place, inputs });
  }
  return files.flatMap(({ name, text, place, inputs }) =>
    orNone(targets).flatMap((target) =>
      orNone(platforms).map((platform) => {
        const parts = [
          files.length > 1 ? name : undefined,
          targets.length > 1 ? target : undefined,
          platforms.length > 1 ? platform : undefined,
        ].filter((part) => part !== undefined);
        const label = parts.length === 0 ? name : parts.join(" ");
        return { ...sideOf(label, text), target, platform, place, inputs };
      }),
    ),
  );
}

function orNone(values: readonly string[]): readonly (string | undefined)[] {
  return values.length === 0 ? [undefined] : values;
}

/** A path as people see it: from the workspace folder that holds it. */
function shown({ roots }: Session, path: string): string {
  const root = roots.find((each) => path.startsWith(`${each}/`));
  return root === undefined ? nameOf(path) : path.slice(root.length + 1);
}

function chosen(sides: readonly ComparisonSide[]): SideChoice {
  const [first, ...rest] = sides;
  if (first === undefined) return { kind: "refused", message: "There is nothing to build." };
  return { kind: "sides", sides: [first, ...rest], plannedFields: [] };
}

function sideOf(label: string, text: string): ComparisonSide {
  const steps = instructionPlaces(fileOf(text));
  return { label, text, steps, target: undefined, estimatedBytes: undefined };
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function fileOf(text: string): RuleFile {
  return ruleFile({ text, today: "" });
}
