// Configuration files: which one counts, what it sets, and what is said of mistakes.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import { type Configuration, withConfiguration } from "../../server/core/configuration.ts";
import { defaultSettings } from "../../server/core/settings.ts";
import { findConfiguration } from "../../server/node/configuration.ts";
import { folderWith } from "./temporary.ts";

const ours = ".lean-dockerfile.json";

function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test("the nearest file of ours counts, and hadolint's only where there is none", async () => {
  const folder = folderWith({});
  write(folder, ".hadolint.yaml", "ignored: [DL3002]\n");
  write(folder, "a/b/x", "");
  expect((await findConfiguration(path.join(folder, "a/b")))?.path).toBe(path.join(folder, ".hadolint.yaml"));
  write(folder, ours, '{"rules": {"root-user": "off"}}');
  write(folder, "a/.hadolint.yml", "ignored: [DL3006]\n");
  expect((await findConfiguration(path.join(folder, "a/b")))?.path).toBe(path.join(folder, ours));
  write(folder, `a/${ours}`, "{}");
  expect((await findConfiguration(path.join(folder, "a/b")))?.path).toBe(path.join(folder, "a", ours));
});

test("mistakes are named, and what is right counts", async () => {
  const folder = folderWith({});
  const text = {
    rules: { "root-user": "loud", "root-usr": "off", "cgo-enabled-for-static-runtime": "hint" },
    rule: {},
    preferredRuntime: "ubuntu",
    labels: { version: "semver", maintainer: 3 },
    trustedRegistries: ["docker.io", 5],
  };
  write(folder, ours, JSON.stringify(text));
  const found = await findConfiguration(folder);
  expect(found?.problems).toEqual([
    "`rule` is no setting",
    "`preferredRuntime` is none of `auto`, `distroless`, `scratch`, `alpine`, `slim`",
    "`trustedRegistries` is not a list of texts",
    expect.stringMatching(/^`labels\.maintainer` is none of `text`/),
    expect.stringMatching(/^`rules\.root-user` is none of `off`/),
    "There is no rule `root-usr`; did you mean `root-user`?",
  ]);
  expect(found?.configuration).toEqual({
    rules: { "cgo-enabled-for-static-runtime": "hint" },
    sources: {},
    trustedRegistries: ["docker.io"],
    labels: { version: "semver" },
  });
});

test("a file that is no JSON is one problem", async () => {
  const folder = folderWith({});
  write(folder, ours, "{rules");
  expect((await findConfiguration(folder))?.problems).toEqual([expect.stringMatching(/^It is no JSON: /)]);
  write(folder, ours, "[]");
  expect((await findConfiguration(folder))?.problems).toEqual(["The file is not an object"]);
});

test("hadolint's file gives severities by its codes, registries and labels", async () => {
  const folder = folderWith({});
  const text = `
failure-threshold: warning
ignored: [dl3008]
override: { error: [DL3002], style: [DL3059], loud: [DL3000] }
trustedRegistries: [docker.io, "*.corp"]
label-schema: { author: text, created: rfc3339 }
`;
  write(folder, ".hadolint.yaml", text);
  const found = await findConfiguration(folder);
  expect(found?.problems).toEqual(["`override.loud` is no severity"]);
  expect(found?.configuration).toEqual({
    rules: {},
    sources: { "hadolint:DL3008": "off", "hadolint:DL3002": "error", "hadolint:DL3059": "hint" },
    trustedRegistries: ["docker.io", "*.corp"],
    labels: { author: "text", created: "rfc3339" },
  });
  write(folder, ".hadolint.yaml", "# Nothing yet.\n");
  expect((await findConfiguration(folder))?.configuration).toEqual({ rules: {}, sources: {} });
});

/** The severity of root-user in a file whose last user is root. */
function severityOf(configuration: Partial<Configuration>, rules: Configuration["rules"] = {}) {
  const settings = withConfiguration(
    { ...defaultSettings, rules },
    { rules: {}, sources: {}, ...configuration },
  );
  const text = 'FROM debian:bookworm-slim\nCOPY app /app\nUSER root\nCMD ["/app"]\n';
  const { findings } = analyze({ text, settings, today: "2026-11-21" });
  return findings.find(({ rule }) => rule === "root-user")?.severity;
}

test("severities come from the user, then from the file by rule, then from the file by hadolint's code", () => {
  const sources = { "hadolint:DL3002": "error" } as const;
  expect(severityOf({})).toBe("warning");
  expect(severityOf({ sources })).toBe("error");
  expect(severityOf({ sources, rules: { "root-user": "info" } })).toBe("info");
  expect(severityOf({ sources, rules: { "root-user": "info" } }, { "root-user": "hint" })).toBe("hint");
  expect(severityOf({ rules: { "root-user": "off" } })).toBeUndefined();
  expect(severityOf({ sources: { "hadolint:DL3002": "off" } })).toBeUndefined();
  expect(severityOf({ sources: { "hadolint:DL3006": "off" } })).toBe("warning");
});
