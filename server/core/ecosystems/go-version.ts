// Which version of Go an image has, as far as its tag says.

import type { Stage } from "../model/stage.ts";

/** The minor version of Go 1 that the builder's image says; undefined when it says none or floats. */
export function goVersion(stage: Stage): number | undefined {
  const base = stage.rootBase;
  if (base.kind !== "image" || !/golang|(?:^|\/)go(?:$|-)/.test(base.reference.repository)) return undefined;
  const minor = /^v?1\.(\d+)/.exec(base.reference.tag ?? "")?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** True for the official image under a tag without a version, which stands for a new Go. */
export function isNewestGo(stage: Stage): boolean {
  const base = stage.rootBase;
  return base.kind === "image" && base.reference.repository === "golang" && goVersion(stage) === undefined;
}
