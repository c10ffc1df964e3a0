// Runs the suites inside a real VS Code and reports each of their cases.

import { beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../built.ts";
import { engineAnswers, findVscode, runSuite, type Vscode } from "./launch.ts";
import type { SuiteOutcome } from "./protocol.ts";

const minutes = 60_000;
const required = (process.env.LEAN_REQUIRE ?? "").split(",");

let vscode: Vscode = { kind: "none", reason: "not looked for" };

beforeAll(async () => {
  ensureBuilt();
  vscode = await findVscode();
}, 5 * minutes);

/** Gives the VS Code to use, or skips the test with the reason; `LEAN_REQUIRE=vscode` makes that a failure. */
function needVscode(skip: (reason: string) => never): Exclude<Vscode, { kind: "none" }> {
  if (vscode.kind !== "none") return vscode;
  if (required.includes("vscode")) throw new Error(`LEAN_REQUIRE wants VS Code: ${vscode.reason}`);
  console.log(`skipped: no VS Code to test in: ${vscode.reason}`);
  return skip(vscode.reason);
}

function needEngine(): boolean {
  const answers = engineAnswers();
  if (!answers && required.includes("engine"))
    throw new Error("LEAN_REQUIRE wants an engine, and none answers");
  if (!answers) console.log("without a container engine, the suite tests what is said about its absence");
  return answers;
}

function check(outcome: SuiteOutcome): void {
  const lines = outcome.cases.map(({ name, error, milliseconds }) =>
    error === null
      ? `  ok      ${name} (${milliseconds} ms)`
      : `  FAILED  ${name}\n${error.replace(/^/gm, "          ")}`,
  );
  console.log(`VS Code ${outcome.vscodeVersion}\n${lines.join("\n")}`);
  expect(outcome.cases.length).toBeGreaterThan(0);
  expect(outcome.cases.filter(({ error }) => error !== null).map(({ name }) => name)).toEqual([]);
}

describe("inside VS Code", { timeout: 20 * minutes }, () => {
  test("restricted mode", async ({ skip }) => {
    const found = needVscode((reason) => skip(reason));
    // A stranger's workspace that names a program to run.
    const workspaceSettings = {
      "leanDockerfile.engine.path": "./run-me.sh",
      "leanDockerfile.preferredRuntime": "scratch",
    };
    const suite = {
      name: "restricted",
      trust: "ask",
      engine: false,
      timeout: 3 * minutes,
      workspaceSettings,
    } as const;
    check(await runSuite(found, suite));
  });

  test("a trusted workspace", async ({ skip }) => {
    const found = needVscode((reason) => skip(reason));
    check(
      await runSuite(found, { name: "suite", trust: "trusted", engine: needEngine(), timeout: 18 * minutes }),
    );
  });
});
