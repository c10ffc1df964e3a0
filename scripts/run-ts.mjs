// Runs a TypeScript file: bundles it into the cache folder with esbuild and imports the result.
// Usage: node scripts/run-ts.mjs FILE.ts [ARGUMENT...]

import { mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = process.argv[2];
if (file === undefined) {
  console.error("usage: node scripts/run-ts.mjs FILE.ts [ARGUMENT...]");
  process.exit(2);
}
const out = join(root, "node_modules", ".cache", "run-ts", `${basename(file, ".ts")}-${process.pid}.mjs`);
mkdirSync(dirname(out), { recursive: true });
await build({
  entryPoints: [resolve(file)],
  outfile: out,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // It finds its own program beside itself, so that it can't be bundled.
  external: ["esbuild"],
  logLevel: "warning",
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
process.argv.splice(1, 2, resolve(file));
await import(pathToFileURL(out).href);
