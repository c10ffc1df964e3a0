// Which stages a project ships besides the last one: those that a compose file, a bake file or a pipeline builds.

import { type Finding, type RelatedPlace, severities } from "./finding.ts";
import type { Dockerfile } from "./model/dockerfile.ts";
import type { Stage } from "./model/stage.ts";
import { isRoot } from "./model/users.ts";
import type { ProjectBuild, ServiceStart } from "./project/builds/build.ts";

/** A file is analysed once more for each target, so their number has a bound; real projects stay below six. */
const mostTargets = 8;

/** Pipelines and Makefiles build these stages to fill caches, not to ship them. */
const builderNames =
  /^(?:.*[-_.])?(?:build|builds|builder|building|compile|compiler|deps|dependencies|vendor|cache|base|install|sdk)$/i;

/** A stage that ships because something builds it. */
export interface ShippedTarget {
  readonly stage: Stage;
  /** Says who ships it, where the stage is named. */
  readonly why: RelatedPlace;
}

/** The stages that ship besides the final one, in the order of the file. */
export function shippedTargets(
  dockerfile: Dockerfile,
  builds: readonly ProjectBuild[],
): readonly ShippedTarget[] {
  if (builds.length === 0 || dockerfile.stages.length < 2) return [];
  const targets = new Map<Stage, ShippedTarget>();
  for (const build of builds) {
    const stage = targetOf(dockerfile, build);
    if (stage === undefined || stage === dockerfile.final || build.development) continue;
    if (dockerfile.isDevelopment(stage) || (fillsCaches(build) && isBuilder(stage))) continue;
    if (targets.has(stage)) continue;
    const message = `\`${build.file}\` ships this stage: \`${build.name}\` names it as its target`;
    targets.set(stage, { stage, why: { span: stage.nameSpan ?? stage.from.textSpan, message } });
  }
  return [...targets.values()].sort((a, b) => a.stage.index - b.stage.index).slice(0, mostTargets);
}

/** The stage that a build ends with, by its name or number; undefined for the last one. */
export function targetOf(dockerfile: Dockerfile, { target }: ProjectBuild): Stage | undefined {
  return target === undefined ? undefined : dockerfile.findStage(target, dockerfile.stages.length);
}

/**
 * How the project's services start the image of the final stage: what all of them say alike. Services for people at
 * work start a shell or a program that watches its sources, so they don't count.
 */
export function serviceOf(dockerfile: Dockerfile, builds: readonly ProjectBuild[]): ServiceStart | undefined {
  const starts = builds.flatMap((build) => {
    const stage = targetOf(dockerfile, build) ?? dockerfile.stages.at(-1);
    return build.development || build.start === undefined || stage !== dockerfile.final ? [] : [build.start];
  });
  const [first] = starts;
  if (first === undefined) return undefined;
  const alike = (one: (start: ServiceStart) => unknown) =>
    starts.every((each) => JSON.stringify(one(each)) === JSON.stringify(one(first)));
  const { command, entrypoint, user } = first;
  const sameStart = alike((each) => [each.command, each.entrypoint]);
  return {
    ...(command !== undefined && sameStart ? { command } : {}),
    ...(entrypoint !== undefined && sameStart ? { entrypoint } : {}),
    ...(user !== undefined && alike((each) => each.user) ? { user } : {}),
    checks: starts.flatMap((each) => each.checks ?? []),
    mounts: [...new Set(starts.flatMap((each) => each.mounts))],
  };
}

/**
 * True where everything that builds the final stage starts it as another user than root. What only builds it (bake, a
 * pipeline) says nothing of who starts it and as whom; then it is false.
 */
export function isNeverStartedAsRoot(dockerfile: Dockerfile, builds: readonly ProjectBuild[]): boolean {
  const own = builds.filter((build) => {
    const stage = targetOf(dockerfile, build) ?? dockerfile.stages.at(-1);
    return !build.development && stage === dockerfile.final;
  });
  return own.length > 0 && own.every(({ start }) => start?.user !== undefined && !isRoot(start.user));
}

function fillsCaches({ source }: ProjectBuild): boolean {
  return source === "workflow" || source === "gitlab" || source === "makefile";
}

function isBuilder({ name }: Stage): boolean {
  return name !== undefined && builderNames.test(name);
}

/** All findings once: where several analyses report the same rule at the same place, the most severe one stays. */
export function withoutRepeats(findings: readonly Finding[], more: readonly Finding[]): Finding[] {
  const kept = [...findings];
  const places = new Map(findings.map((finding, index) => [placeOf(finding), index]));
  for (const finding of more) {
    const place = placeOf(finding);
    const known = places.get(place);
    if (known === undefined) {
      places.set(place, kept.length);
      kept.push(finding);
    } else if (weight(finding) < weight(kept[known])) kept[known] = finding;
  }
  return kept;
}

function placeOf({ rule, span }: Finding): string {
  return `${rule} ${span.start} ${span.end}`;
}

function weight(finding: Finding | undefined): number {
  return finding === undefined ? severities.length : severities.indexOf(finding.severity);
}
