// The report as a page: nothing from a file becomes markup, nothing but its own style is allowed, and figures add up.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { htmlReport } from "../../server/engine/html/page.ts";
import type { CompareResult, SideResult } from "../../server/protocol/compare.ts";

const evil = `"><script>alert(1)</script><img src=x onerror=a>'&\``;

function side(label: string, folders: SideResult["folders"]): SideResult {
  return {
    label,
    dockerfile: "Dockerfile",
    contentBytes: folders[0]?.bytes ?? 0,
    engineBytes: 1,
    compressedBytes: null,
    layers: [
      { bytes: 70, instruction: `RUN ${evil}`, line: 2 },
      { bytes: 30, instruction: null, line: null },
    ],
    wasted: { bytes: 5, files: [{ path: evil, bytes: 5, layer: 0, hiddenBy: 1 }] },
    largest: [{ path: evil, bytes: 70 }],
    folders,
    packages: [{ kind: "dpkg", name: evil, version: evil, bytes: 1024 }],
    config: null,
    buildSeconds: 1,
    cached: false,
  };
}

const before = side(`original ${evil}`, [
  { path: "", bytes: 100_000_000 },
  { path: "usr", bytes: 90_000_000 },
  { path: "usr/lib", bytes: 60_000_000 },
  { path: `usr/${evil.replace("/", "")}`, bytes: 20_000_000 },
]);
const after: SideResult = { ...side("split", [{ path: "", bytes: 5_000_000 }]), packages: [] };

const result: CompareResult = {
  kind: "measured",
  engine: { name: "docker", version: evil, store: evil },
  sides: [before, after],
  difference: { bytes: -95_000_000, ratio: 20 },
  configDifferences: [{ field: "env.X", before: evil, after: "", planned: false }],
  verification: {
    status: "fails",
    checks: [{ name: "start-command", ok: false, detail: `\`${evil}\` is missing` }],
    files: [],
  },
  smoke: {
    status: "fails",
    sides: [
      {
        label: evil,
        state: "exited",
        exitCode: 1,
        ports: [],
        answers: [],
        output: [evil, evil],
        seconds: 1,
      },
    ],
    checks: [{ name: "exit-code", ok: false, detail: `its last words: \`${evil}\`` }],
  },
  budget: { limitBytes: 1_000_000, actualBytes: 5_000_000, exceeded: true },
  notes: [evil],
};

const page = htmlReport(result, {
  title: evil,
  actions: [{ title: evil, href: `command:a?${encodeURIComponent(evil)}` }],
});

/** What a browser would take for elements. */
const elements = [...page.matchAll(/<([a-zA-Z][\w-]*)/g)].map(([, name]) => name?.toLowerCase());

describe("the page", () => {
  test("has no element but its own, and no attribute that runs something", () => {
    const known =
      /^(?:html|head|meta|title|style|body|header|main|h[1-3]|p|a|div|section|span|b|svg|g|rect|text|table|thead|tbody|tr|th|td|code|details|summary|pre)$/;
    expect(elements.filter((name) => !known.test(name ?? ""))).toEqual([]);
    // Values stand in double quotes, which are escaped in them.
    expect(/<[^>]*\son\w+=/i.test(page.replace(/"[^"]*"/g, '""'))).toBe(false);
    expect(/(?:href|src)="(?:javascript|data|https?):/i.test(page)).toBe(false);
    expect(page.includes("alert(1)</script>")).toBe(false);
  });

  test("allows its own style by its hash, and nothing else", () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(/<[^>]*\sstyle=/.test(page)).toBe(false);
  });

  test("says what went away by what each folder has itself", () => {
    const text = page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    for (const part of ["60 MB /usr/lib", "10 MB /usr ", "100 MB -&gt; 5 MB (-95.0%, 20x smaller)"])
      expect([part, text.includes(part)]).toEqual([part, true]);
  });

  test("of an estimate has no sections that need a build", () => {
    const nothing = { layers: [], largest: [], folders: [], packages: [], wasted: null, buildSeconds: null };
    const sides = [
      { ...before, ...nothing },
      { ...after, ...nothing },
    ];
    const estimate = htmlReport(
      { ...result, kind: "estimated", sides, verification: null, configDifferences: [] },
      { title: "x" },
    );
    expect(estimate).toContain("Figures are estimates");
    expect(estimate).not.toMatch(/<h2>(?:Start|Configuration|split|What went away)/);
  });
});
