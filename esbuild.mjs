// Bundles the client, the language server, the command line and the image worker into `dist/`.
//
//   node esbuild.mjs [--minify] [--watch]     builds every entry point that exists, and writes dist/meta.json
//   node esbuild.mjs --tests                  builds the suite and the launchers of test/vscode as well
//   node esbuild.mjs --check-budget           fails when a minified bundle is larger than its budget
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));

/**
 * What is bundled: the output's name, its entry point, whether people start it from a shell, and the largest
 * size of its minified form in bytes. A budget is raised by hand and with a reason in the commit, so that a
 * dependency that doubles a bundle is noticed by the person who adds it.
 */
const bundles = [
  { name: "client", entry: "client/extension.ts", executable: false, budget: 550_000 },
  { name: "server", entry: "server/lsp/main-node.ts", executable: true, budget: 2_100_000 },
  { name: "cli", entry: "server/cli/main.ts", executable: true, budget: 1_920_000 },
  { name: "worker", entry: "server/engine/worker.ts", executable: false, budget: 400_000 },
];

const testBundles = [
  { name: "test/suite", entry: "test/vscode/suite/index.ts", executable: false },
  { name: "test/restricted", entry: "test/vscode/suite/restricted.ts", executable: false },
];

function options(bundle, { minify }) {
  return {
    absWorkingDir: root,
    entryPoints: { [bundle.name]: bundle.entry },
    outdir: "dist",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The editor gives `vscode`.
    external: ["vscode"],
    // `module` first, so that what is not used of a library is left out.
    mainFields: ["module", "main"],
    banner: bundle.executable ? { js: "#!/usr/bin/env node" } : {},
    minify,
    sourcemap: minify ? false : "linked",
    sourcesContent: false,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  };
}

async function finish(bundle, result) {
  if (bundle.executable && result.errors.length === 0) {
    await chmod(path.join(root, "dist", `${bundle.name}.js`), 0o755);
  }
}

/** One metafile for all bundles: the layer test reads which source files each of them contains. */
async function writeMetafile(results) {
  const meta = { inputs: {}, outputs: {} };
  for (const result of results) {
    Object.assign(meta.inputs, result.metafile.inputs);
    Object.assign(meta.outputs, result.metafile.outputs);
  }
  await mkdir(path.join(root, "dist"), { recursive: true });
  await writeFile(path.join(root, "dist/meta.json"), JSON.stringify(meta));
}

async function buildAll(chosen, settings) {
  const results = await Promise.all(
    chosen.map(async (bundle) => {
      const result = await build(options(bundle, settings));
      await finish(bundle, result);
      return result;
    }),
  );
  await writeMetafile(results);
}

/** Builds again whenever a source file changes. The task in .vscode/tasks.json waits for the line `[watch] ready`. */
async function watchAll(chosen, settings) {
  console.log("[watch] started");
  const pending = new Set(chosen);
  for (const bundle of chosen) {
    const report = {
      name: "report",
      setup(plugin) {
        plugin.onEnd(async (result) => {
          await finish(bundle, result);
          console.log(`[watch] ${bundle.name} built with ${result.errors.length} errors`);
          pending.delete(bundle);
          if (pending.size === 0) console.log("[watch] ready");
        });
      },
    };
    const watcher = await context({ ...options(bundle, settings), plugins: [report] });
    await watcher.watch();
  }
}

/** Bundles in memory, so that what lies in dist/ stays as it is. Gives the exit code. */
async function checkBudgets(chosen) {
  let exceeded = 0;
  for (const bundle of chosen) {
    const result = await build({ ...options(bundle, { minify: true }), write: false });
    const bytes = result.outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
    const over = bytes > bundle.budget;
    if (over) exceeded++;
    const verdict = over ? "OVER BUDGET" : "ok";
    console.log(
      `${bundle.name.padEnd(8)}${String(bytes).padStart(10)} of ${bundle.budget} bytes  ${verdict}`,
    );
  }
  return exceeded === 0 ? 0 : 1;
}

const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter(
  (flag) => !["--minify", "--watch", "--tests", "--check-budget"].includes(flag),
);
if (unknown.length > 0) {
  console.error(
    `esbuild.mjs: unknown option ${unknown.join(", ")}; known are --minify, --watch, --tests, --check-budget`,
  );
  process.exit(2);
}
const known = flags.has("--tests") ? [...bundles, ...testBundles] : bundles;
const chosen = known.filter((bundle) => existsSync(path.join(root, bundle.entry)));

if (flags.has("--check-budget")) {
  process.exitCode = await checkBudgets(chosen);
} else {
  await removeStale();
  const settings = { minify: flags.has("--minify") };
  try {
    if (flags.has("--watch")) await watchAll(chosen, settings);
    else await buildAll(chosen, settings);
  } catch (error) {
    // esbuild has printed what is wrong, with its place; a stack trace of esbuild's own would only hide it.
    if (error.errors === undefined) throw error;
    process.exitCode = 1;
  }
}

/** A minified build leaves no source map of an earlier build behind: it would lie about the code. */
async function removeStale() {
  if (!flags.has("--minify")) return;
  const dist = path.join(root, "dist");
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist)) {
    if (name.endsWith(".js.map")) await rm(path.join(dist, name));
  }
}
