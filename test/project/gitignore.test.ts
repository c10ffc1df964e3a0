// What a `.gitignore` says of files that a context may lack.

import { expect, it } from "vitest";
import { leftOutByGit } from "../../server/core/project/gitignore.ts";
import { Project } from "../../server/core/project/project.ts";

function project(text: string | undefined): Project {
  const state = text === undefined ? ({ kind: "absent" } as const) : ({ kind: "text", text } as const);
  return new Project({ known: true, files: new Map([[".gitignore", state]]), globs: new Map() });
}

it.each([
  [".env", ".env", true],
  [".env", "server/.env", true],
  ["/.env", "server/.env", false],
  ["# .env", ".env", false],
  [".env*\r\n!.env.example\r\n", ".env.example", false],
  [".env*\r\n!.env.example\r\n", ".env.local", true],
  ["config/local.yml", "config/local.yml", true],
  ["secrets/", "secrets", false],
  ["dist", "main.go", false],
  [undefined, ".env", false],
])("%j on %s: %s", (text, path, expected) => {
  expect(leftOutByGit(project(text), path)).toBe(expected);
});
