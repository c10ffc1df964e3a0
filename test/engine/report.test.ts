// The reports: what they show, and that nothing from a file becomes markup or a terminal's command.

import { describe, expect, test } from "vitest";
import { estimateOutcome } from "../../server/engine/estimate.ts";
import { codeCell, escapeMarkdown, markdownReport, textReport } from "../../server/engine/report.ts";
import type { CompareResult, ImageConfig, SideResult, SmokeResult } from "../../server/protocol/compare.ts";

const config: ImageConfig = {
  env: [],
  entrypoint: [],
  cmd: [],
  user: "",
  workdir: "",
  exposedPorts: [],
  volumes: [],
  labels: {},
  stopSignal: "",
  healthcheck: [],
  architecture: "amd64",
  os: "linux",
};

const before: SideResult = {
  label: "original",
  dockerfile: "/app/Dockerfile",
  contentBytes: 703_346_394,
  engineBytes: 703_350_000,
  compressedBytes: null,
  layers: [
    { bytes: 629_616_475, instruction: null, line: null },
    { bytes: 73_729_919, instruction: "RUN go build | tee `log`", line: 6 },
  ],
  wasted: {
    bytes: 1_638_231,
    files: [{ path: "var/cache/x", bytes: 1_638_231, layer: 0, hiddenBy: 1 }],
    between: [{ layer: 0, hiddenBy: 1, bytes: 1_638_231, files: 3 }],
  },
  largest: [{ path: "usr/lib/cc1plus", bytes: 35_464_168 }],
  folders: [],
  packages: [],
  config,
  buildSeconds: 16.84,
  cached: false,
};

const measured: CompareResult = {
  kind: "measured",
  engine: { name: "docker", version: "20.10.24", store: "overlay2" },
  sides: [
    before,
    {
      ...before,
      label: "split",
      contentBytes: 4_771_992,
      engineBytes: 4_771_992,
      layers: [{ bytes: 4_771_992, instruction: "COPY --from=build /app/server /server", line: 8 }],
      wasted: { bytes: 0, files: [] },
      largest: [],
      folders: [],
      packages: [],
      buildSeconds: 0.2,
      cached: true,
    },
  ],
  difference: { bytes: -698_574_402, ratio: 147.39 },
  configDifferences: [
    { field: "user", before: "root", after: "65532", planned: true },
    { field: "env.GOPATH", before: "/go", after: "", planned: false },
  ],
  verification: null,
  budget: { limitBytes: 4_000_000, actualBytes: 4_771_992, exceeded: true },
  notes: ["The build cache stays."],
};

test("as text", () => {
  expect(textReport(measured)).toBe(`703 MB -> 4.77 MB (-99.3%, 147x smaller)

                                      original                 split
Content size                            703 MB               4.77 MB
Figure of docker 20.10.24 (overlay2)    703 MB               4.77 MB
Wasted                                 1.64 MB                   0 B
Layers                                       2                     1
Build time                              16.8 s  0.2 s, partly cached

Layers of original
     630 MB  (instruction not certain)
    73.7 MB  line 7: RUN go build | tee \`log\`

Largest files of original
    35.5 MB  /usr/lib/cc1plus

Replaced or deleted in a later layer of original
    1.64 MB  3 files stored by a layer whose instruction is not certain, hidden by line 7 (RUN go build | tee \`log\`)
    1.64 MB  /var/cache/x

Layers of split
    4.77 MB  line 9: COPY --from=build /app/server /server

Configuration
  user: root -> 65532 (planned)
  env.GOPATH: /go -> (none)

4.77 MB exceeds the budget of 4 MB.

The build cache stays.
`);
});

test("as Markdown", () => {
  expect(markdownReport(measured)).toBe(`**703 MB -> 4.77 MB (-99.3%, 147x smaller)**

|  | original | split |
| --- | ---: | ---: |
| Content size | 703 MB | 4.77 MB |
| Figure of docker 20.10.24 (overlay2) | 703 MB | 4.77 MB |
| Wasted | 1.64 MB | 0 B |
| Layers | 2 | 1 |
| Build time | 16.8 s | 0.2 s, partly cached |

### Layers of original

| Size | Line | Instruction |
| ---: | --- | --- |
| 630\u00a0MB |  | not certain |
| 73.7\u00a0MB | 7 | \`\` RUN go build \\| tee \`log\` \`\` |

### Largest files of original

| Size | File |
| ---: | --- |
| 35.5\u00a0MB | \`/usr/lib/cc1plus\` |

### Replaced or deleted in a later layer of original: 1.64 MB

| Size | Instructions |
| ---: | --- |
| 1.64\u00a0MB | 3 files stored by a layer whose instruction is not certain, hidden by line 7 (RUN go build \\| tee \\\`log\\\`) |

| Size | File |
| ---: | --- |
| 1.64\u00a0MB | \`/var/cache/x\` |

### Layers of split

| Size | Line | Instruction |
| ---: | --- | --- |
| 4.77\u00a0MB | 9 | \`COPY --from=build /app/server /server\` |

### Configuration

| Field | Before | After |  |
| --- | --- | --- | --- |
| \`user\` | \`root\` | \`65532\` | planned |
| \`env.GOPATH\` | \`/go\` | none |  |

4.77 MB exceeds the budget of 4 MB.

- The build cache stays.
`);
});

test("an estimate is marked as one in every figure", () => {
  const outcome = estimateOutcome(
    [
      {
        label: "original",
        dockerfile: "Dockerfile",
        bytes: 700_000_000,
        basis: "golang:1.22 and the build.",
      },
      { label: "split", dockerfile: "Dockerfile", bytes: null, basis: "the binary's size is not known." },
    ],
    { budgetBytes: 10, notes: ["No engine answers."] },
  );
  expect(outcome).toMatchObject({
    ok: true,
    result: { kind: "estimated", engine: null, difference: null, budget: null },
  });
  const text = outcome.ok ? textReport(outcome.result) : "";
  expect(text).toBe(`~700 MB -> unknown

              original    split
Content size   ~700 MB  unknown

Nothing is built: the sizes are estimates.
original: golang:1.22 and the build.
split: the binary's size is not known.
No engine answers.
`);
  expect(outcome.ok ? markdownReport(outcome.result) : "").toContain("**\\~700 MB -> unknown**");
});

const hostile = [
  "</td><script>alert(1)</script>",
  "![x](http://evil.example/p.png) [y](command:z)",
  "*b* _i_ ~~s~~ | cell | `code` ``two``",
  "a\n# heading\n- item\r\n\u001b[31mred\u202e",
  "www.evil.example https://evil.example me@evil.example $x$",
  "> quote",
  "- item",
  "1. one",
];

test.each(hostile)("hostile text stays text: %j", (text) => {
  const side: SideResult = {
    ...before,
    label: text,
    layers: [{ bytes: 1, instruction: text, line: 0 }],
    largest: [{ path: text, bytes: 1 }],
    folders: [],
    packages: [],
    wasted: { bytes: 1, files: [{ path: text, bytes: 1, layer: 0, hiddenBy: 0 }] },
  };
  const result: CompareResult = {
    ...measured,
    sides: [side, side],
    configDifferences: [{ field: text, before: text, after: text, planned: false }],
    notes: [text],
  };
  const markdown = markdownReport(result);
  // The report has as many lines as the same report about harmless text: nothing began a line of its own.
  const harmless = markdownReport(
    JSON.parse(JSON.stringify(result).replaceAll(JSON.stringify(text).slice(1, -1), "x")),
  );
  expect(markdown.split("\n").length).toBe(harmless.split("\n").length);
  expect(markdown).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  // Outside code, no markup is left in action.
  for (const line of markdown.split("\n")) {
    const outside = line.replace(/(`+) ?.*? ?\1(?!`)/g, "");
    expect(outside).not.toMatch(/<[a-z/!]/i);
    expect(outside).not.toMatch(/(?<!\\)!?\[[^\]]*(?<!\\)\]\(/);
    expect(outside).not.toMatch(/(?<!\\)(?:https?:\/\/|www\.)/);
  }
  expect(textReport(result)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
});

test("escaping", () => {
  expect(escapeMarkdown("a_b*c|d<e>&f")).toBe("a\\_b\\*c\\|d&lt;e>&amp;f");
  expect(escapeMarkdown("- x")).toBe("\\- x");
  expect(escapeMarkdown("1. x 4.5")).toBe("1\\. x 4.5");
  expect(escapeMarkdown("4.77 MB -> 3")).toBe("4.77 MB -> 3");
  expect(codeCell("a`b``c|d")).toBe("``` a`b``c\\|d ```");
  expect(codeCell("")).toBe("");
});

describe("a smoke start", () => {
  const smoke: SmokeResult = {
    status: "fails",
    sides: [],
    checks: [
      { name: "running", ok: true, detail: "it keeps running, as before" },
      { name: "answer", ok: false, detail: "`GET /` on port 80 answers 404, and before 200" },
    ],
  };

  test("stands in the text with every check", () => {
    expect(textReport({ ...measured, smoke })).toContain(`
Started without network, the last image does not do what the first one does:
  running: it keeps running, as before
  answer: \`GET /\` on port 80 answers 404, and before 200
`);
  });

  test("is a table in Markdown", () => {
    expect(markdownReport({ ...measured, smoke })).toContain(`### Smoke start

Started without network, the last image does not do what the first one does:

|  | Check | Found |
| --- | --- | --- |
| ok | running | it keeps running, as before |
| **look** | answer | \\\`GET /\\\` on port 80 answers 404, and before 200 |`);
  });
});

test("what went away and what stayed is said by what folders are for", () => {
  const [before, after] = measured.sides;
  const folders = [
    { path: "", bytes: 703_000_000 },
    { path: "usr/local/go", bytes: 219_000_000 },
    { path: "root/.cache/go-build", bytes: 66_600_000 },
  ];
  const sides = [
    { ...before, folders },
    {
      ...after,
      folders: [
        { path: "", bytes: 4_771_992 },
        { path: "srv/app_1", bytes: 4_700_000 },
      ],
    },
  ] as readonly SideResult[];
  const text = textReport({ ...measured, sides });
  expect(text).toContain(`
What went away
     219 MB  Go toolchain: /usr/local/go
    66.6 MB  Go build cache: /root/.cache/go-build

What stayed
     4.7 MB  /srv/app_1
`);
  expect(markdownReport({ ...measured, sides })).toContain(`### What stayed

| Size | Part |
| ---: | --- |
| 4.7\u00a0MB | /srv/app\\_1 |
`);
});
