// What the sides of a comparison say together about whether the image starts.

import type { Verification, VerificationCheck } from "../protocol/compare.ts";
import type { SideAnswer } from "./side-result.ts";
import { lossesOf } from "./verify.ts";

type ReadSide = Extract<SideAnswer, { readonly ok: true }>;

/** `last`: of the last side, with what it lacks that the first one had; `each`: all of them count alike. */
export function verificationOf(read: readonly ReadSide[], whose: "last" | "each"): Verification | null {
  const first = read[0];
  const last = read.at(-1);
  if (first === undefined || last === undefined) return null;
  if (whose === "each") return ofAll(read);
  const losses = read.length < 2 ? [] : lossesOf(first.provided, last.provided);
  return { ...last.verification, checks: [...last.verification.checks, ...losses] };
}

function ofAll(read: readonly ReadSide[]): Verification {
  const states = read.map(({ verification: { status } }) => status);
  const status = states.includes("fails") ? "fails" : states.includes("unknown") ? "unknown" : "starts";
  return { status, checks: read.flatMap(checksOf), files: [] };
}

/** One line for an image that starts; what was found, for one that does not. */
function checksOf({
  side: { label },
  verification: { status, checks },
}: ReadSide): readonly VerificationCheck[] {
  const found = checks.filter(({ ok }) => !ok);
  if (found.length > 0) return found.map((check) => ({ ...check, detail: `${label}: ${check.detail}` }));
  return [{ name: "start", ok: status !== "fails", detail: `${label}: ${words[status]}` }];
}

const words: Readonly<Record<Verification["status"], string>> = {
  starts: "all that the start needs is there",
  fails: "the image does not start",
  unknown: "it can't be told whether the image starts",
};
