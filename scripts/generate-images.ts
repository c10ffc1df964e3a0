// Writes server/core/images/images.json from a facts file and the additions made by hand.
// Usage: node scripts/run-ts.mjs scripts/generate-images.ts FACTS.json [--check]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FamilyRecord, ImageRecord, PackageManagerName } from "../server/core/images/data.ts";
import { debianCodename, ubuntuRelease } from "../server/core/images/releases.ts";

/** A record of the facts file. */
interface Fact {
  readonly image: string;
  readonly tag: string;
  readonly compressed_bytes: number | null;
  readonly disk_bytes: number | null;
  readonly user: string | null;
  readonly workdir: string | null;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly exposed_ports: readonly string[] | null;
  readonly env: Readonly<Record<string, string>> | null;
  readonly libc: string;
  readonly distro: string;
  readonly has_shell: boolean | null;
  readonly package_manager: string;
  readonly role: string;
  readonly ecosystem: string;
  readonly note: string | null;
  readonly source: string;
}

interface Additions {
  readonly sizes: readonly {
    readonly image: string;
    readonly tag: string;
    readonly bytes: number;
    readonly documented?: true;
    readonly source: string;
  }[];
  readonly records: readonly (Partial<ImageRecord> & {
    readonly image: string;
    readonly tag: string;
    readonly like: string;
    readonly source: string;
  })[];
  readonly families: readonly FamilyRecord[];
}

const outFile = join(process.cwd(), "server", "core", "images", "images.json");

function main(): number {
  const [factsFile, option] = process.argv.slice(2);
  if (factsFile === undefined || (option !== undefined && option !== "--check")) {
    console.error("usage: node scripts/run-ts.mjs scripts/generate-images.ts FACTS.json [--check]");
    return 2;
  }
  const facts = JSON.parse(readFileSync(factsFile, "utf8")) as readonly Fact[];
  const additions = JSON.parse(
    readFileSync(join(process.cwd(), "server", "core", "images", "additions.json"), "utf8"),
  ) as Additions;
  const text = print(merge(facts, additions), additions.families);
  if (option === "--check") {
    if (readFileSync(outFile, "utf8") === text) return 0;
    console.error(`${outFile} is stale: run this script without --check`);
    return 1;
  }
  writeFileSync(outFile, text);
  console.log(
    `${outFile}: ${facts.length} facts, ${additions.sizes.length} sizes, ${additions.records.length} records added`,
  );
  return 0;
}

/** The facts as records, with the sizes and records of the additions; throws on an addition that fits nothing. */
function merge(facts: readonly Fact[], additions: Additions): readonly ImageRecord[] {
  const records = facts.map(recordOf);
  const at = (image: string, tag: string) =>
    records.findIndex((record) => record.image === image && record.tag === tag);
  for (const size of additions.sizes) {
    const index = at(size.image, size.tag);
    const record = records[index];
    if (record === undefined) throw new Error(`additions: no record ${size.image}:${size.tag}`);
    if (record.bytes !== undefined)
      throw new Error(`additions: ${size.image}:${size.tag} has a size already`);
    records[index] = {
      ...record,
      bytes: size.bytes,
      ...(size.documented === undefined ? {} : { documented: size.documented }),
      sizeSource: size.source,
    };
  }
  for (const { like, ...added } of additions.records) {
    const model = records[at(added.image, like)];
    if (model === undefined) throw new Error(`additions: no record ${added.image}:${like}`);
    // Figures and versions of the model are its own.
    const {
      bytes: _bytes,
      compressed: _compressed,
      documented: _documented,
      sizeSource: _size,
      env,
      ...rest
    } = model;
    const stable = Object.entries(env ?? {}).filter(([name]) => !name.endsWith("VERSION"));
    const merged: Record<string, unknown> = { ...rest, env: Object.fromEntries(stable), ...added };
    for (const [name, value] of Object.entries(merged)) if (value === null) delete merged[name];
    records.push(merged as unknown as ImageRecord);
  }
  return records;
}

function recordOf(fact: Fact): ImageRecord {
  const distro = distributionOf(fact.distro);
  const partial = fact.exposed_ports === null;
  const env = environment(fact, partial);
  return {
    image: fact.image,
    tag: fact.tag,
    role: roleOf(fact),
    ...(fact.ecosystem === "os" || fact.ecosystem === "any" ? {} : { ecosystem: fact.ecosystem }),
    libc: fact.libc as "glibc" | "musl" | "none",
    ...distro,
    ...(managers.has(fact.package_manager)
      ? { packageManager: fact.package_manager as PackageManagerName }
      : {}),
    ...(fact.has_shell === null ? {} : { shell: fact.has_shell }),
    ...(fact.user === null ? {} : { user: ["", "0", "root"].includes(fact.user) ? "root" : fact.user }),
    ...(fact.workdir === null || fact.workdir === "" || fact.workdir === "/"
      ? {}
      : { workdir: fact.workdir }),
    ...(fact.entrypoint === null ? {} : { entrypoint: fact.entrypoint }),
    ...(fact.cmd === null ? {} : { cmd: fact.cmd }),
    ...(fact.exposed_ports === null || fact.exposed_ports.length === 0 ? {} : { ports: fact.exposed_ports }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(fact.disk_bytes === null ? {} : { bytes: fact.disk_bytes }),
    ...(fact.compressed_bytes === null ? {} : { compressed: fact.compressed_bytes }),
    ...(partial ? { partial: true as const } : {}),
    ...(fact.note === null ? {} : { note: fact.note }),
    source: fact.source,
  };
}

const managers = new Set(["apt", "apk", "dnf", "microdnf", "yum", "zypper"]);

/** The source leaves out the search path that every Linux base image sets. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

function environment(fact: Fact, partial: boolean): Readonly<Record<string, string>> {
  const env = fact.env ?? {};
  const official = !fact.image.includes("/") && fact.image !== "scratch";
  return official && !partial && env.PATH === undefined && fact.has_shell === true
    ? { PATH: defaultPath, ...env }
    : env;
}

function roleOf(fact: Fact): ImageRecord["role"] {
  if (fact.role === "server") return "service";
  if (fact.libc === "none" && fact.role !== "toolchain") return "static";
  return fact.role as ImageRecord["role"];
}

/** `debian:bookworm-slim`, `distroless:debian13`, `ubuntu:24.04-chiseled` as distribution and release. */
function distributionOf(distro: string): { readonly distribution?: string; readonly release?: string } {
  const name = distro.replace(/^distroless:/, "").replace(/ \(.*\)$/, "");
  const debian = /^debian(\d+)$/.exec(name) ?? /^debian:(\d+)$/.exec(name);
  if (debian !== null) return pair("debian", debianCodename(debian[1] ?? ""));
  if (name === "cc") return { distribution: "debian" };
  if (name === "none") return {};
  const [distribution = "", release = ""] = name.replace(/-(slim|chiseled)$/, "").split(":");
  if (release === "stable" || release === "latest" || release === "") return { distribution };
  return pair(distribution, distribution === "ubuntu" ? (ubuntuRelease(release) ?? release) : release);
}

function pair(distribution: string, release: string | undefined): { distribution: string; release?: string } {
  return release === undefined ? { distribution } : { distribution, release };
}

/** One record a line, so that a change of one image is a change of one line. */
function print(records: readonly ImageRecord[], families: readonly FamilyRecord[]): string {
  const lines = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).join(",\n");
  return `{"records":[\n${lines(records)}\n],"families":[\n${lines(families)}\n]}\n`;
}

process.exitCode = main();
