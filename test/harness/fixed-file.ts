// What must hold between a file and what safe fixes made of it, whatever the fixes were.

import type { Analysis } from "../../server/core/analysis.ts";
import type { Dockerfile } from "../../server/core/model/dockerfile.ts";
import { printDockerfile } from "../../server/core/syntax/parse.ts";
import { aboutStyle, lostComments } from "./checks.ts";
import { configurationChanges, type ImageConfiguration, imageConfigurations } from "./image-configuration.ts";
import { countByRule } from "./lint.ts";

/** A file before fixes, with what is compared read once. */
export interface Original {
  readonly analysis: Analysis;
  readonly counts: ReadonlyMap<string, number>;
  readonly configurations: readonly ImageConfiguration[];
  readonly broken: number;
}

/** What is compared of a file, read once for all of its fixes. */
export function original(analysis: Analysis): Original {
  const { dockerfile } = analysis.file;
  return {
    analysis,
    counts: countByRule(analysis.findings),
    configurations: imageConfigurations(dockerfile),
    broken: brokenScripts(dockerfile),
  };
}

/** Faults of the fixed text: another configuration, comments lost, scripts broken, findings added. */
export function faultsOfFixed(before: Original, after: Analysis): readonly string[] {
  const { dockerfile } = after.file;
  const faults: string[] = [];
  if (printDockerfile(dockerfile.syntax) !== after.file.text) faults.push("does not print back");
  faults.push(...configurationChanges(before.configurations, imageConfigurations(dockerfile)));
  if (brokenScripts(dockerfile) > before.broken) faults.push("a script is broken");
  for (const comment of lostComments(before.analysis.file.text, after.file.text))
    faults.push(`the comment ${comment} is lost`);
  for (const [rule, count] of countByRule(after.findings)) {
    const was = before.counts.get(rule) ?? 0;
    if (count <= was || aboutStyle.has(rule)) continue;
    const added = after.findings.findLast((each) => each.rule === rule);
    faults.push(`${rule} has ${count} findings in place of ${was}: ${added?.message}`);
  }
  return faults;
}

/** Scripts that the shell can't read, and those in which a JSON array came to stand for a program. */
function brokenScripts({ syntax }: Dockerfile): number {
  return syntax.instructions.filter(
    ({ script }) =>
      script !== undefined &&
      (script.broken || script.commands.some(({ words }) => /^\["/.test(words[0]?.raw ?? ""))),
  ).length;
}
