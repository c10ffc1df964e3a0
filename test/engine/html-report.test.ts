// The report as a page: nothing from a file becomes markup, only its own style and script are allowed, and figures add up.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { htmlReport } from "../../server/engine/html/page.ts";
import { markdownReport, textReport } from "../../server/engine/report.ts";
import type { CompareResult } from "../../server/protocol/compare.ts";
import { evil, hostileResult, sampleResult, tableResult } from "./support/report-sample.ts";

const page = htmlReport(hostileResult, { title: evil, subject: evil, documentSide: 0 });

/** What a browser would take for elements. */
const elements = [
  ...page.replace(/<script>[\s\S]*?<\/script>/, "<script>").matchAll(/<([a-zA-Z][\w-]*)/g),
].map(([, name]) => name?.toLowerCase());

function textOf(markup: string): string {
  return markup
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the page", () => {
  test("has no element but its own, and no attribute that runs something", () => {
    const known =
      /^(?:html|head|meta|title|style|script|body|header|main|section|h[1-3]|p|a|div|ul|li|span|b|small|button|svg|rect|table|thead|tbody|tr|th|td|code|details|summary|pre)$/;
    expect(elements.filter((name) => !known.test(name ?? ""))).toEqual([]);
    expect(elements.filter((name) => name === "script").length).toBe(1);
    // Values stand in double quotes, which are escaped in them.
    expect(/<[^>]*\son\w+=/i.test(page.replace(/"[^"]*"/g, '""'))).toBe(false);
    expect(/(?:href|src)="(?!#)/i.test(page)).toBe(false);
    expect(page.includes("alert(1)</script>")).toBe(false);
  });

  test("allows its own style and its own script by their hashes, and nothing else", () => {
    const hash = (name: string) => {
      const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? "";
      return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    };
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash("style")}; script-src ${hash("script")}; base-uri 'none'; form-action 'none'`,
    );
    expect(/<[^>]*\sstyle=/.test(page)).toBe(false);
  });

  test("says what went away by what each folder has itself", () => {
    const text = textOf(page);
    for (const part of ["60 MB libraries /usr/lib ", "10 MB /usr ", "-95.0%, 20x smaller"])
      expect([part, text.includes(part)]).toEqual([part, true]);
  });

  test("names what well-known folders are for", () => {
    const text = textOf(htmlReport(sampleResult, { title: "Dockerfile" }));
    for (const part of [
      "219 MB Go toolchain /usr/share/go-1.22",
      "125 MB C compiler",
      "66.4 MB Go build cache",
    ])
      expect([part, text.includes(part)]).toEqual([part, true]);
  });

  test("of an estimate has no sections that need a build", () => {
    const nothing = { layers: [], largest: [], folders: [], packages: [], wasted: null, buildSeconds: null };
    const sides = sampleResult.sides.map((side) => ({ ...side, ...nothing }));
    const { smoke, ...sample } = sampleResult;
    expect(smoke).toBeDefined();
    const estimate = htmlReport(
      { ...sample, kind: "estimated", sides, verification: null, configDifferences: [] },
      { title: "x" },
    );
    expect(estimate).toContain("Figures are estimates");
    expect([...estimate.matchAll(/<h2>([^<]*)/g)].map(([, heading]) => heading)).toEqual([
      "Figures",
      "How this was measured",
    ]);
  });

  test("lays each side out as a row where there are three or more", () => {
    const text = textOf(htmlReport(threeSides(), { title: "x" }));
    expect(text).toContain("3 images, 6.57 MB (c) to 703 MB (a)");
    expect(text).toContain("Image Content size Against a ");
    expect(text).toContain("c 6.57 MB -99.1%, 107x smaller ");
    expect(text).not.toContain("What went away");
  });
});

test("three sides are a table in text and Markdown too, without the details of each", () => {
  const text = textReport(threeSides());
  expect(text).toMatch(/^3 images, 6\.57 MB \(c\) to 703 MB \(a\)\n/);
  expect(text).toMatch(/^ +Content size +Against a /m);
  expect(text).toMatch(/^c +6\.57 MB +-99\.1%, 107x smaller /m);
  expect(text).not.toContain("Layers of");
  const markdown = markdownReport(threeSides());
  expect(markdown).toContain("|  | Content size | Against a |");
  expect(markdown).toMatch(/^\| c \| 6\.57 MB \| \\?-99\.1%, 107x smaller \|/m);
});

describe("an image of a table that is not built", () => {
  test("has its sentence and its last lines, and the others have their figures", () => {
    const shown = textOf(htmlReport(tableResult(), { title: "x" }));
    for (const part of [
      "3 images, 1 not built, 6.57 MB (web) to 703 MB (api)",
      "Not built worker The build of worker fails on line 3 at RUN curl -f example.com with exit code 6",
      "first line dial tcp",
      "web 6.57 MB -99.1%, 107x smaller",
      "Every image that is built starts",
    ])
      expect([part, shown.includes(part)]).toEqual([part, true]);
    const text = textReport(tableResult());
    expect(text).toMatch(/^worker +not built$/m);
    expect(text).toContain("\nworker is not built\n  The build of worker fails on line 3 at `RUN curl");
    expect(text).toContain("\n    dial tcp: lookup example.com\n");
    const markdown = markdownReport(tableResult());
    expect(markdown).toContain("| worker | not built |  |");
    expect(markdown).toContain("### worker is not built");
    expect(markdown).toContain("`dial tcp: lookup example.com`");
  });

  test("is no markup, whatever it is called and its step prints", () => {
    const page = htmlReport(tableResult(evil, evil), { title: "x" });
    expect(page).not.toContain("<img");
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(markdownReport(tableResult(evil, evil)).replace(/`[^`]*`/g, "")).not.toMatch(
      /(?<!\\)<(?:img|script)/,
    );
  });

  test("has nothing to be compared with where it is the first", () => {
    const { sides, ...result } = tableResult();
    const text = textReport({ ...result, sides: [...sides.slice(1), ...sides.slice(0, 1)] });
    expect(text).not.toContain("Against");
  });
});

test("the page names the instructions that waste bytes, each with the one whose bytes they are", () => {
  const text = textOf(htmlReport(sampleResult, { title: "x" }));
  expect(text).toContain(
    "1.56 MB 1,204 base image base image RUN apt-get update && apt-get install -y gcc golang".replace(
      /&&/g,
      "&amp;&amp;",
    ),
  );
  expect(text).toContain(
    "77.1 kB 1 base image RUN apt-get update &amp;&amp; apt-get install -y gcc golang line 7 RUN go build -o server .",
  );
});

function threeSides(): CompareResult {
  const [first, second] = sampleResult.sides;
  if (first === undefined || second === undefined) throw new Error("the sample has two sides");
  const sides = [
    { ...first, label: "a" },
    { ...first, label: "b" },
    { ...second, label: "c" },
  ];
  return { ...sampleResult, sides };
}
