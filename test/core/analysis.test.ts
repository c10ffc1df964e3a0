// The analysis around the rules: severities from settings, suppression comments, what other extensions show.

import { describe, expect, it } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import type { Severity } from "../../server/core/finding.ts";
import { defaultSettings } from "../../server/core/settings.ts";

const today = "2026-11-21";
const rule = "root-user";
/** A file with exactly one finding of the rule, in its last line. */
const lines = ["FROM debian:bookworm-slim", "COPY app /app", 'CMD ["/app"]'];
const only = [rule];

function severities(text: string, configured?: Severity | "off", path?: string): readonly Severity[] {
  const settings =
    configured === undefined ? defaultSettings : { ...defaultSettings, rules: { [rule]: configured } };
  const { findings } = analyze({ text, today, only, settings, ...(path === undefined ? {} : { path }) });
  return findings.map(({ severity }) => severity);
}

describe("severity", () => {
  const text = lines.join("\n");
  it("is the rule's own unless settings say otherwise", () => {
    expect(severities(text)).toEqual(["warning"]);
    expect(severities(text, "error")).toEqual(["error"]);
    expect(severities(text, "off")).toEqual([]);
  });

  it("is a hint at most in a development container, unless settings say otherwise", () => {
    expect(severities(text, undefined, ".devcontainer/Dockerfile")).toEqual(["hint"]);
    expect(severities(text, undefined, "a/.devcontainer/x/Dockerfile")).toEqual(["hint"]);
    expect(severities(text, "error", ".devcontainer/Dockerfile")).toEqual(["error"]);
  });

  it("is nothing where another extension shows the same finding, and only there", () => {
    const settings = { ...defaultSettings, shownElsewhere: ["hadolint"] };
    const selected = ["FROM debian:bookworm-slim", "USER root", 'CMD ["/app"]'].join("\n");
    expect(severities(selected)).toEqual(["warning"]);
    expect(analyze({ text: selected, today, only, settings }).findings).toEqual([]);
    // hadolint sees a USER that is root, but not that there is none.
    expect(analyze({ text, today, only, settings }).findings.length).toBe(1);
  });
});

describe("suppression", () => {
  const [from = "", copy = "", cmd = ""] = lines;
  it.each([
    ["ours above the instruction", [`# lean-dockerfile ignore=${rule} it must`, from, copy, cmd]],
    ["ours in a list", [`# lean-dockerfile ignore=other,${rule}`, from, copy, cmd]],
    [
      "ours with blank lines and comments between",
      [`# lean-dockerfile ignore=${rule}`, "", "# why", from, copy, cmd],
    ],
    ["ours for the file", [`# lean-dockerfile ignore-file=${rule}`, "FROM a AS b", from, copy, cmd]],
    ["hadolint's above the instruction", ["# hadolint ignore=DL3002", from, copy, cmd]],
    ["hadolint's for the file", ["# hadolint global ignore=DL3000, DL3002", "FROM a AS b", from, copy, cmd]],
  ])("by %s silences", (_what, text) => {
    expect(severities(text.join("\n"))).toEqual([]);
  });

  it.each([
    ["another rule", ["# lean-dockerfile ignore=other", from, copy, cmd]],
    ["another instruction", [from, `# lean-dockerfile ignore=${rule}`, copy, cmd]],
    ["another code", ["# hadolint ignore=DL3003", from, copy, cmd]],
    ["no rule", ["# lean-dockerfile ignore=", from, copy, cmd]],
    ["words", [`# we ignore=${rule}`, from, copy, cmd]],
  ])("of %s does not", (_what, text) => {
    expect(severities(text.join("\n"))).toEqual(["warning"]);
  });
});

it("runs only the rules asked for", () => {
  expect(analyze({ text: lines.join("\n"), today, only: [] }).findings).toEqual([]);
});
