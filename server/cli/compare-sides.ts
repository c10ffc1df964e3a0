// The sides of a comparison: the file and its split, two files, a git revision and the working copy, or one file alone.

import { ruleFile } from "../core/analysis.ts";
import type { RuleFile } from "../core/rules/rule.ts";
import { instructionPlaces, plannedFields } from "../core/split/comparison.ts";
import { splitAsPreferred } from "../core/split/split.ts";
import { type SplitSummary, splitSummary } from "../core/split/summary.ts";
import type { BuildSide, EstimatedSide } from "../engine/index.ts";
import type { Session } from "./command.ts";
import { TroubleError } from "./exit.ts";
import { fileAtRevision } from "./git.ts";
import { type InputFile, loadOne, withProject } from "./inputs.ts";
import { projectInputs } from "./project-inputs.ts";

/** What the user named to compare with; `default` takes what makes sense for the file. */
export type Against =
  | { readonly kind: "default" }
  | { readonly kind: "split" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "git"; readonly revision: string };

export interface Side {
  readonly build: BuildSide;
  readonly estimate: EstimatedSide;
}

export type Sides =
  | {
      readonly kind: "sides";
      readonly sides: readonly Side[];
      readonly plannedFields: readonly string[];
      /** One sentence each, for standard error: what was taken and why. */
      readonly remarks: readonly string[];
    }
  | { readonly kind: "declined"; readonly summary: SplitSummary };

/** The sides, and what is said of them. */
export interface FoundSides {
  /** What the report is named after. */
  readonly name: string;
  readonly sides: Sides;
  /** False where a folder was taken for the build context without being named as one. */
  readonly contextKnown: boolean;
}

interface Setting {
  readonly session: Session;
  readonly file: InputFile;
  /** Absolute path of the build context. */
  readonly context: string;
  /** The option `--config`. */
  readonly config: string | undefined;
  /** The stage to build; the last when undefined. */
  readonly target: string | undefined;
  /** The option `--platform`. */
  readonly platform: string | undefined;
}

export async function compareSides(setting: Setting, against: Against): Promise<Sides> {
  const { session, file } = setting;
  switch (against.kind) {
    case "file":
      return withOther(
        setting,
        await loadOne(session, against.path, { context: setting.context, config: setting.config }),
      );
    case "git":
      return withRevision(setting, against.revision);
    default: {
      // A stage that was named is what the user wants to see; the split has others.
      if (setting.target !== undefined && against.kind === "default") return withHead(setting, []);
      const split = await splitSides(setting);
      if (split.kind === "sides" || against.kind === "split") return split;
      const reason = split.summary.reasons[0];
      const remark = reason === undefined ? [] : [`Not split: ${reason.message}`];
      return withHead(setting, file.path === undefined ? [] : remark);
    }
  }
}

/** The file as it is against its split. */
async function splitSides(setting: Setting): Promise<Sides> {
  const { session, file, target } = setting;
  const { before, summary } = await withProject(file, (project) => {
    const before = ruleFile({
      text: file.text,
      path: file.name,
      project,
      settings: file.settings,
      today: session.today,
    });
    const summary = splitSummary(file.text, splitAsPreferred(before));
    return { before, summary, wanted: before.project.wanted };
  });
  const { dockerfile, estimate } = summary;
  if (dockerfile === null) return { kind: "declined", summary };
  if (target !== undefined)
    throw new TroubleError("`--target` has no meaning for a comparison with the split", "Leave it out.");
  const after = ruleFile({ text: dockerfile, today: session.today });
  const basis = "from the sizes of base images in tables and the files that are read of the context";
  return {
    kind: "sides",
    sides: [
      sideOf(setting, "original", before, { bytes: estimate?.beforeBytes ?? null, basis }),
      sideOf(setting, "split", after, { bytes: estimate?.afterBytes ?? null, basis }),
    ],
    plannedFields: plannedFields(before, after),
    remarks: [],
  };
}

function withOther(setting: Setting, other: InputFile): Sides {
  return sidesOf(setting, [
    { label: setting.file.name, text: setting.file.text },
    { label: other.name, text: other.text },
  ]);
}

async function withRevision(setting: Setting, revision: string): Promise<Sides> {
  const { session, file } = setting;
  if (file.path === undefined) throw new TroubleError("`--git` needs a file, not standard input");
  const earlier = await fileAtRevision(file.path, revision, session.signal);
  if (!earlier.ok) throw new TroubleError(earlier.message);
  return sidesOf(setting, [
    { label: revision, text: earlier.text },
    { label: "working copy", text: file.text },
  ]);
}

/** HEAD against the working copy where they differ, else the file alone. */
async function withHead(setting: Setting, remarks: readonly string[]): Promise<Sides> {
  const { session, file } = setting;
  const head = file.path === undefined ? undefined : await fileAtRevision(file.path, "HEAD", session.signal);
  const alone = { label: file.name, text: file.text };
  if (head?.ok !== true || head.text === file.text) {
    const why = "There is nothing to compare with, so the file alone is measured";
    return sidesOf(setting, [alone], [...remarks, why]);
  }
  const texts = [
    { label: "HEAD", text: head.text },
    { label: "working copy", text: file.text },
  ];
  return sidesOf(setting, texts, [...remarks, "The file as committed is compared with the working copy"]);
}

function sidesOf(
  setting: Setting,
  texts: readonly { readonly label: string; readonly text: string }[],
  remarks: readonly string[] = [],
): Sides {
  const basis = "only the size of a split and of the file that it is made of can be estimated";
  const sides = texts.map(({ label, text }) =>
    sideOf(setting, label, ruleFile({ text, today: setting.session.today }), { bytes: null, basis }),
  );
  return { kind: "sides", sides, plannedFields: [], remarks };
}

function sideOf(
  setting: Setting,
  label: string,
  file: RuleFile,
  estimate: { readonly bytes: number | null; readonly basis: string },
): Side {
  return {
    build: {
      label,
      dockerfileText: file.text,
      dockerfilePath: setting.file.path ?? `${setting.context}/Dockerfile`,
      context: setting.context,
      target: setting.target,
      ...projectInputs(setting.file, setting.platform),
      steps: instructionPlaces(file),
    },
    estimate: { label, dockerfile: setting.file.name, ...estimate },
  };
}
