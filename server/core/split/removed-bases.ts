// Files whose base image was taken away from its registry: nothing can be built until they name its new place.

import { Dockerfile } from "../model/dockerfile.ts";
import { removedBase } from "../model/removed-bases.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { parseDockerfile } from "../syntax/parse.ts";
import { applyEdits } from "../text/edits.ts";
import type { Note, Remedy } from "./plan.ts";

/** Why a stage can't be built: the image at its bottom is gone. Undefined where it is there, as far as is known. */
export function removedBaseNote(file: RuleFile, stage: Stage): Note | undefined {
  const base = stage.rootBase;
  if (base.kind !== "image") return undefined;
  const removed = removedBase(file.text, base.span, base.reference, file.today);
  return removed === undefined
    ? undefined
    : {
        message: `\`${base.reference.text}\` ${removed.gone} since ${removed.since}, so nothing can be built`,
        at: base.span,
      };
}

/** The file with the new place of every image that is gone; undefined where one has none. */
export function withMovedBases(
  file: RuleFile,
): { readonly file: RuleFile; readonly remedy: Remedy } | undefined {
  const removed = file.dockerfile.stages.flatMap(({ base }) =>
    base.kind === "image" ? (removedBase(file.text, base.span, base.reference, file.today) ?? []) : [],
  );
  const edits = removed.flatMap(({ edit }) => edit ?? []);
  const names = [...new Set(removed.flatMap(({ moved }) => (moved === undefined ? [] : `\`${moved.to}\``)))];
  const why = removed[0]?.moved?.why;
  if (why === undefined || edits.length < removed.length) return undefined;
  const text = applyEdits(file.text, edits);
  const dockerfile = new Dockerfile(parseDockerfile(text), file.dockerfile.final?.index);
  if (dockerfile.final !== undefined) dockerfile.final.service = file.dockerfile.final?.service;
  return {
    file: { ...file, text, dockerfile },
    remedy: { title: `Take the image from its new place: ${names.join(", ")}`, why, edits },
  };
}
