// Runtime images for what is built on a distribution's own image: the distribution stays.

import type { SplitRequest } from "../ecosystems/ecosystem.ts";
import { type RuntimeImage, type RuntimeNeeds, runtimeImages } from "./runtime.ts";

/** Distributions whose image can take the program as it is, with the package manager that the split can write. */
const managers: Readonly<Record<string, RuntimeImage["packageManager"]>> = {
  debian: "apt",
  ubuntu: "apt",
  alpine: "apk",
};

/**
 * The images to choose from, best first: for a program that needs a C library the builder's own distribution before
 * all others. Where the tag floats, both stages name the same image and so get the same one. `release` is one that is
 * no older than the builder's, where the builder's own isn't known.
 */
export function distributionRuntimes(
  request: SplitRequest,
  given: RuntimeNeeds,
  release = given.release,
): readonly RuntimeImage[] {
  const needs = { ...given, release };
  const usual = runtimeImages(needs);
  const facts = request.stage.imageFacts;
  if (facts?.role !== "os" || facts.distribution === undefined || needs.linkage === "static") return usual;
  const own = usual.filter(({ name }) => name === "slim" || name === "alpine");
  const rest = usual.filter((image) => !own.includes(image));
  if (own.length > 0) return [...own, ...rest];
  const same = sameImage(request, needs);
  return same === undefined ? usual : [same, ...rest];
}

function sameImage({ file, stage }: SplitRequest, needs: RuntimeNeeds): RuntimeImage | undefined {
  const { base, imageFacts: facts } = stage;
  const packageManager = managers[facts?.distribution ?? ""];
  if (base.kind !== "image" || facts === undefined || facts.hasShell !== true) return undefined;
  if (needs.packages.length > 0 && packageManager === undefined) return undefined;
  if (needs.shell === "bash" && facts.distribution === "alpine") return undefined;
  const features = ["users", "temporary-folder"] as const;
  return {
    name: "same",
    image: file.text.slice(base.span.start, base.span.end),
    bytes: facts.bytes,
    hasShell: true,
    packageManager,
    nonRoot: false,
    has: new Set(facts.distribution === "alpine" ? [...features, "certificates"] : features),
  };
}
