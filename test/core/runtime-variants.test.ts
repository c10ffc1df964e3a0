// The variants of an image that a split can choose as its runtime: table of what is asked and what comes.

import { describe, expect, it } from "vitest";
import { parseImageReference } from "../../server/core/images/reference.ts";
import { familyVariant, imageOf } from "../../server/core/split/runtime-variants.ts";

const slim: readonly (readonly [string, string | undefined])[] = [
  ["node:18", "node:18-slim"],
  ["node", "node:slim"],
  ["node:lts", "node:lts-slim"],
  ["node:18.17.1-bookworm", "node:18.17.1-bookworm-slim"],
  ["python:3.11-bookworm", "python:3.11-slim-bookworm"],
  ["python:3.11-slim", "python:3.11-slim"],
  ["ruby:3.2", "ruby:3.2-slim"],
  ["mirror.corp/base/node:20", "mirror.corp/base/node:20-slim"],
  ["node:18-alpine", undefined],
  ["node:18-onbuild", undefined],
  ["golang:1.22", undefined],
  ["someone/else:1", undefined],
  [`node:18@sha256:${"a".repeat(64)}`, undefined],
];

describe("the slim variant of an image", () => {
  for (const [image, expected] of slim)
    it(image, () => expect(familyVariant(parseImageReference(image), "slim")?.text).toBe(expected));
});

it("fills a runtime image from the data", () => {
  const { user, hasShell, packageManager, nonRoot, entrypoint } = imageOf("slim", "node:22-slim");
  expect({ user, hasShell, packageManager, nonRoot, entrypoint }).toEqual({
    user: "node",
    hasShell: true,
    packageManager: "apt",
    nonRoot: false,
    entrypoint: undefined,
  });
  expect(imageOf("distroless", "gcr.io/distroless/nodejs22-debian13:nonroot")).toMatchObject({
    hasShell: false,
    nonRoot: true,
    entrypoint: ["/nodejs/bin/node"],
  });
});
