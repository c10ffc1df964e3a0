// `pin`, with a docker client that answers as a real one does: diff, writing, what is not known, and no engine.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ensureBuilt } from "../built.ts";
import { projectFolder, runCli } from "./run-cli.ts";

beforeAll(ensureBuilt, 60_000);

const digest = `sha256:${"b".repeat(64)}`;
const dockerfile = `ARG V=1
FROM golang:1.22 AS build
FROM \${V}/alpine
COPY --from=golang:1.22 /a /b
COPY --from=build /a /c
`;
const pinned = dockerfile.replaceAll("golang:1.22", `golang:1.22@${digest}`);

/** A folder with a Dockerfile and, in `bin`, a client whose engine has pulled `golang:1.22`. */
function project(text: string): { readonly cwd: string; readonly env: Readonly<Record<string, string>> } {
  const cwd = projectFolder({ Dockerfile: text });
  const bin = path.join(cwd, "bin");
  mkdirSync(bin);
  const client = path.join(bin, "docker");
  const script = `#!${process.execPath}
const words = process.argv.slice(2);
const image = { Id: "sha256:1", RepoDigests: ["golang@${digest}"] };
if (words[0] === "version") console.log('{"Client":{"Version":"28.2.2"},"Server":{"Version":"20.10.24","Os":"linux"}}');
else if (words[0] === "info") console.log('{"Driver":"overlay2","ID":"x","OSType":"linux"}');
else if (words[0] === "image" && words.at(-1) === "golang:1.22") console.log(JSON.stringify(image));
else { console.error("Error: No such image: " + words.at(-1)); process.exitCode = 1; }
`;
  writeFileSync(client, script);
  chmodSync(client, 0o755);
  return { cwd, env: { PATH: bin } };
}

test("shows a diff, and writes nothing", () => {
  const place = project(dockerfile);
  const { status, stdout, stderr } = runCli(["pin"], place);
  expect(status).toBe(0);
  expect(stdout).toContain(`+FROM golang:1.22@${digest} AS build\n`);
  expect(stdout).toContain(`+COPY --from=golang:1.22@${digest} /a /b\n`);
  expect(stdout).not.toContain("+COPY --from=build");
  expect(stderr).toBe("1 image to pin with --write\n");
  expect(readFileSync(path.join(place.cwd, "Dockerfile"), "utf8")).toBe(dockerfile);
});

test("writes, and finds nothing to do then", () => {
  const place = project(dockerfile);
  expect(runCli(["pin", "--write"], place)).toMatchObject({ status: 0, stdout: "" });
  expect(readFileSync(path.join(place.cwd, "Dockerfile"), "utf8")).toBe(pinned);
  expect(runCli(["pin"], place)).toEqual({ status: 0, stdout: "", stderr: "No image to pin\n" });
});

test("names what is not known, and exits with 1", () => {
  const { status, stdout, stderr } = runCli(["pin"], project("FROM golang:1.22\nFROM node:22\n"));
  expect(status).toBe(1);
  expect(stdout).toContain(`+FROM golang:1.22@${digest}\n`);
  expect(stderr).toContain("The engine has no image `node:22`");
  expect(stderr).toContain("1 image to pin with --write; 1 not known\n");
});

test("needs an engine", () => {
  const { cwd } = project(dockerfile);
  const { status, stdout, stderr } = runCli(["pin"], { cwd, env: { PATH: "" } });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("No container client");
});
