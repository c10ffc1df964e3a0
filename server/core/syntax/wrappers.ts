// Programs that run another one: what they start counts, not they.

import type { ShellAssignment, ShellWord } from "./shell.ts";

/** Programs that run another one given as their arguments, and their options that take a value. */
const wrappers: ReadonlyMap<string, RegExp> = new Map([
  ["sudo", /^-[ugUCp]$/],
  ["env", /^-[uSC]$/],
  ["exec", /^-a$/],
  ["command", /^$/],
  ["nice", /^-n$/],
  ["time", /^$/],
  ["nohup", /^$/],
  ["eatmydata", /^$/],
  ["dumb-init", /^$/],
  ["tini", /^$/],
  ["catchsegv", /^$/],
]);

/** The command that runs behind its wrappers, with what they set for it. */
interface Effective {
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
}

/** The command behind `sudo`, `env` and the like; the words themselves where there is no wrapper. */
export function unwrap(words: readonly ShellWord[], assignments: readonly ShellAssignment[]): Effective {
  // Hardly any command is a wrapper, and every command is asked.
  return wraps(words[0]) ? unwrapped(words, assignments) : { words, assignments };
}

function wraps(word: ShellWord | undefined): boolean {
  return word !== undefined && wrappers.has(lastPart(word.value));
}

/** The program's name without its folder. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function unwrapped(words: readonly ShellWord[], assignments: readonly ShellAssignment[]): Effective {
  let rest = words;
  const all = [...assignments];
  for (;;) {
    const name = lastPart(rest[0]?.value ?? "");
    const takesValue = wrappers.get(name);
    if (takesValue === undefined) return { words: rest, assignments: all };
    let at = 1;
    for (; at < rest.length; at++) {
      const each = rest[at];
      if (each === undefined) break;
      const equals = each.value.indexOf("=");
      if (each.value === "--") {
        at++;
        break;
      }
      if (each.value.startsWith("-")) {
        if (takesValue.test(each.value)) at++;
      } else if ((name === "env" || name === "sudo") && /^[A-Za-z_][A-Za-z0-9_]*=/.test(each.value)) {
        const value = {
          ...each,
          value: each.value.slice(equals + 1),
          raw: each.raw.slice(equals + 1),
          span: { start: each.span.start + equals + 1, end: each.span.end },
        };
        all.push({ name: each.value.slice(0, equals), value, span: each.span });
      } else break;
    }
    // A wrapper without a command is a command of its own (`env`, `time`).
    if (at >= rest.length) return { words: rest, assignments: all };
    rest = rest.slice(at);
  }
}
