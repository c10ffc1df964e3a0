// The image that has the C library which a builder's programs are linked to.

import { stageCommands } from "../model/commands.ts";
import { packageCommand } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import { mirrorOf } from "./runtime.ts";

/** Numbers of Debian releases as distroless has them. */
const debianNumbers: Readonly<Record<string, number>> = { bookworm: 12, trixie: 13 };

/** An image with the C library of the builder's release; undefined where none is known that fits the stage. */
export function imageWithLibc(builder: Stage, stage: Stage, cxx: boolean): string | undefined {
  const facts = builder.imageFacts;
  const { release } = facts ?? {};
  const base = builder.rootBase;
  if (facts === undefined || release === undefined || base.kind !== "image") return undefined;
  const root = stage.chain.at(-1) ?? stage;
  const written = root.base.kind === "image" ? root.base.reference : undefined;
  // A name made of variables can't be replaced without knowing who else uses them.
  if (root.from.words[0]?.text !== (written?.text ?? root.from.words[0]?.text)) return undefined;
  const managers = new Set(
    stage.chain.flatMap((each) => stageCommands(each)).flatMap((run) => packageCommand(run)?.manager ?? []),
  );
  const mirror = mirrorOf(base.reference);
  if (facts.libc === "musl")
    return managers.size > 0 && !managers.has("apk") ? undefined : `${mirror ?? ""}alpine:${release}`;
  if (facts.distribution !== "debian") return undefined;
  const shellLess = written === undefined || written.repository.startsWith("distroless/");
  const number = debianNumbers[release];
  if (shellLess && number !== undefined && mirror === undefined) {
    const tag = written?.tag === undefined || written.tag === "latest" ? "" : `:${written.tag}`;
    return `gcr.io/distroless/${cxx ? "cc" : "base"}-debian${number}${tag}`;
  }
  return managers.size > 0 && !managers.has("apt") ? undefined : `${mirror ?? ""}debian:${release}-slim`;
}
