// Fixes of cgo-enabled-for-static-runtime: build without cgo, or ship an image with the builder's C library.

import { isWritten } from "../ecosystems/go-build.ts";
import type { GoShipment } from "../ecosystems/go-shipments.ts";
import type { Fix } from "../finding.ts";
import type { Stage } from "../model/stage.ts";
import { imageWithLibc } from "../split/libc-image.ts";
import { insertion, replacement, type TextEdit } from "../text/edits.ts";
import type { RuleFile } from "./rule.ts";

/** What repairs a program that `stage` can't start, the likeliest first. */
export function cgoFixes(file: RuleFile, shipment: GoShipment, stage: Stage): readonly Fix[] {
  const { build } = shipment;
  const { answer, evidence } = build.needsCgo;
  const fixes: Fix[] = [];
  if (build.race) fixes.push(...withoutFlag(file, shipment, "race"));
  else if (build.buildmode === "pie") fixes.push(...withoutFlag(file, shipment, "buildmode"));
  else if (answer !== "yes") fixes.push(...withoutCgo(file, shipment));
  if (answer === "yes" || build.race) {
    const image = imageWithLibc(shipment.builder, stage, build.cxx);
    if (image !== undefined)
      fixes.push(otherImage(file, stage, image, answer === "yes" ? evidence : "`-race` needs cgo"));
  }
  return fixes;
}

function withoutCgo(file: RuleFile, shipment: GoShipment): readonly Fix[] {
  const { build } = shipment;
  const edits = cgoOffEdits(file, shipment);
  if (edits === undefined) return [];
  const alreadyOff = build.cgo === "off";
  const safe = build.via === "command" && !build.cgoSetOn && (alreadyOff || build.needsCgo.answer === "no");
  const title = "Build without cgo (`CGO_ENABLED=0`)";
  const change = { file: null, edits } as const;
  if (safe) return [{ title, safety: "safe", kind: "quickfix", changes: () => [change] }];
  const why = build.cgoSetOn
    ? "`CGO_ENABLED=1` was set by someone who may need cgo"
    : build.via !== "command"
      ? `\`${build.file ?? build.label}\` may set \`CGO_ENABLED\` itself`
      : `Whether the program needs cgo isn't known: ${build.needsCgo.evidence}`;
  return [{ title, safety: "unsafe", why, kind: "quickfix", changes: () => [change] }];
}

function cgoOffEdits(file: RuleFile, shipment: GoShipment): readonly TextEdit[] | undefined {
  const { build } = shipment;
  const { run } = build;
  const own = run.command.assignments.findLast((each) => each.name === "CGO_ENABLED");
  const flags =
    isWritten(build) && build.flagsWithoutCgo !== ""
      ? [insertion(build.span.end, build.flagsWithoutCgo)]
      : [];
  if (own?.value !== undefined) return [replacement(own.value.span, "0"), ...flags];
  if (own !== undefined) return undefined;
  if (run.instruction.exec === undefined) return [insertion(build.prefixAt, "CGO_ENABLED=0 "), ...flags];
  const { keywordSpan, span } = run.instruction;
  const indent = file.text.slice(span.start, keywordSpan.start);
  const keyword = isLowerCase(file.text.slice(keywordSpan.start, keywordSpan.end)) ? "env" : "ENV";
  return [insertion(keywordSpan.start, `${keyword} CGO_ENABLED=0${file.dockerfile.syntax.eol}${indent}`)];
}

function withoutFlag(file: RuleFile, shipment: GoShipment, flag: "race" | "buildmode"): readonly Fix[] {
  const at = shipment.build.flagSpans[flag];
  if (at === undefined || shipment.build.run.instruction.exec !== undefined) return [];
  // The white space before the flag goes with it.
  let start = at.start;
  while (/[ \t]/.test(file.text[start - 1] ?? "")) start--;
  const edits = [replacement({ start, end: at.end }, "")];
  const off = shipment.build.cgo === "off" ? [] : (cgoOffEdits(file, shipment) ?? []);
  const pie = flag === "buildmode";
  const fix: Fix = {
    title: pie
      ? "Build an ordinary program (without `-buildmode=pie`)"
      : "Build without the race detector and cgo",
    safety: "unsafe",
    why: pie
      ? "The program is no longer loaded at a random address"
      : "Data races are no longer reported, and whether the program needs cgo isn't known",
    kind: "quickfix",
    changes: () => [{ file: null, edits: [...off, ...edits] }],
  };
  return [fix];
}

function otherImage(file: RuleFile, stage: Stage, image: string, because: string): Fix {
  const root = stage.chain.at(-1) ?? stage;
  const { base } = root;
  const written = file.text.slice(base.span.start, base.span.end);
  const name = base.kind === "image" ? base.reference.text : "scratch";
  const literal = written.toLowerCase() === name.toLowerCase();
  return {
    title: `Ship \`${image}\`, which has the C library`,
    safety: "unsafe",
    why: `The image is larger, and other libraries that the program loads may have to be installed in it (${because})`,
    kind: "quickfix",
    changes: () => (literal ? [{ file: null, edits: [replacement(base.span, image)] }] : []),
  };
}

function isLowerCase(text: string): boolean {
  return text === text.toLowerCase();
}
