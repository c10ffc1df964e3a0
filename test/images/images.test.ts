// Facts about base images: the table in facts.txt, the data file's own rules, and any string as a reference.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import additions from "../../server/core/images/additions.json" with { type: "json" };
import { imageRecords, recordOf } from "../../server/core/images/data.ts";
import { imageFacts, isToolchainImage } from "../../server/core/images/lookup.ts";
import { parseImageReference } from "../../server/core/images/reference.ts";
import { compareVersions, tagWords } from "../../server/core/images/tag-words.ts";
import { describeFacts } from "./describe-facts.ts";

const table = readFileSync(join(import.meta.dirname, "facts.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" => ") as [string, string]);

describe("facts about images", () => {
  it.each(table)("%s", (reference, expected) => {
    expect(describeFacts(reference)).toBe(expected);
  });

  it("gives the configuration of an exact tag", () => {
    const facts = imageFacts("golang:1.25-bookworm");
    expect(facts?.workdir).toBe("/go");
    expect(facts?.env.GOPATH).toBe("/go");
    expect(facts?.exposedPorts).toEqual([]);
    expect(imageFacts("nginx")?.exposedPorts).toEqual(["80/tcp"]);
    expect(imageFacts("redis:7")?.volumes).toEqual(["/data"]);
  });

  it("keeps of a sibling's variables only those that hold for every version", () => {
    expect(imageFacts("golang:1.22")?.env).toEqual({
      GOPATH: "/go",
      PATH: "/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    });
    expect(imageFacts("mcr.microsoft.com/dotnet/aspnet:7.0")?.env.APP_UID).toBeUndefined();
    expect(imageFacts("mcr.microsoft.com/dotnet/aspnet:8.0-jammy")?.env.APP_UID).toBe("1654");
  });

  it("says whether the variables are all there are", () => {
    expect(imageFacts("alpine:3.20")?.envComplete).toBe(true);
    expect(imageFacts("php:8.4-fpm")?.envComplete).toBe(false);
  });

  it("names the source of every size", () => {
    for (const [reference] of table) {
      const facts = imageFacts(reference);
      if (facts?.bytes !== undefined) expect(facts.sizeSource, reference).toBeTruthy();
    }
  });

  it("tells toolchains from runtimes", () => {
    expect(isToolchainImage("golang:1.22-alpine")).toBe(true);
    expect(isToolchainImage("eclipse-temurin:17-jre")).toBe(false);
    expect(isToolchainImage("somebody/something")).toBe(false);
  });
});

describe("the data file", () => {
  it("holds every addition", () => {
    for (const size of additions.sizes) {
      expect(recordOf(size.image, size.tag)?.bytes, `${size.image}:${size.tag}`).toBe(size.bytes);
    }
    for (const record of additions.records) expect(recordOf(record.image, record.tag)).toBeDefined();
  });

  it("names a source for every record and every added figure", () => {
    for (const record of imageRecords) expect(record.source, `${record.image}:${record.tag}`).not.toBe("");
    for (const record of imageRecords)
      if (record.documented === true) expect(record.sizeSource ?? record.source).toMatch(/\S/);
  });

  it("has one record for each tag", () => {
    const names = imageRecords.map((record) => `${record.image}:${record.tag}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

const references: readonly (readonly [
  text: string,
  registry: string | undefined,
  repository: string,
  tag: string | undefined,
  digest: string | undefined,
  valid: boolean,
])[] = [
  ["golang", undefined, "golang", undefined, undefined, true],
  ["golang:1.22", undefined, "golang", "1.22", undefined, true],
  ["library/golang", undefined, "golang", undefined, undefined, true],
  ["docker.io/library/golang:1", undefined, "golang", "1", undefined, true],
  ["docker.io/bitnami/node", undefined, "bitnami/node", undefined, undefined, true],
  ["localhost/app", "localhost", "app", undefined, undefined, true],
  ["localhost:5000/app:1", "localhost:5000", "app", "1", undefined, true],
  ["host:5000/team/app", "host:5000", "team/app", undefined, undefined, true],
  ["host:5000", undefined, "host", "5000", undefined, true],
  ["ghcr.io/a/b/c:x", "ghcr.io", "a/b/c", "x", undefined, true],
  [
    "gcr.io/distroless/static-debian12:nonroot",
    "gcr.io",
    "distroless/static-debian12",
    "nonroot",
    undefined,
    true,
  ],
  ["REGISTRY/app", "REGISTRY", "app", undefined, undefined, true],
  ["[::1]:5000/app", "[::1]:5000", "app", undefined, undefined, true],
  [`a@sha256:${"0".repeat(64)}`, undefined, "a", undefined, `sha256:${"0".repeat(64)}`, true],
  [`a:1@sha256:${"f".repeat(64)}`, undefined, "a", "1", `sha256:${"f".repeat(64)}`, true],
  ["a@sha256:12", undefined, "a", undefined, "sha256:12", false],
  ["Golang", undefined, "Golang", undefined, undefined, false],
  ["golang:", undefined, "golang", "", undefined, false],
  ["", undefined, "", undefined, undefined, false],
  ["a//b", undefined, "a//b", undefined, undefined, false],
  ["$BASE", undefined, "$BASE", undefined, undefined, false],
];

describe("image references", () => {
  it.each(references)("%s", (text, registry, repository, tag, digest, valid) => {
    const parsed = parseImageReference(text);
    expect({ ...parsed, name: "", tagStart: 0, digestStart: 0 }).toEqual({
      text,
      registry,
      repository,
      tag,
      digest,
      valid,
      name: "",
      tagStart: 0,
      digestStart: 0,
    });
  });

  it("takes any string apart into places that hold what it says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9./:@_-]*$/)), (text) => {
        const parsed = parseImageReference(text);
        expect(text.startsWith(parsed.name)).toBe(true);
        if (parsed.tag !== undefined && parsed.tagStart !== undefined)
          expect(text.slice(parsed.tagStart, parsed.tagStart + parsed.tag.length)).toBe(parsed.tag);
        if (parsed.digest !== undefined && parsed.digestStart !== undefined)
          expect(text.slice(parsed.digestStart)).toBe(parsed.digest);
        imageFacts(parsed);
      }),
    );
  });

  it("answers for any tag of a known image", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "golang",
          "node",
          "gcr.io/distroless/static",
          "php",
          "ubuntu",
          "maven",
          "mcr.microsoft.com/dotnet/sdk",
        ),
        fc.stringMatching(/^[\w.-]*$/),
        (image, tag) => {
          expect(imageFacts(`${image}:${tag}`)?.source).toBeTruthy();
        },
      ),
    );
  });

  it("takes long texts in linear time", () => {
    const long = `${"a-".repeat(100_000)}!`;
    const before = performance.now();
    parseImageReference(long);
    imageFacts(`golang:${long}`);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe("tags", () => {
  it.each([
    ["1.22.3-alpine3.19", undefined, "1.22.3", "alpine", "3.19", []],
    ["22-bookworm-slim", undefined, "22", "debian", "bookworm", ["slim"]],
    ["12.5-slim", "debian", "12", "debian", "bookworm", ["slim"]],
    ["jammy-20240101", "ubuntu", "22.04", "ubuntu", "22.04", []],
    ["3.19.1", "alpine", "3.19.1", "alpine", "3.19", []],
    ["21.0.2_13-jdk-jammy", undefined, "21.0.2_13", "ubuntu", "22.04", ["jdk"]],
    ["8.9-jdk17-alpine", undefined, "8.9", "alpine", undefined, ["jdk"]],
    ["3.9-eclipse-temurin-21", undefined, "3.9", undefined, undefined, ["eclipse", "temurin"]],
    ["lts-alpine", undefined, undefined, "alpine", undefined, []],
    ["8.0-noble-chiseled", undefined, "8.0", "ubuntu", "24.04", ["chiseled"]],
    ["nonroot-amd64", undefined, undefined, undefined, undefined, ["nonroot"]],
  ] as const)("%s", (tag, image, version, distribution, release, variant) => {
    const words = tagWords(tag, image);
    expect([words.version, words.distribution, words.release, [...words.variant]]).toEqual([
      version,
      distribution,
      release,
      variant,
    ]);
  });

  it("compares versions by number", () => {
    expect(compareVersions("1.9", "1.22")).toBeLessThan(0);
    expect(compareVersions("1.22.3", "1.22")).toBe(0);
    expect(compareVersions("21.0.2_13", "17")).toBeGreaterThan(0);
  });
});
