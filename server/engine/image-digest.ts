// Which content an image's name stands for: what the engine has pulled, or what the registry has now.

import { isDigest, isImageName, sameRepository } from "../core/model/pinning.ts";
import type { ImageDigest, PinFailure } from "../protocol/pin.ts";
import { clientOf, type Engine } from "./client.ts";
import { inspectArgv } from "./client-argv.ts";
import { clientFailure, firstLine } from "./failure.ts";
import { jsonAnswers } from "./inspect.ts";
import { type ProcessRun, run, succeeded } from "./process.ts";
import { plainLine } from "./redaction.ts";

const localTimeoutMs = 30_000;
/** The client logs in and asks over the network. */
const registryTimeoutMs = 60_000;

type DigestAnswer =
  | { readonly ok: true; readonly value: ImageDigest }
  | { readonly ok: false; readonly failure: PinFailure };

/**
 * The digest of an image by its name. `local` asks the engine about the image that it has, without any network;
 * `registry` has the client ask the registry, with the user's own login. An unknown digest is a failure with a
 * sentence that says what would make it known.
 */
export async function imageDigest(
  engine: Engine,
  reference: string,
  source: "local" | "registry",
  signal?: AbortSignal,
): Promise<DigestAnswer> {
  // A name that a file holds never becomes an option.
  if (!isImageName(reference)) return unknown(`\`${plainLine(reference)}\` is no name of an image.`);
  return source === "local" ? localDigest(engine, reference, signal) : ofRegistry(engine, reference, signal);
}

async function localDigest(
  engine: Engine,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<DigestAnswer> {
  const answer = await run(engine.command, inspectArgv(reference), {
    env: engine.env,
    signal,
    timeoutMs: localTimeoutMs,
  });
  if (!succeeded(answer.ending)) {
    const failure = clientFailure(answer.stderr, answer.ending, engine.identity.name);
    return failure.kind === "other"
      ? unknown(
          `The engine has no image \`${reference}\`, so its digest is not known here; \`${engine.identity.name} pull ${reference}\` makes it known.`,
        )
      : { ok: false, failure };
  }
  const [image] = jsonAnswers(answer.stdout);
  const { RepoDigests, Digest, Created } = (image ?? {}) as Readonly<Record<string, unknown>>;
  const digests = (Array.isArray(RepoDigests) ? RepoDigests : []).flatMap((each) => {
    const [name, digest] = String(each).split("@");
    return digest !== undefined && isDigest(digest) && sameRepository(name ?? "", reference) ? [digest] : [];
  });
  // podman names the list of all platforms and the image of this one; the list serves every machine.
  const digest = digests.find((each) => each !== Digest) ?? digests[0];
  if (digest === undefined)
    return unknown(
      `The engine's image \`${reference}\` was built or loaded here, so no registry knows it by a digest.`,
    );
  return { ok: true, value: { digest, created: typeof Created === "string" ? plainLine(Created) : null } };
}

async function ofRegistry(
  engine: Engine,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<DigestAnswer> {
  const { name, registryDigest } = clientOf(engine);
  const advice = `\`${name} pull ${reference}\` makes the digest known here.`;
  if (registryDigest === null)
    return unknown(`\`${name}\` can't ask a registry for a digest without pulling the image; ${advice}`);
  const answer = await run(engine.command, [...registryDigest, reference], {
    env: engine.env,
    signal,
    timeoutMs: registryTimeoutMs,
  });
  if (!succeeded(answer.ending)) return { ok: false, failure: failureOf(engine, answer, reference, advice) };
  const [manifest] = jsonAnswers(answer.stdout);
  const { digest } = (manifest ?? {}) as Readonly<Record<string, unknown>>;
  return typeof digest === "string" && isDigest(digest)
    ? { ok: true, value: { digest, created: null } }
    : unknown(`The registry gives no digest for \`${reference}\`; ${advice}`);
}

function failureOf(
  engine: Engine,
  { ending, stderr }: ProcessRun,
  reference: string,
  advice: string,
): PinFailure {
  // A client without the plugin takes its name for a command or for an option.
  if (/unknown command|is not a docker command|unknown (?:shorthand )?flag/i.test(stderr))
    return {
      kind: "other",
      message: `The client lacks buildx, which asks registries for digests; ${advice}`,
    };
  const failure = clientFailure(stderr, ending, engine.identity.name);
  if (failure.kind !== "other") return failure;
  return {
    kind: "other",
    message: `The registry does not tell the digest of \`${reference}\`: ${firstLine(stderr)
      .replace(/^error: */i, "")
      .replace(/\.+$/, "")}.`,
  };
}

function unknown(message: string): DigestAnswer {
  return { ok: false, failure: { kind: "digest-unknown", message } };
}
