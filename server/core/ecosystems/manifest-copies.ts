// The COPY lines that bring a step's manifests into the image before the other files.

import { baseName, dirName } from "../model/paths.ts";
import { spelledKeyword } from "../model/writing.ts";
import type { RuleFile } from "../rules/rule.ts";
import { sliceOf } from "../text/span.ts";
import { type ContextCopy, folderLandingOf, landingOf } from "./context-copies.ts";
import { indentOf } from "./instruction-blocks.ts";

interface ManifestRequest {
  readonly file: RuleFile;
  /** Context paths of files and folders. */
  readonly manifests: readonly string[];
  /** Copies that go behind the step. */
  readonly moved: readonly ContextCopy[];
  /** Copies that stay before it. */
  readonly staying: readonly ContextCopy[];
}

interface ManifestCopies {
  /** Whole lines, with their ends. */
  readonly lines: readonly string[];
  /** Absolute image paths of the manifests that a copy brings. */
  readonly paths: readonly string[];
}

/** The lines for manifests that no copy before the step brings; a sentence without its full stop where there are none. */
export function manifestCopies({
  file,
  manifests,
  moved,
  staying,
}: ManifestRequest): ManifestCopies | string {
  const groups = new Map<
    string,
    { readonly by: ContextCopy; readonly destination: string; readonly sources: string[] }
  >();
  const paths: string[] = [];
  for (const manifest of manifests) {
    const isFolder = file.project.file(manifest)?.kind === "folder";
    const place = (copy: ContextCopy): string | undefined =>
      isFolder ? folderLandingOf(copy, manifest) : landingOf(copy, manifest);
    const there = staying.map(place).find((at) => at !== undefined);
    const by = moved.findLast((each) => place(each) !== undefined);
    const lands = there ?? (by === undefined ? undefined : place(by));
    // What no copy brings the step does without today, too.
    if (lands === undefined) continue;
    paths.push(lands);
    if (there !== undefined || by === undefined) continue;
    const folder = isFolder ? lands : dirName(lands);
    if (!isFolder && baseName(manifest) !== baseName(lands))
      return `\`${manifest}\` is copied under another name`;
    const destination = destinationText(by, folder);
    if (destination === undefined) return `Where \`${manifest}\` lands can't be written as a destination`;
    const key = isFolder ? manifest : `${by.instruction.span.start} ${destination}`;
    const group = groups.get(key) ?? { by, destination, sources: [] };
    group.sources.push(manifest);
    groups.set(key, group);
  }
  const [first] = manifests;
  if (paths.length === 0 && first !== undefined) return `\`${first}\` isn't copied into the image`;
  const lines = [...groups.values()].map(({ by, destination, sources }) => {
    const keyword = spelledKeyword(file.dockerfile, "COPY");
    const flags = by.instruction.flags
      .filter((flag) => /^(?:chown|chmod|link)$/.test(flag.name))
      .map((flag) => `${sliceOf(file.text, flag.span)} `)
      .join("");
    const words = [...sources, destination];
    const args = words.some((word) => /\s/.test(word)) ? JSON.stringify(words) : words.join(" ");
    return `${indentOf(file, by.instruction)}${keyword} ${flags}${args}${file.dockerfile.syntax.eol}`;
  });
  return { lines, paths };
}

/** The folder as the copy's own destination names it: `./`, `/app/`, `./web/`. */
function destinationText(copy: ContextCopy, folder: string): string | undefined {
  const { target } = copy.copy;
  if (target === undefined || (folder !== target && !folder.startsWith(target === "/" ? "/" : `${target}/`)))
    return undefined;
  const rest = folder === target ? "" : `${folder.slice(target === "/" ? 1 : target.length + 1)}/`;
  const written = copy.copy.destination.text;
  if (/["']/.test(written)) return undefined;
  const base =
    /^\.?\/?$/.test(written) && !written.startsWith("/")
      ? "./"
      : written.endsWith("/")
        ? written
        : `${written}/`;
  return `${base}${rest}`;
}
