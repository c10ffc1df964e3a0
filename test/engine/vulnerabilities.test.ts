// Vulnerability scanners: their reports are counted, and they are called with arguments alone. None of them is needed
// here: programs of a test's own stand in for them in PATH.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../server/engine/client.ts";
import { reportIn, scanners } from "../../server/engine/vulnerabilities/scanners.ts";
import { countVulnerabilities } from "../../server/engine/vulnerabilities/vulnerabilities.ts";
import type { EngineName, ScannerReport } from "../../server/protocol/compare.ts";
import { recordedText } from "./support/recorded.ts";

const none = { critical: 0, high: 0, medium: 0, low: 0, other: 0 };

function count(name: string, text: string) {
  return scanners.find((each) => each.name === name)?.count(reportIn(text));
}

describe("reports are counted", () => {
  test("of Trivy, over all its targets", () => {
    expect(count("trivy", recordedText("trivy.json"))).toEqual({
      ...none,
      critical: 1,
      high: 2,
      low: 1,
      other: 1,
    });
    expect(count("trivy", '{"SchemaVersion": 2, "ArtifactName": "x"}')).toEqual(none);
  });

  test("of Grype", () => {
    expect(count("grype", recordedText("grype.json"))).toEqual({ ...none, critical: 1, medium: 1, other: 2 });
    expect(count("grype", '{"matches": []}')).toEqual(none);
  });

  test("of Docker Scout, by the rule that a result names, whatever words come first", () => {
    const text = recordedText("docker-scout.sarif");
    const expected = { ...none, critical: 2, high: 1, other: 1 };
    expect(count("docker scout", text)).toEqual(expected);
    expect(count("docker scout", `    v SBOM of image already cached\n${text}`)).toEqual(expected);
  });

  test("and what is no report has no count", () => {
    for (const { name } of scanners)
      for (const text of ["", "{}", "null", "[1]", "error: no such image", '{"errors": ["x"]}'])
        expect([name, text, count(name, text)]).toEqual([name, text, undefined]);
  });
});

describe("a scanner in PATH", () => {
  let folder: string;
  let engine: Engine;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lean-scan-"));
    mkdirSync(path.join(folder, "bin"));
    engine = engineOf("docker");
    stub("docker", "", 1);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function engineOf(name: EngineName): Engine {
    return {
      identity: { name, version: "0", store: "overlay2" },
      id: "",
      command: path.join(folder, "bin", "docker"),
      builder: "buildkit",
      env: { PATH: path.join(folder, "bin") },
    };
  }

  /** A program that writes down what it was called with, one argument a line, and prints `output`. */
  function stub(name: string, output: string, code = 0): void {
    const file = path.join(folder, "bin", name);
    writeFileSync(path.join(folder, `${name}.out`), output);
    const script = [
      `#!${process.execPath}`,
      `const fs = require("node:fs");`,
      `fs.appendFileSync(${JSON.stringify(path.join(folder, `${name}.calls`))}, JSON.stringify(process.argv.slice(2)) + "\\n");`,
      `process.stdout.write(fs.readFileSync(${JSON.stringify(path.join(folder, `${name}.out`))}, "utf8"));`,
      `process.stderr.write("${name} has something to say: swordfish");`,
      `process.exitCode = ${code};`,
    ];
    writeFileSync(file, script.join("\n"));
    chmodSync(file, 0o755);
  }

  function calls(name: string): readonly (readonly string[])[] {
    const lines = readFileSync(path.join(folder, `${name}.calls`), "utf8")
      .trim()
      .split("\n");
    return lines.map((line) => JSON.parse(line) as string[]);
  }

  const images = [
    { label: "original", tag: "lean-dockerfile/compare:1-a" },
    { label: "split", tag: "lean-dockerfile/compare:1-b" },
  ];

  async function scan(with_ = engine) {
    const reports: ScannerReport[] = [];
    const scanned: string[] = [];
    const answer = await countVulnerabilities(with_, images, {
      redact: (text) => text.replaceAll("swordfish", "***"),
      signal: undefined,
      onScan: (index, scanner) => scanned.push(`${index} ${scanner}`),
      onReport: (report) => reports.push(report),
    });
    return { answer, reports, scanned };
  }

  test.skipIf(process.platform === "win32")("counts both sides and hands on its own report", async () => {
    stub("trivy", recordedText("trivy.json"));
    stub("grype", recordedText("grype.json"));
    const { answer, reports, scanned } = await scan();
    const counts = { ...none, critical: 1, high: 2, low: 1, other: 1 };
    expect(answer).toEqual({
      ok: true,
      vulnerabilities: {
        scanner: "trivy",
        sides: [
          { label: "original", counts },
          { label: "split", counts },
        ],
      },
    });
    expect(scanned).toEqual(["0 trivy", "1 trivy"]);
    expect(reports.map(({ label, scanner }) => [label, scanner])).toEqual([
      ["original", "trivy"],
      ["split", "trivy"],
    ]);
    // The recording has the word in a build argument of the image's history.
    expect(reports[0]?.text).toContain("TOKEN=***");
    expect(calls("trivy")).toEqual(
      images.map(({ tag }) => [
        ...["image", "--quiet", "--format=json", "--scanners=vuln", "--image-src=docker"],
        tag,
      ]),
    );
  });

  test.skipIf(process.platform === "win32")("is the next one where the first is not there", async () => {
    // Grype exits with 1 where a severity that the user set was found.
    stub("grype", recordedText("grype.json"), 1);
    expect((await scan(engineOf("podman"))).answer).toMatchObject({
      ok: true,
      vulnerabilities: { scanner: "grype" },
    });
    expect(calls("grype")[0]).toEqual(["podman:lean-dockerfile/compare:1-a", "--output=json", "--quiet"]);
  });

  test.skipIf(process.platform === "win32")("is Docker Scout where the client has it", async () => {
    stub("docker", recordedText("docker-scout.sarif"));
    expect((await scan()).answer).toMatchObject({ ok: true, vulnerabilities: { scanner: "docker scout" } });
    expect(calls("docker").slice(0, 2)).toEqual([
      ["scout", "version"],
      ["scout", "cves", "--format=sarif", "local://lean-dockerfile/compare:1-a"],
    ]);
  });

  test("that is not there is a note and no failure", async () => {
    expect((await scan()).answer).toEqual({
      ok: false,
      note: "No vulnerability scanner is found: `trivy`, `grype` and Docker Scout are known.",
    });
    expect((await scan(engineOf("nerdctl"))).answer.ok).toBe(false);
  });

  test.skipIf(process.platform === "win32")("that fails is a note with its first words", async () => {
    stub("trivy", "", 1);
    expect((await scan()).answer).toEqual({
      ok: false,
      note: "Vulnerabilities are not counted: `trivy` fails on original: trivy has something to say: ***.",
    });
    stub("trivy", "no JSON", 0);
    expect((await scan()).answer).toMatchObject({
      note: "Vulnerabilities are not counted: `trivy` fails on original: its report can't be read.",
    });
  });

  test.skipIf(process.platform === "win32")("in a relative folder of PATH is not called", async () => {
    stub("trivy", recordedText("trivy.json"));
    const relative = { ...engine, env: { PATH: path.relative(process.cwd(), path.join(folder, "bin")) } };
    expect((await scan(relative)).answer.ok).toBe(false);
  });
});
