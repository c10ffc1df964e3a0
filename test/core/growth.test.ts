// The cost of an analysis grows with the length of the file and not with its square, whatever the file is made of.

import { afterAll, beforeAll, expect, test } from "vitest";
import { shapes } from "../../bench/texts.ts";
import type { ProjectSnapshot } from "../../server/core/project/project.ts";
import { grown, OperationCounter, type Operations, total } from "../harness/operations.ts";
import { answering } from "../project/memory-project.ts";
import { longFiles } from "./long-files.ts";

const operations = new OperationCounter();
let analyze: typeof import("../../server/core/analysis.ts").analyze;

beforeAll(async () => {
  await operations.start();
  ({ analyze } = await import("../../server/core/analysis.ts"));
});
afterAll(() => operations.stop());

const shortest = 750;
const longest = 2_250;

/** A little more than in proportion is for what a file needs once, and for tables that grow. Squares give three. */
const mostGrowth = 1.35;

/** Something of every language, so that no question ends early for want of a file. */
const project: ProjectSnapshot = answering({
  "go.mod": "module example.com/app\n\ngo 1.22\n",
  "main.go":
    'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tos.ReadFile("web/index.html")\n\thttp.ListenAndServe(":80", nil)\n}\n',
  "web/index.html": "<p>",
  "package.json": '{ "name": "web", "dependencies": { "express": "^4.19.2" } }\n',
  "package-lock.json": '{ "lockfileVersion": 3 }\n',
  "server.js": "",
  "pom.xml": "<project><artifactId>a</artifactId><version>1</version></project>\n",
  "requirements.txt": "flask\n",
  "Cargo.toml": '[package]\nname = "app"\n',
  Makefile: "t0:\n\tgo build -o a .\nt1: t0\n\techo\nt2:\n\ttrue\n",
  "build.sh": "#!/bin/sh\ngo build -o b .\n",
});

function operationsOf(
  make: (lines: number) => string,
  lines: number,
  given: ProjectSnapshot,
): Promise<Operations> {
  const text = make(lines);
  return operations.count(() => {
    analyze({ text, today: "2026-11-21", project: given });
  });
}

const all = [
  ...shapes.map(({ name, make }) => ({ name, make, given: answering({}) })),
  ...Object.entries(longFiles).map(([name, make]) => ({ name, make, given: project })),
];

test.each(all)(
  "$name",
  async ({ make, given }) => {
    const few = await operationsOf(make, shortest, given);
    const many = await operationsOf(make, longest, given);
    // Without a few blocks for every line nothing was counted.
    expect(total(few) / shortest).toBeGreaterThan(5);
    const growth = total(many) / longest / (total(few) / shortest);
    const culprits = grown(few, many, longest / shortest).join("\n");
    expect(growth, `these run too often:\n${culprits}\n`).toBeLessThan(mostGrowth);
  },
  60_000,
);
