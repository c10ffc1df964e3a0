// The data on images that were taken away: well formed, and no new place is one that is gone too.

import { describe, expect, it } from "vitest";
import { imageFacts } from "../../server/core/images/lookup.ts";
import { parseImageReference } from "../../server/core/images/reference.ts";
import data from "../../server/core/images/removed.json" with { type: "json" };
import { removalOf } from "../../server/core/images/removed.ts";

const today = "2026-11-21";

describe("the data on images that were taken away", () => {
  it("has a day and a source for each", () => {
    for (const { since, source, gone } of data.images) {
      expect(since).toMatch(/^\d{4}-\d{2}(?:-\d{2})?$/);
      expect(source).toMatch(/#\d+/);
      expect(gone).toMatch(/^is /);
    }
  });

  it("says why a new place may be another thing", () => {
    for (const { moved = [], why = "" } of data.images) expect(why === "").toBe(moved.length === 0);
  });
});

/** Old names, and the new ones where they are certain. */
const names: readonly (readonly [old: string, moved: string | undefined])[] = [
  ["microsoft/dotnet", "mcr.microsoft.com/dotnet/sdk:2.1"],
  ["microsoft/dotnet:2-runtime-deps", "mcr.microsoft.com/dotnet/runtime-deps:2.1"],
  ["microsoft/dotnet:2.1-sdk-stretch-arm32v7", "mcr.microsoft.com/dotnet/sdk:2.1-stretch-arm32v7"],
  ["microsoft/dotnet:2.1-runtime-bionic", "mcr.microsoft.com/dotnet/runtime:2.1-bionic"],
  ["microsoft/dotnet:2.2-runtime-deps-alpine", "mcr.microsoft.com/dotnet/core/runtime-deps:2.2-alpine"],
  ["microsoft/dotnet:2.2-aspnetcore-runtime", "mcr.microsoft.com/dotnet/core/aspnet:2.2"],
  ["microsoft/dotnet:2.1-sdk-alpine3.7", undefined],
  ["microsoft/dotnet:2.2.104-sdk", undefined],
  ["microsoft/dotnet:2.0-sdk", undefined],
  ["microsoft/dotnet:2.1-aspnetcore-runtime-stretch", undefined],
  ["microsoft/azure-cli:2.0.41", "mcr.microsoft.com/azure-cli:2.0.41"],
  ["microsoft/azure-cli:2.0.40", undefined],
  ["bitnami/kafka:3.7.1-debian-12-r4", "bitnamilegacy/kafka:3.7.1-debian-12-r4"],
  ["docker.io/bitnami/kafka:3.7-debian-11", "docker.io/bitnamilegacy/kafka:3.7-debian-11"],
  ["bitnami/postgresql:11.14.0-debian-10-r22", undefined],
  ["bitnami/kafka:3.7", undefined],
];

it.each(names)("%s is gone, its new place is %s", (old, moved) => {
  const removal = removalOf(parseImageReference(old), today);
  expect(removal).toBeDefined();
  expect(removal?.moved?.to).toBe(moved);
  if (moved === undefined) return;
  const there = parseImageReference(moved);
  expect(there.valid).toBe(true);
  expect(removalOf(there, today)).toBeUndefined();
  expect(imageFacts(there)?.family).toBe(imageFacts(old)?.family);
});
