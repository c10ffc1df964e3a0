// Rule names on the command line: found by name or by an earlier one.

import { rules } from "../core/rules/registry.ts";
import type { Rule } from "../core/rules/rule.ts";
import { nearest } from "./arguments.ts";
import { TroubleError } from "./exit.ts";

/** The rule of this name or alias; a `TroubleError` with the nearest name when there is none. */
export function ruleNamed(name: string): Rule {
  const wanted = name.toLowerCase();
  const found = rules.find((rule) => rule.name === wanted || rule.aliases?.includes(wanted));
  if (found !== undefined) return found;
  const near = nearest(
    wanted,
    rules.map((rule) => rule.name),
  );
  throw new TroubleError(
    `There is no rule \`${name}\``,
    near === undefined ? "`lean-dockerfile rules` lists them." : `Did you mean \`${near}\`?`,
  );
}
