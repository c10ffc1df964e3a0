// What a project's files give to the builds of a Dockerfile beside its context, where they agree on it.

import type { BuildInputs, ProjectBuild } from "./build.ts";
import { namesContext } from "./project-builds.ts";

const none: BuildInputs = { args: {} };

/** What is taken for a build by hand, and whether the files say different things, so that nothing is. */
export interface AgreedInputs {
  readonly inputs: BuildInputs;
  readonly agreement: "agreed" | "divided";
  /** The files that say it, without repetition. */
  readonly files: readonly string[];
}

/**
 * What those files say with one voice whose word on a context counts, too: of builds for people at work only where
 * there are no others.
 */
export function agreedInputs(builds: readonly ProjectBuild[]): AgreedInputs {
  const named = builds.filter(namesContext);
  const shipped = named.filter(({ development }) => !development);
  const asked = shipped.length > 0 ? shipped : named;
  const said = asked.map(({ inputs = none }) => inputs);
  const files = [...new Set(asked.filter(({ inputs }) => inputs !== undefined).map(({ file }) => file))];
  const [first = none] = said;
  const isSame = said.every((inputs) => wordsOf(inputs) === wordsOf(first));
  return isSame
    ? { inputs: first, agreement: "agreed", files }
    : { inputs: none, agreement: "divided", files };
}

function wordsOf({ args, platform }: BuildInputs): string {
  return JSON.stringify([Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)), platform ?? ""]);
}

/** One sentence without a full stop on what is taken, for people; undefined where the files say nothing. */
export function inputsRemark({ inputs, agreement, files }: AgreedInputs): string | undefined {
  const where = files.map((file) => `\`${file}\``).join(" and ");
  if (agreement === "divided")
    return `The builds in ${where} have different arguments or platforms, so none is taken`;
  const names = Object.keys(inputs.args).map((name) => `\`${name}\``);
  const parts = [
    ...(names.length === 0
      ? []
      : [`${names.length === 1 ? "The build argument" : "The build arguments"} ${names.join(", ")}`]),
    ...(inputs.platform === undefined
      ? []
      : [`${names.length === 0 ? "The" : "the"} platform \`${inputs.platform}\``]),
  ];
  if (parts.length === 0) return undefined;
  return `${parts.join(" and ")} ${names.length + (inputs.platform === undefined ? 0 : 1) === 1 ? "comes" : "come"} from ${where}`;
}
