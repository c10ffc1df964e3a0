// `pin`: binds the images that a Dockerfile names to their digests, as the engine or the registry knows them.

import { Dockerfile } from "../../core/model/dockerfile.ts";
import { type PinnableImage, pinEdit, pinnableImages } from "../../core/model/pinning.ts";
import { parseDockerfile } from "../../core/syntax/parse.ts";
import { applyEdits } from "../../core/text/edits.ts";
import { imageDigest } from "../../engine/index.ts";
import type { ImageDigest, PinFailure } from "../../protocol/pin.ts";
import { defineCommand } from "../command.ts";
import { openEngine } from "../engine.ts";
import { exitCodes, TroubleError } from "../exit.ts";
import { plural } from "../findings.ts";
import { type InputFile, inputOptions, loadInputs } from "../inputs.ts";
import { printableLine } from "../printable.ts";
import { outputMode, outputOptions, putResults } from "../results.ts";

export const pinCommand = defineCommand({
  name: "pin",
  summary: "Bind base images to their digests, or show it as a diff.",
  operands: { usage: "[PATH...]", least: 0, most: Number.POSITIVE_INFINITY },
  options: {
    ...inputOptions,
    registry: {
      kind: "flag",
      help: "Have the engine's client ask the registry, in place of the engine's own image.",
    },
    ...outputOptions,
  },
  notes: [
    "The digest goes behind the tag: `golang:1.22@sha256:...`. It is that of the image which the engine has pulled; nothing goes over the network without `--registry`. Images whose name has a variable in it, and stages, are left alone.",
    "The diff goes to standard output, what is not known to standard error; `-` reads standard input.",
    "Exit codes: 0 done, 1 a digest is not known, 2 wrong usage, unreadable input or no engine.",
  ],
  run: async (session, { options, operands }) => {
    const mode = outputMode(options, operands);
    const inputs = await loadInputs(session, operands, { context: options.context, config: options.config });
    if (inputs.files.length === 0) return exitCodes.trouble;
    const wanted = inputs.files.map((file) => ({ file, images: imagesOf(file) }));
    const { err } = session.terminal;
    const references = [...new Set(wanted.flatMap(({ images }) => images.map(({ reference }) => reference)))];
    if (references.length === 0) {
      err.write("No image to pin\n");
      return inputs.unreadable > 0 ? exitCodes.trouble : exitCodes.clean;
    }
    const engine = await openEngine(session);
    const source = options.registry ? "registry" : "local";
    const digests = new Map<string, ImageDigest>();
    let unknown = 0;
    for (const reference of references) {
      if (session.signal.aborted) return exitCodes.cancelled;
      const answer = await imageDigest(engine, reference, source, session.signal);
      if (answer.ok) digests.set(reference, answer.value);
      else {
        if (!isAboutOne(answer.failure)) throw new TroubleError(answer.failure.message.replace(/\.$/, ""));
        err.write(`${printableLine(answer.failure.message)}\n`);
        unknown++;
      }
    }
    const results = wanted.map(({ file, images }) => ({
      name: file.name,
      path: file.path,
      before: file.text,
      after: applyEdits(
        file.text,
        images.flatMap((image) => edits(image, digests)),
      ),
      faithful: file.faithful,
    }));
    const changed = results.filter(({ before, after }) => before !== after);
    await putResults(session, changed, mode);
    const done = mode === "write" ? "pinned" : "to pin with --write";
    err.write(`${plural(digests.size, "image")} ${done}${unknown === 0 ? "" : `; ${unknown} not known`}\n`);
    if (inputs.unreadable > 0) return exitCodes.trouble;
    return unknown > 0 ? exitCodes.findings : exitCodes.clean;
  },
});

/** Another image may still be known then; with the engine out of reach none is. */
function isAboutOne({ kind }: PinFailure): boolean {
  return kind === "digest-unknown" || kind === "other";
}

function imagesOf({ text }: InputFile): readonly PinnableImage[] {
  return pinnableImages(new Dockerfile(parseDockerfile(text)));
}

function edits(image: PinnableImage, digests: ReadonlyMap<string, ImageDigest>) {
  const known = digests.get(image.reference);
  return known === undefined ? [] : [pinEdit(image, known.digest)];
}
