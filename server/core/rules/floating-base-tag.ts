// floating-base-tag: the base image is another one whenever its publisher releases a version.

import type { Fix, Severity } from "../finding.ts";
import { recordsOf } from "../images/data.ts";
import type { ImageReference } from "../images/reference.ts";
import { releaseNumber } from "../images/releases.ts";
import { removalOf } from "../images/removed.ts";
import { compareVersions } from "../images/tag-words.ts";
import type { Stage } from "../model/stage.ts";
import { insertion, replacement } from "../text/edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  untagged: (image: string) =>
    `\`${image}\` has no tag, so every build takes what is \`latest\` that day, a new major version too`,
  latest: (image: string) =>
    `\`${image}\` is whatever was released last, so a new major version comes without asking`,
  word: (image: string, tag: string) =>
    `\`${image}\` names a variant but no version, so \`${tag}\` is a new major version one day`,
};

export const floatingBaseTag = defineRule({
  name: "floating-base-tag",
  category: "security",
  severity: "info",
  since: "0.1.0",
  sources: [
    "hadolint:DL3006",
    "hadolint:DL3007",
    "trivy:DS-0001",
    "checkov:CKV_DOCKER_7",
    "semgrep:missing-image-version",
    "semgrep:avoid-latest-version",
    "dockle:DKL-DI-0006",
  ],
  reads: [],
  docs: {
    summary: "A base image has no tag, or `latest`.",
    why: `The same file builds another image tomorrow, with another version of the language or the distribution, and nobody sees it in the file's history. A tag with a version moves within that version only: it gets the security fixes and keeps the interface.

Tags that name a variant but no version (\`alpine\`, \`slim\`, \`lts\`) are a hint, and so is everything in development stages. Not reported are images that have no versions in their tags (distroless, Chainguard's free images, \`scratch\`), images with a digest, other stages, and names that a build argument without default decides.

A digest binds the name to one content for good. No file tells it: the action *Pin to its digest* and \`lean-dockerfile pin\` ask the container engine.`,
    examples: [
      {
        bad: `FROM python
CMD ["python"]
`,
        good: `FROM python:3.13
CMD ["python"]
`,
      },
      {
        bad: `FROM node:latest
CMD ["node"]
`,
        good: `FROM node:22
CMD ["node"]
`,
      },
    ],
    whenNotToUse: "Where the newest version is what is wanted: nightly builds, images that test what comes.",
    fixSafety:
      "The fixes name versions of the image that this tool knows, the newest first. They are unsafe: what is `latest` today may be another one.",
  },
  check({ dockerfile, text, today }, report) {
    for (const stage of dockerfile.stages) {
      const { base } = stage;
      if (base.kind !== "image" || base.reference.digest !== undefined || !base.reference.valid) continue;
      const found = judge(base.reference, stage);
      // What is not there any more is said by another rule.
      if (found === undefined || removalOf(base.reference, today) !== undefined) continue;
      const severity = dockerfile.isDevelopment(stage) ? "hint" : found.severity;
      const written = text.slice(base.span.start, base.span.end);
      report(base.span, { message: found.message, ...(severity === undefined ? {} : { severity }) }, () =>
        written === base.reference.text ? fixes(base.reference, base.span) : [],
      );
    }
  },
});

/** Publishers whose tags have no versions, or whose images are named by their version. */
const versionless = /^(?:gcr\.io\/distroless\/|cgr\.dev\/chainguard\/|registry\.access\.redhat\.com\/ubi\d)/;

function judge(
  reference: ImageReference,
  stage: Stage,
): { readonly message: string; readonly severity?: Severity } | undefined {
  if (versionless.test(reference.name) || /\/ubi\d+(?:-\w+)?$/.test(`/${reference.repository}`))
    return undefined;
  if (reference.tag === undefined) return { message: messages.untagged(reference.text) };
  if (reference.tag === "latest") return { message: messages.latest(reference.text) };
  // `stable-slim`, `alpine`, `lts`: of images whose versions are known to be in their tags.
  if (comingWord.test(reference.tag)) return undefined;
  const named = /\d|[a-f]{7}/.test(reference.tag) || stage.imageFacts === undefined;
  if (named || stage.imageFacts.releaseNamed || versions(reference).length === 0) return undefined;
  return { message: messages.word(reference.text, reference.tag), severity: "hint" };
}

/** Versions of the image that are known, the newest first, without their variants. */
function versions(reference: ImageReference): readonly string[] {
  const known = recordsOf(reference.registry === undefined ? reference.repository : reference.name)
    .map(({ tag }) => /^[\da-z.]+/.exec(tag)?.[0])
    .filter((version) => /^\d+(?:\.\d+)*$/.test(version ?? "") || releaseNumber(version) !== undefined);
  return [...new Set(known.map((version) => version ?? ""))].sort((a, b) =>
    compareVersions(releaseNumber(b) ?? b, releaseNumber(a) ?? a),
  );
}

/** Words for what is current, which go when a version takes their place: `lts-alpine` is `24-alpine`. */
const currentWord = /^(?:latest|lts|stable|current)(?:-|$)/;

/** Words for what is not released yet: who writes them wants no version. */
const comingWord = /^(?:testing|unstable|sid|rolling|devel|edge|mainline|nightly|rc|rawhide)(?:-|$)/;

/** So many versions are offered. */
const mostVersions = 3;

function fixes(
  reference: ImageReference,
  span: { readonly start: number; readonly end: number },
): readonly Fix[] {
  const { tag, tagStart } = reference;
  const why = "The image may have another version today than the one that is written";
  return versions(reference)
    .slice(0, mostVersions)
    .map((version) => {
      if (tag === undefined || tagStart === undefined)
        return unsafeFix(`Use \`${reference.text}:${version}\``, why, insertion(span.end, `:${version}`));
      const variant = tag.replace(currentWord, "");
      const written = variant === "" ? version : `${version}-${variant}`;
      const at = { start: span.start + tagStart, end: span.end };
      return unsafeFix(`Use \`${reference.name}:${written}\``, why, replacement(at, written));
    });
}
