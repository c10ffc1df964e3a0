// The split's entry: asks the ecosystems for a plan and gives the offers that rules, editor and CLI show.

import type { Ecosystem, SplitRequest } from "../ecosystems/ecosystem.ts";
import { ecosystems } from "../ecosystems/registry.ts";
import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { formatEstimate } from "../text/bytes.ts";
import { lineEdits } from "../text/diff.ts";
import type { FileChange, TextEdit } from "../text/edits.ts";
import { failingInstallation } from "./archived-installs.ts";
import { emitSplit } from "./emit.ts";
import { wantLaterInstalls, withLaterInstallsFirst } from "./later-installs.ts";
import { failingCommand } from "./not-executable.ts";
import { type DeclinedSplit, declined, type Note, type SplitPlan } from "./plan.ts";
import { refusal } from "./refusals.ts";
import { removedBaseNote, withMovedBases } from "./removed-bases.ts";
import type { RuntimeImage, RuntimeName } from "./runtime.ts";
import { serviceStarts } from "./service-starts.ts";
import { startCommand } from "./start-command.ts";
import { withoutBuild } from "./without-build.ts";

/** One way to split: a runtime image, its title and, when asked, the new text. */
export interface SplitOffer {
  readonly runtime: RuntimeImage;
  /** `Split into builder and runtime stages (distroless, ~807 MB -> ~10 MB)`. */
  readonly title: string;
  readonly estimate: { readonly before: number | undefined; readonly after: number | undefined };
  readonly assumptions: readonly Note[];
  /** The whole new text. */
  readonly text: () => string;
  /** The same as edits to the old text, each with a note on what was assumed. */
  readonly changes: () => readonly FileChange[];
}

export type SplitAnswer =
  | { readonly kind: "split"; readonly ecosystem: string; readonly offers: readonly SplitOffer[] }
  | DeclinedSplit
  | { readonly kind: "not-needed"; readonly reasons: readonly Note[] };

/** Splits for the runtime that the settings prefer; where it does not fit the program, for the one that fits best. */
export function splitAsPreferred(file: RuleFile): SplitAnswer {
  const { preferredRuntime } = file.settings;
  const preferred = splitDockerfile(file, preferredRuntime);
  return preferred.kind === "declined" && preferredRuntime !== "auto"
    ? splitDockerfile(file, "auto")
    : preferred;
}

/**
 * Splits the shipped stage for a runtime; with `auto` the first offer is the preferred one and the others are
 * alternatives. Never throws; what can't be split is declined with reasons.
 */
export function splitDockerfile(file: RuleFile, runtime: RuntimeName): SplitAnswer {
  const stage = file.dockerfile.final;
  if (stage === undefined) return { kind: "not-needed", reasons: [{ message: "The file has no FROM" }] };
  const invalid = invalidBase(stage);
  if (invalid !== undefined) return { kind: "declined", ecosystem: undefined, reasons: [invalid] };
  const removed = removedBaseNote(file, stage);
  if (removed !== undefined) return declinedAsRemoved(file, removed, runtime);
  const candidates = ecosystems.filter((ecosystem) => concerns(ecosystem, file, stage));
  const planned = candidates.filter((each) => each.plan !== undefined);
  const family = stage.imageFacts?.family ?? "";
  // Where several languages build, the one whose image it is knows the program best.
  const ecosystem =
    planned.find(({ images }) => images.includes(family)) ??
    owner(planned, file, stage) ??
    starter(planned, file, stage) ??
    candidates[0];
  if (ecosystem === undefined) return withoutBuild(file, stage);
  if (ecosystem.plan === undefined)
    return declined(ecosystem.id, `${ecosystem.title} programs are not split yet`, stage.base.span);
  const refused = refusal(file, stage);
  if (refused !== undefined) return { kind: "declined", ecosystem: ecosystem.id, reasons: [refused] };
  const failing = failingCommand(file, stage);
  if (failing !== undefined) return declined(ecosystem.id, failing.message, failing.at, failing.remedy);
  const development = startedByService(ecosystem, stage);
  if (development !== undefined) return { kind: "declined", ecosystem: ecosystem.id, reasons: [development] };
  const others = othersOf(ecosystem, file, stage);
  const { notes, builderIsStarted } = serviceStarts(ecosystem, file, stage);
  const outcome = ecosystem.plan({ file, stage, runtime, others, builderIsStarted });
  if (outcome.kind === "declined") return failingFirst(outcome, stage);
  if (outcome.kind === "not-needed") return outcome;
  wantLaterInstalls(file, stage);
  const first = offer(file, outcome.plan, notes);
  const alternatives = outcome.plan.alternatives.map((image) =>
    alternative(ecosystem, { file, stage, runtime: image.name, others, builderIsStarted }, notes),
  );
  return {
    kind: "split",
    ecosystem: ecosystem.id,
    offers: [first, ...alternatives.filter((each) => each !== undefined)],
  };
}

/** A base image whose name no engine takes, as `node:alpine:lts`. */
function invalidBase(stage: Stage): Note | undefined {
  const { base } = stage.chain.at(-1) ?? stage;
  return base.kind === "image" && !base.reference.valid && !base.reference.text.includes("$")
    ? { message: `\`${base.reference.text}\` is no name of an image, so nothing can be built`, at: base.span }
    : undefined;
}

/** A base image that is gone; where it has a new place, and the split can be made with it, that is the remedy. */
function declinedAsRemoved(file: RuleFile, { message, at }: Note, runtime: RuntimeName): DeclinedSplit {
  const moved = withMovedBases(file);
  const helps = moved !== undefined && splitDockerfile(moved.file, runtime).kind === "split";
  return declined(undefined, message, at, helps ? moved.remedy : undefined);
}

/** What can't be built at all is said before anything that only the split asks for. */
function failingFirst(outcome: DeclinedSplit, stage: Stage): DeclinedSplit {
  const failing = outcome.remedy === undefined ? failingInstallation(stage) : undefined;
  return failing === undefined ? outcome : { ...outcome, reasons: [failing] };
}

/** The language whose image it is, where only others build in it: PHP with style sheets that Node.js makes. */
function owner(planned: readonly Ecosystem[], file: RuleFile, stage: Stage): Ecosystem | undefined {
  const family = stage.imageFacts?.family ?? "";
  if (!planned.some((each) => each.builtFolders?.(file, stage) !== undefined)) return undefined;
  return ecosystems.find(({ plan, images }) => plan !== undefined && images.includes(family));
}

/** Of several languages on a plain distribution, the first that can plan what starts; the first of all where none can. */
function starter(planned: readonly Ecosystem[], file: RuleFile, stage: Stage): Ecosystem | undefined {
  const own = planned.filter(({ serves }) => serves !== "others-too");
  const first = own[0] ?? planned[0];
  if (own.length < 2 || refusal(file, stage) !== undefined) return first;
  const plans = (each: Ecosystem): boolean => {
    const others = othersOf(each, file, stage);
    return each.plan?.({ file, stage, runtime: "auto", others, builderIsStarted: false }).kind === "plan";
  };
  return own.find(plans) ?? first;
}

function alternative(
  ecosystem: Ecosystem,
  request: SplitRequest,
  notes: readonly Note[],
): SplitOffer | undefined {
  const outcome = ecosystem.plan?.(request);
  return outcome?.kind === "plan" ? offer(request.file, outcome.plan, notes) : undefined;
}

/** What the other languages build in the stage. */
function othersOf(ecosystem: Ecosystem, file: RuleFile, stage: Stage): SplitRequest["others"] {
  return ecosystems.flatMap((each) => (each === ecosystem ? [] : (each.builtFolders?.(file, stage) ?? [])));
}

/** The stage builds something with the ecosystem's toolchain, or has it and starts it. */
function concerns(ecosystem: Ecosystem, file: RuleFile, stage: Stage): boolean {
  // Where the toolchain runs it must be there, whatever is known of the base image.
  if (stage.chain.some((each) => stageCommands(each).some((run) => ecosystem.builds(run))))
    // What another toolchain may build there unseen is not said to be nothing.
    return ecosystem.servesElse?.(file, stage) !== true || carriesOther(ecosystem, stage);
  if (!carries(ecosystem, stage)) return false;
  return (
    startsToolchain(ecosystem, stage) ||
    ecosystem.buildsThroughFiles?.(file, stage) === true ||
    ecosystem.gains?.(file, stage) === true
  );
}

/** The stage has the toolchain, by its image or by installing it. */
function carries(ecosystem: Ecosystem, stage: Stage): boolean {
  return isItsImage(ecosystem, stage) || installs(ecosystem, stage);
}

/** The stage has the toolchain of another language that compiles its programs. */
function carriesOther(ecosystem: Ecosystem, stage: Stage): boolean {
  return ecosystems.some(
    (each) =>
      each !== ecosystem &&
      each.interpreted !== true &&
      ((stage.imageFacts?.role === "toolchain" && isItsImage(each, stage)) || installs(each, stage)),
  );
}

function isItsImage(ecosystem: Ecosystem, stage: Stage): boolean {
  const facts = stage.imageFacts;
  return facts !== undefined && ecosystem.images.includes(facts.family);
}

function installs(ecosystem: Ecosystem, stage: Stage): boolean {
  return stage.chain.some((each) =>
    stageCommands(each).some((run) => {
      const packages = packageCommand(run);
      return (
        packages?.action === "install" &&
        packages.packages.some((word) => ecosystem.packages.includes(packageName(word)))
      );
    }),
  );
}

function startsToolchain(ecosystem: Ecosystem, stage: Stage): boolean {
  const answer = startCommand(stage);
  if (answer.kind === "start" && ecosystem.runsToolchain(answer.start.program, answer.start.args))
    return true;
  // `./migrate && go run .`
  const last = (stage.entrypoint?.by ?? stage.cmd?.by)?.script?.commands.at(-1);
  return (
    last !== undefined &&
    ecosystem.runsToolchain(
      last.program,
      last.args.map((arg) => arg.value),
    )
  );
}

/** The compose file runs the toolchain in an image that starts nothing itself: it is there for development. */
function startedByService(ecosystem: Ecosystem, stage: Stage): Note | undefined {
  const answer = startCommand(stage);
  if (answer.kind !== "start" || answer.start.by !== undefined || stage.service === undefined)
    return undefined;
  const { program, args } = answer.start;
  return ecosystem.runsToolchain(program, args)
    ? {
        message: `The compose file starts \`${[program, ...args].join(" ")}\`, which needs the toolchain and the sources at run time`,
        at: stage.from.textSpan,
      }
    : undefined;
}

function offer(file: RuleFile, plan: SplitPlan, notes: readonly Note[]): SplitOffer {
  const assumptions = [...plan.assumptions, ...notes];
  let text: string | undefined;
  const write = (): string => {
    text ??= withLaterInstallsFirst(file, emitSplit(file, plan), plan.stage.index);
    return text;
  };
  return {
    runtime: plan.runtime,
    title: `Split into builder and runtime stages (${figures(plan)})`,
    estimate: plan.estimate,
    assumptions,
    text: write,
    changes: () => [{ file: null, edits: annotate(lineEdits(file.text, write()), assumptions) }],
  };
}

/** `distroless, ~807 MB -> ~10 MB`, or only the name where a figure isn't known. */
function figures(plan: SplitPlan): string {
  const { before, after } = plan.estimate;
  return before === undefined || after === undefined
    ? plan.runtime.name
    : `${plan.runtime.name}, ${formatEstimate(before)} -> ${formatEstimate(after)}`;
}

/** Each assumption goes to the edit nearest to what it is about, so that a preview shows it there. */
function annotate(edits: readonly TextEdit[], notes: readonly Note[]): readonly TextEdit[] {
  const messages = edits.map((): string[] => []);
  for (const note of notes) {
    const at = note.at?.start ?? Number.MAX_SAFE_INTEGER;
    let nearest = 0;
    edits.forEach((edit, index) => {
      const best = edits[nearest];
      if (best !== undefined && Math.abs(edit.span.start - at) < Math.abs(best.span.start - at))
        nearest = index;
    });
    messages[nearest]?.push(note.message);
  }
  return edits.map((edit, index) => {
    const note = messages[index]?.join(". ");
    return note === undefined || note === "" ? edit : { ...edit, note };
  });
}
