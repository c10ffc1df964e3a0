// invalid-flag-value: a flag has a value that no builder takes for it.

import type { Fix } from "../finding.ts";
import { nearestName } from "../model/nearest-name.ts";
import { isTemplate, switches } from "../syntax/instruction-table.ts";
import type { Flag } from "../syntax/words.ts";
import { replacement } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { quoted, unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const stops = "so the build stops here";

const messages = {
  switch: (value: string, flag: string) =>
    `${quoted(value)} is neither \`true\` nor \`false\` for \`--${flag}\`, ${stops}`,
  choice: (value: string, flag: string, choices: readonly string[]) =>
    `${quoted(value)} is none of the values of \`${flag}\` (${choices.join(", ")}), ${stops}`,
  key: (key: string) => `A mount has no option ${quoted(key)}, ${stops}`,
  form: (value: string, what: string) => `${quoted(value)} is no ${what}, ${stops}`,
};

interface Fault {
  readonly at: Span;
  readonly message: string;
  /** What may be meant instead. */
  readonly nearest?: string | undefined;
  readonly sources: readonly string[];
}

export const invalidFlagValue = defineRule({
  name: "invalid-flag-value",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  sources: ["dockerfile-utils:FLAG_EXPECTED_BOOLEAN_VALUE", "dockerfile-utils:FLAG_INVALID_LINK_VALUE"],
  reads: [],
  docs: {
    summary: "A flag has a value that no builder takes for it.",
    why: "Builders stop at it when they read the file. Found are switches that are neither `true` nor `false`, networks and security modes that do not exist, checksums that are none, and mounts of an unknown type, with an unknown option, or with a value that the option does not take. Options that only podman's builder knows are left alone, and so are values with a variable in them, which only the build knows.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY --link=yes app /app
`,
        good: `FROM debian:bookworm-slim
COPY --link=true app /app
`,
      },
      {
        bad: `FROM debian:bookworm-slim
RUN --mount=type=caches,target=/root/.cache ls
`,
        good: `FROM debian:bookworm-slim
RUN --mount=type=cache,target=/root/.cache ls
`,
      },
    ],
    whenNotToUse: "With a frontend of one's own (`# syntax=`) that knows more values.",
    fixSafety: "The fix writes the nearest name. It is unsafe: something else may be meant.",
  },
  check({ dockerfile, text }, report) {
    for (const instruction of dockerfile.syntax.instructions) {
      const each = instruction.trigger ?? instruction;
      // Looking at two characters is cheaper than reading flags that mostly aren't there.
      if (!text.startsWith("--", each.body.start)) continue;
      for (const flag of each.flags)
        for (const fault of faults(each.keyword, flag)) {
          if (isTemplate(dockerfile.syntax)) return;
          const { at, message, nearest, sources } = fault;
          report(at, { message, sources }, () => renamed(at, nearest));
        }
    }
  },
});

function renamed(at: Span, nearest: string | undefined): readonly Fix[] {
  if (nearest === undefined) return [];
  return [unsafeFix(`Write \`${nearest}\``, "Something else may be meant", replacement(at, nearest))];
}

/** Values by instruction and flag. */
const choices: Readonly<Record<string, readonly string[]>> = {
  "RUN network": ["default", "none", "host"],
  "RUN security": ["sandbox", "insecure"],
};

function faults(keyword: string, flag: Flag): readonly Fault[] {
  const { name, value, valueSpan } = flag;
  // One without a value has its own finding, and a word in quotes has other offsets than its text.
  if (value === undefined || value === "" || valueSpan === undefined) return [];
  if (valueSpan.end - valueSpan.start !== value.length) return [];
  if (switches.has(name)) {
    if (/^(?:true|false)$/i.test(value)) return [];
    // It does not know the flag itself.
    const known = name !== "unpack" && /^(?:ADD|COPY)$/.test(keyword);
    const sources = known ? invalidFlagValue.sources : [];
    return [{ at: valueSpan, message: messages.switch(value, name), nearest: meant(value), sources }];
  }
  if (name === "mount" && keyword === "RUN") return mountFaults(value, valueSpan.start);
  if (value.includes("$")) return [];
  if (name === "checksum" && keyword === "ADD") return checksumFaults(value, valueSpan);
  const known = choices[`${keyword} ${name}`];
  if (known === undefined || known.includes(value)) return [];
  const nearest = nearestName(value, known);
  return [{ at: valueSpan, message: messages.choice(value, `--${name}`, known), nearest, sources: [] }];
}

function meant(value: string): string | undefined {
  if (/^(?:1|yes|y|on|t)$/i.test(value)) return "true";
  return /^(?:0|no|n|off|f)$/i.test(value) ? "false" : nearestName(value, ["true", "false"]);
}

/** A digest of the commit of a repository, or of the content of a file. */
function checksumFaults(value: string, at: Span): readonly Fault[] {
  const isSound = /^(?:[a-z\d]+(?:[+._-][a-z\d]+)*:)?[\da-f]{7,}$/i.test(value);
  const isShort = /^sha256:/.test(value) && !/^sha256:[\da-f]{64}$/.test(value);
  if (isSound && !isShort) return [];
  const what = "checksum: `sha256:` and 64 hexadecimal digits are expected";
  return [{ at, message: messages.form(value, what), sources: [] }];
}

/** What an option of a mount may be; without an entry anything. */
const mountValues: Readonly<Record<string, readonly string[]>> = {
  type: ["bind", "cache", "tmpfs", "secret", "ssh"],
  sharing: ["shared", "private", "locked"],
};

const booleans = new Set(["readonly", "ro", "readwrite", "rw", "required"]);
const numbers: Readonly<Record<string, readonly [form: RegExp, what: string]>> = {
  mode: [/^[0-7]{1,11}$/, "octal number of rights"],
  uid: [/^\d{1,10}$/, "number of a user"],
  gid: [/^\d{1,10}$/, "number of a group"],
};
const mountOptions = [
  ...["type", "from", "source", "src", "target", "dst", "destination", "id", "size", "env"],
  ...Object.keys(numbers),
  ...Object.keys(mountValues),
  ...booleans,
];
/** Source: buildah's manual of `RUN --mount`. */
const ofPodman = new Set(
  "z Z U bind-nonrecursive bind-propagation relabel shared rshared slave rslave private rprivate unbindable runbindable tmpcopyup notmpcopyup chown idmap".split(
    " ",
  ),
);

function mountFaults(value: string, start: number): readonly Fault[] {
  // Quotes hold commas together: such a value is left alone.
  if (value.includes('"')) return [];
  const found: Fault[] = [];
  let at = start;
  for (const field of value.split(",")) {
    const fault = fieldFault(field, at);
    if (fault !== undefined) found.push({ ...fault, sources: [] });
    at += field.length + 1;
  }
  return found;
}

function fieldFault(field: string, start: number): Omit<Fault, "sources"> | undefined {
  const equals = field.indexOf("=");
  const written = equals === -1 ? field : field.slice(0, equals);
  const key = written.toLowerCase();
  const value = equals === -1 ? undefined : field.slice(equals + 1);
  const keyAt = { start, end: start + written.length };
  if (written.includes("$") || ofPodman.has(written)) return undefined;
  if (!mountOptions.includes(key))
    return { at: keyAt, message: messages.key(written), nearest: nearestName(key, mountOptions) };
  if (value === undefined || value.includes("$")) return undefined;
  // Nothing behind the `=` has no place of its own.
  const at =
    value === "" ? { start, end: start + field.length } : { start: keyAt.end + 1, end: start + field.length };
  const shown = value === "" ? field : value;
  const known = mountValues[key];
  if (known !== undefined && !known.includes(value.toLowerCase()))
    return {
      at,
      message: messages.choice(shown, key, known),
      nearest: value === "" ? undefined : nearestName(value, known),
    };
  if (booleans.has(key) && !/^(?:1|t|true|0|f|false)$/i.test(value))
    return { at, message: messages.form(shown, `\`true\` or \`false\` for \`${key}\``) };
  const form = numbers[key];
  if (form !== undefined && !form[0].test(value)) return { at, message: messages.form(shown, form[1]) };
  return undefined;
}
