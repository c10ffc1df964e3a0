// Writes everything in the repository that is generated, or with --check fails when something is stale.
// Usage: node scripts/run-ts.mjs scripts/generate.ts [--check]

import { spawnSync } from "node:child_process";
import { Outputs } from "./generate/outputs.ts";
import { ecosystemRegistry, ruleRegistry } from "./generate/registry.ts";
import { reportScript } from "./generate/report-script.ts";

const check = process.argv.includes("--check");
const outputs = new Outputs(check ? "check" : "write");
outputs.put("server/core/rules/registry.ts", ruleRegistry());
outputs.put("server/core/ecosystems/registry.ts", ecosystemRegistry());
outputs.put("server/engine/html/script.ts", await reportScript());
let failed = outputs.report();
if (!failed) {
  // The rest reads the rules themselves, so it is bundled only now that the registry is right.
  const rest = ["scripts/run-ts.mjs", "scripts/generate/from-rules.ts", ...(check ? ["--check"] : [])];
  const { status } = spawnSync(process.execPath, rest, { stdio: "inherit" });
  failed = status !== 0;
}
if (failed) process.exitCode = 1;
