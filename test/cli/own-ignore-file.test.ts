// `<Dockerfile>.dockerignore`: `lint` judges by it, whether it reads the Dockerfile or is handed its text.

import { beforeAll, expect, test } from "vitest";
import { ensureBuilt } from "../built.ts";
import { projectFolder, runCli } from "./run-cli.ts";

beforeAll(ensureBuilt, 60_000);

test("the Dockerfile's own ignore file counts in place of the context's", () => {
  const text = "FROM debian:bookworm-slim\nCOPY a.txt b.txt /srv/\n";
  const cwd = projectFolder({
    ".dockerignore": "a.txt\n",
    "app.Dockerfile": text,
    "app.Dockerfile.dockerignore": "b.txt\n",
    Dockerfile: text,
    "a.txt": "",
    "b.txt": "",
  });
  const lint = (...args: readonly string[]) =>
    runCli(["lint", "--format", "text", "--rule", "ignored-file-copied", ...args], { cwd, input: text })
      .stdout;
  expect(lint("app.Dockerfile")).toMatch(
    /^app\.Dockerfile:2:12: error: `app\.Dockerfile\.dockerignore` leaves `b\.txt` .*\n$/,
  );
  expect(lint("Dockerfile")).toMatch(/^Dockerfile:2:6: error: `\.dockerignore` leaves `a\.txt` .*\n$/);
  // An editor's linter hands the text over, and the name says where it lies.
  expect(lint("--stdin-filename", "app.Dockerfile", "-")).toContain("leaves `b.txt`");
});
