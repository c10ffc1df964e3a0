// What lies in many a project's folder, is of no use in an image, and should stay out of the build context.

import type { Dockerfile } from "../model/dockerfile.ts";
import { instructionsOf } from "../model/occurrences.ts";
import { formatBytes } from "../text/bytes.ts";
import { type Dockerignore, ignored } from "./dockerignore.ts";
import type { Project } from "./project.ts";

export interface Litter {
  /** The path in the context. */
  readonly path: string;
  /** The line of a `.dockerignore`. */
  readonly pattern: string;
}

interface Candidate extends Litter {
  /** Text of the Dockerfile that needs it there: then it is never proposed. */
  readonly needed: RegExp;
  /** Text without which it must come from the context, because nothing makes it anew. */
  readonly made?: RegExp;
}

const candidates: readonly Candidate[] = [
  // Go stamps its programs with the commit where it finds the repository; others ask git themselves.
  {
    path: ".git",
    pattern: ".git",
    needed:
      /\bgit\b|\.git\b|\bgo (?:build|install)\b|setuptools[-_]scm|versioneer|gitversion|git-commit-id|\bmake\b|\.\/[\w-]+\.sh/i,
  },
  {
    path: "node_modules",
    pattern: "node_modules",
    needed: /(?:COPY|ADD)\s[^\n]*node_modules/i,
    made: /\b(?:npm|yarn|pnpm|bun)\s+(?:-\S+\s+)*(?:ci|install|i)\b|\byarn\b/,
  },
  { path: ".venv", pattern: ".venv", needed: /\.venv\b/, made: /\b(?:pip|uv|poetry|pdm|pipenv)\b/ },
  { path: "venv", pattern: "venv", needed: /\bvenv\b/, made: /\b(?:pip|uv|poetry|pdm|pipenv)\b/ },
  {
    path: "target",
    pattern: "target",
    needed: /(?:COPY|ADD)\s+(?!--from)[^\n]*\btarget\b/i,
    made: /\b(?:cargo|mvn|mvnw)\b/,
  },
  { path: "__pycache__", pattern: "**/__pycache__", needed: /__pycache__/ },
  { path: ".pytest_cache", pattern: ".pytest_cache", needed: /pytest_cache/ },
  { path: ".gradle", pattern: ".gradle", needed: /\.gradle\b/ },
];

/** The paths as a message lists them, each with its weight where that is known: `.git` (1.2 MB). */
export function litterNames(litter: readonly Litter[], project: Project): readonly string[] {
  return litter.map(({ path }) => {
    const weight = project.weight(path);
    if (weight === undefined || weight.bytes === 0) return `\`${path}\``;
    return `\`${path}\` (${weight.bound === "exact" ? "" : "more than "}${formatBytes(weight.bytes)})`;
  });
}

/** The copy that takes the whole context, and what of it is litter; undefined where nothing copies it whole. */
export function contextLitter(
  dockerfile: Dockerfile,
  project: Project,
  ignore: Dockerignore,
):
  | { readonly at: { readonly start: number; readonly end: number }; readonly litter: readonly Litter[] }
  | undefined {
  const { text } = dockerfile.syntax;
  for (const instruction of [...instructionsOf(dockerfile, "COPY"), ...instructionsOf(dockerfile, "ADD")]) {
    const copy = dockerfile.copy(instruction);
    if (copy?.origin.kind !== "context" || instruction.flag("exclude") !== undefined) continue;
    const source = copy.sources.find((word) => /^\.\/?$|^\/$/.test(word.text));
    if (source === undefined) continue;
    const litter = candidates.filter(
      ({ path, needed, made }) =>
        !needed.test(text) &&
        (made === undefined || made.test(text)) &&
        project.exists(path) === true &&
        !ignored(ignore, path),
    );
    return { at: source.span, litter };
  }
  return undefined;
}
