// Finds what is known about an image reference in the data file.

import { type FamilyRecord, type ImageRecord, recordOf } from "./data.ts";
import type { ImageFacts } from "./facts.ts";
import { familyName, knownName } from "./names.ts";
import { nearestRecord, siblings, sizeSibling } from "./nearest.ts";
import { type Asked, ask, inRange } from "./question.ts";
import { type ImageReference, parseImageReference } from "./reference.ts";

export type { ImageFacts } from "./facts.ts";

/** Facts about an image, or undefined when nothing is known: then rules stay careful. */
export function imageFacts(asked: ImageReference | string): ImageFacts | undefined {
  const reference = typeof asked === "string" ? parseImageReference(asked) : asked;
  if (reference.text === "scratch") return scratch;
  const known = knownName(reference);
  if (known === undefined) return undefined;
  const { image } = known;
  const tag = reference.tag ?? "latest";
  const { family, words, variant, distribution, release } = ask(image, known.word, tag);
  // Field by field, as below.
  const question = { image, family, words, variant, distribution, release, viaMirror: known.viaMirror };
  if (reference.tag === undefined && reference.digest !== undefined) return factsOfAnyTag(question);
  const record = recordOf(image, tag);
  return record === undefined || record.partial === true
    ? factsByFamily(question)
    : factsOfRecord(record, question);
}

/** True when an image carries a compiler, a build tool or a full development kit. */
export function isToolchainImage(asked: ImageReference | string): boolean {
  return imageFacts(asked)?.role === "toolchain";
}

interface Question extends Asked {
  readonly viaMirror: boolean;
}

/** Facts of a tag that is in the data. */
function factsOfRecord(record: ImageRecord, question: Question): ImageFacts {
  return factsFrom(question, {
    exact: true,
    source: record.source,
    role: record.role,
    ecosystem: record.ecosystem,
    libc: record.libc,
    distribution: record.distribution ?? question.distribution,
    release: record.release,
    packageManager: record.packageManager,
    hasShell: record.shell,
    user: record.user,
    workdir: record.workdir ?? "",
    entrypoint: record.entrypoint ?? null,
    cmd: record.cmd ?? null,
    commandKnown: true,
    env: record.env ?? {},
    exposedPorts: record.ports ?? [],
    size: record.bytes === undefined ? sizeSibling(question) : record,
    exactSize: record.bytes !== undefined,
    compressedBytes: record.compressed,
  });
}

/** Facts of a tag that is not in the data, from its nearest sibling and what the tag says. */
function factsByFamily(question: Question): ImageFacts | undefined {
  const { family, variant, words } = question;
  const nearest = nearestRecord(question);
  const record = nearest?.record;
  const role = roleByWord(family, variant) ?? record?.role ?? family?.role;
  if (role === undefined) return undefined;
  const distribution = words.windows
    ? undefined
    : (question.distribution ?? onlyDistribution(family, record));
  const same = record !== undefined && record.distribution === distribution && !words.windows;
  const sameLibc = same && (family?.variantLibc !== true || nearest?.sameVariant === true);
  const commandKnown =
    same && family?.unknownCommand !== true && record.partial !== true && !namesVersion(record);
  return factsFrom(question, {
    exact: false,
    source: record === undefined ? (family?.source ?? "") : `${record.source}; other tags by their words`,
    role: family?.windows === true ? "os" : role,
    ecosystem: record?.ecosystem ?? family?.ecosystem,
    libc: sameLibc ? record.libc : same ? undefined : libcOf(distribution),
    distribution,
    release: words.windows ? undefined : question.release,
    packageManager: managerOf(question, distribution, same ? record : undefined),
    hasShell: same
      ? record.shell
      : (family?.shell ?? (distribution === undefined ? undefined : record?.shell)),
    user: knownUser(question, record),
    workdir: record?.workdir ?? family?.workdir ?? "",
    entrypoint:
      (commandKnown ? record.entrypoint : record === undefined ? family?.entrypoint : undefined) ?? null,
    cmd: (commandKnown ? record.cmd : record === undefined ? family?.cmd : undefined) ?? null,
    commandKnown:
      commandKnown || (record === undefined && family?.cmd !== undefined && family.unknownCommand !== true),
    env: stableEnv(question, record),
    exposedPorts: record?.ports ?? family?.ports ?? [],
    size: words.windows ? undefined : sizeSibling(question),
    exactSize: false,
    compressedBytes: undefined,
  });
}

/** Facts of an image that is named by its digest alone: what all tags share. */
function factsOfAnyTag(question: Question): ImageFacts | undefined {
  const facts = factsByFamily(question);
  if (facts === undefined) return undefined;
  const records = siblings(question.image);
  const shared = <T>(value: (record: ImageRecord) => T): T | undefined => {
    const [first, ...others] = records;
    if (first === undefined) return undefined;
    return others.every((each) => value(each) === value(first)) ? value(first) : undefined;
  };
  const user = shared((record) => record.user);
  return {
    ...facts,
    // Where some tags are toolchains and others are not, nothing is said against the image.
    role:
      shared((record) => record.role) ??
      (facts.role === "toolchain" && records.length > 0 ? "runtime" : facts.role),
    libc: shared((record) => record.libc),
    distribution: shared((record) => record.distribution),
    release: undefined,
    packageManager: shared((record) => record.packageManager),
    hasShell: shared((record) => record.shell),
    hasCompiler: undefined,
    user,
    userKind: userKindOf(user),
    otherUsers: [],
    entrypoint: null,
    cmd: null,
    commandKnown: false,
    env: {},
    envComplete: false,
    bytes: undefined,
    sizeSource: undefined,
    toolchainBytes: undefined,
    windows: false,
  };
}

/** The distribution of an image all of whose tags have the same. */
function onlyDistribution(
  family: FamilyRecord | undefined,
  record: ImageRecord | undefined,
): string | undefined {
  const varies = family?.distributionWords !== undefined || family?.defaults !== undefined;
  return varies ? undefined : record?.distribution;
}

/** True when the start command names a version: then it is that tag's own. */
function namesVersion(record: ImageRecord): boolean {
  return [...(record.entrypoint ?? []), ...(record.cmd ?? [])].some((word) => /\d\.\d/.test(word));
}

/** What differs between a tag in the data and one that is known by its family. */
interface Part
  extends Pick<
    ImageFacts,
    | "exact"
    | "source"
    | "role"
    | "ecosystem"
    | "libc"
    | "distribution"
    | "release"
    | "packageManager"
    | "hasShell"
    | "user"
    | "workdir"
    | "entrypoint"
    | "cmd"
    | "commandKnown"
    | "env"
    | "exposedPorts"
    | "exactSize"
    | "compressedBytes"
  > {
  /** The record whose size it is. */
  readonly size: ImageRecord | undefined;
}

/** Written out field by field: this runs on every keystroke, and objects made of spreads are ten times slower. */
function factsFrom(question: Question, part: Part): ImageFacts {
  const { family, words, variant } = question;
  const { distribution, role, size, user } = part;
  return {
    family: familyName(question.image),
    exact: part.exact,
    viaMirror: question.viaMirror,
    source: part.source,
    role,
    ecosystem: part.ecosystem,
    libc: part.libc,
    distribution,
    release: part.release,
    releaseNamed: words.release !== undefined,
    version: words.version,
    variant: [...words.variant],
    packageManager: part.packageManager,
    hasShell: part.hasShell,
    hasCompiler: compilerOf(family, distribution, variant),
    user,
    userKind: userKindOf(user),
    otherUsers: otherUsers(question, distribution, user),
    workdir: part.workdir,
    entrypoint: part.entrypoint,
    cmd: part.cmd,
    commandKnown: part.commandKnown,
    env: part.env,
    envComplete: family?.complete === true,
    exposedPorts: part.exposedPorts,
    volumes: family?.volumes ?? [],
    bytes: size?.bytes,
    exactSize: part.exactSize,
    sizeSource: size?.sizeSource ?? size?.source,
    compressedBytes: part.compressedBytes,
    toolchainBytes:
      role === "toolchain" ? beyondDistribution(size?.bytes, size?.distribution, size?.release) : undefined,
    dropsPrivileges: family?.drops?.some((word) => word === "" || variant.has(word)) ?? false,
    windows: words.windows || family?.windows === true,
    onbuild: words.onbuild,
    isScratch: false,
  };
}

function roleByWord(
  family: FamilyRecord | undefined,
  variant: ReadonlySet<string>,
): ImageRecord["role"] | undefined {
  for (const [word, role] of Object.entries(family?.roles ?? {})) if (variant.has(word)) return role;
  return undefined;
}

function libcOf(distribution: string | undefined): ImageFacts["libc"] {
  if (distribution === undefined) return undefined;
  return distribution === "alpine" ? "musl" : "glibc";
}

const managers = new Map<string, ImageFacts["packageManager"]>([
  ["debian", "apt"],
  ["ubuntu", "apt"],
  ["alpine", "apk"],
  ["fedora", "dnf"],
  ["almalinux", "dnf"],
  ["rockylinux", "dnf"],
  ["amazonlinux", "dnf"],
]);

function managerOf(
  question: Asked,
  distribution: string | undefined,
  record: ImageRecord | undefined,
): ImageFacts["packageManager"] {
  const { family, words } = question;
  const byVersion = family?.managers?.find(
    (each) => words.version !== undefined && inRange(each, words.version),
  );
  if (byVersion !== undefined) return byVersion.manager;
  if (record !== undefined) return record.packageManager;
  return family?.packageManager ?? (distribution === undefined ? undefined : managers.get(distribution));
}

function knownUser(question: Asked, record: ImageRecord | undefined): string | undefined {
  const { family, words } = question;
  if (words.windows || family?.windows === true) return undefined;
  if (family?.userFrom !== undefined && !inRange({ from: family.userFrom }, words.version)) return undefined;
  return record === undefined ? family?.user : record.user;
}

/** The users that the image knows but does not run as. */
function otherUsers(
  question: Asked,
  distribution: string | undefined,
  user: string | undefined,
): ImageFacts["otherUsers"] {
  const { family, words } = question;
  if (family?.users === undefined || words.windows) return [];
  return family.users
    .filter(
      (each) =>
        inRange(each, words.version) &&
        (each.distributions === undefined ||
          (distribution !== undefined && each.distributions.includes(distribution))) &&
        each.without?.some((word) => words.variant.has(word)) !== true &&
        each.name !== user &&
        String(each.id) !== user,
    )
    .map(({ name, id }) => ({ name, id }));
}

function userKindOf(user: string | undefined): ImageFacts["userKind"] {
  if (user === undefined) return "unknown";
  return user === "root" ? "root" : "non-root";
}

function compilerOf(
  family: FamilyRecord | undefined,
  distribution: string | undefined,
  variant: ReadonlySet<string>,
): boolean | undefined {
  if (family?.compiler === undefined || distribution === undefined) return undefined;
  for (const word of variant) {
    const known = family.compiler[`${distribution} ${word}`];
    if (known !== undefined) return known;
  }
  return family.compiler[distribution];
}

/** Variables of a sibling that hold for this tag as well. */
function stableEnv(question: Asked, record: ImageRecord | undefined): Readonly<Record<string, string>> {
  const { family, words } = question;
  const env: Record<string, string> = {};
  if (words.windows || record?.env === undefined) return env;
  const stable = new Set([
    ...(family?.stableEnv ?? []),
    ...(family?.complete === true || family?.family === "distroless" ? ["PATH", "SSL_CERT_FILE"] : []),
  ]);
  for (const [name, value] of Object.entries(record.env)) {
    const from = family?.envFrom?.[name];
    if (stable.has(name) || (from !== undefined && inRange({ from }, words.version))) env[name] = value;
  }
  return env;
}

/** Bytes beyond the distribution's own image; undefined where one of the figures is not known. */
function beyondDistribution(
  bytes: number | undefined,
  distribution: string | undefined,
  release: string | undefined,
): number | undefined {
  if (bytes === undefined || distribution === undefined || release === undefined) return undefined;
  const base = recordOf(distribution, release)?.bytes;
  return base === undefined || base >= bytes ? undefined : bytes - base;
}

const scratch: ImageFacts = {
  family: "scratch",
  exact: true,
  viaMirror: false,
  source: "docs.docker.com, `scratch`: an empty image",
  role: "static",
  ecosystem: undefined,
  libc: "none",
  distribution: undefined,
  release: undefined,
  releaseNamed: false,
  version: undefined,
  variant: [],
  packageManager: undefined,
  hasShell: false,
  hasCompiler: false,
  user: "root",
  userKind: "root",
  otherUsers: [],
  workdir: "",
  entrypoint: null,
  cmd: null,
  commandKnown: true,
  env: {},
  envComplete: true,
  exposedPorts: [],
  volumes: [],
  bytes: 0,
  exactSize: true,
  sizeSource: "docs.docker.com, `scratch`: an empty image",
  compressedBytes: 0,
  toolchainBytes: undefined,
  dropsPrivileges: false,
  windows: false,
  onbuild: false,
  isScratch: true,
};
