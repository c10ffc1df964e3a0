// The main job on the sample, or on any Dockerfile or folder: what is wrong, the split, and the measured gain.
//
//   npm start
//   npm start -- path/to/Dockerfile

import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const cli = path.join(root, "dist/cli.js");
const colours = process.stdout.isTTY && !process.env.NO_COLOR;

/** Exit codes of the command line; see `lean-dockerfile --help`. */
const trouble = 2;
const declined = 3;

const [given, ...more] = process.argv.slice(2);
if (given === "--help" || given?.startsWith("-") || more.length > 0) {
  console.log("usage: npm start [-- DOCKERFILE-OR-FOLDER]");
  process.exit(given === "--help" ? 0 : trouble);
}
// npm runs scripts in the package's folder; a path is meant from where the user stands.
const from = process.env.INIT_CWD ?? process.cwd();
const target =
  given === undefined ? sample() : path.relative(process.cwd(), dockerfileIn(path.resolve(from, given)));

build();
say(`Lean Dockerfile: a short tour with ${target}`);

heading("1. What is wrong with it", "lean-dockerfile lint");
const linted = run(["lint", target, "--fail-on", "never"]);
if (linted !== 0) process.exit(linted);

heading("2. The same program in two stages", "lean-dockerfile split");
const split = run(["split", target]);
if (split !== 0 && split !== declined) process.exit(split);

heading("3. What the change is worth", "lean-dockerfile compare");
const compared = compare();

heading("What to do next");
if (split === 0) say(`Apply the split:        node dist/cli.js split --write ${quoted(target)}`);
say(`See the other fixes:    node dist/cli.js fix --unsafe ${quoted(target)}`);
say("Understand a rule:      node dist/cli.js explain root-user");
say("See it in VS Code:      npm run vscode");
say("Your own Dockerfile:    npm start -- path/to/Dockerfile");
process.exitCode = compared;

function sample() {
  return path.join("examples", "go-hello", "Dockerfile");
}

function dockerfileIn(file) {
  const inside = path.join(file, "Dockerfile");
  return existsSync(file) && statSync(file).isDirectory() && existsSync(inside) ? inside : file;
}

/** Bundling takes less than a second, so it is done each time. */
function build() {
  const { status, stderr, error } = spawnSync(process.execPath, ["esbuild.mjs"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status === 0) return;
  console.error(`The build failed:\n${stderr ?? error}\nRun \`npm ci\` first.`);
  process.exit(trouble);
}

/** Builds and measures where there is an engine; else gives the estimate and says so. */
function compare() {
  if (split === declined) {
    say("There is no split to compare with: the reasons are above.");
    return 0;
  }
  say(
    "Both versions are built with the container engine and measured. Nothing stays behind but its build cache.",
  );
  say("The first build takes a minute or two.\n");
  const status = measure([]);
  if (status === 0) return 0;
  say(
    "\nThe engine could not do it, for the reason above, so this is an estimate from tables of image sizes:\n",
  );
  return measure(["--estimate"]);
}

/** Shows the sizes and the configuration; the layers and files are for those who ask. */
function measure(options) {
  const { status, stdout } = runPiped(["compare", target, ...options]);
  const blocks = stdout.split(/\n\n+/);
  const short = blocks.filter((block) => !/^(?:Layers of|Largest files of|Replaced or deleted)/.test(block));
  if (stdout !== "") say(short.join("\n\n").trimEnd());
  if (short.length < blocks.length) say(`\nLayers and files:  node dist/cli.js compare ${quoted(target)}`);
  return status;
}

function run(args) {
  return ended(spawnSync(process.execPath, [cli, ...args], { stdio: "inherit" }));
}

/** The progress goes to the terminal, the result comes back. */
function runPiped(args) {
  const result = spawnSync(process.execPath, [cli, ...args], {
    stdio: ["inherit", "pipe", "inherit"],
    encoding: "utf8",
  });
  return { status: ended(result), stdout: result.stdout };
}

/** Ctrl+C ends the tour, not only its current step. */
function ended({ status, signal }) {
  if (signal !== null || status === 130) process.exit(130);
  return status ?? trouble;
}

function heading(title, command) {
  const line =
    command === undefined ? title : `${title}  ${colours ? `\u001B[2m${command}\u001B[22m` : `(${command})`}`;
  console.log(`\n${colours ? `\u001B[1m${line}\u001B[22m` : line}\n`);
}

function say(text) {
  console.log(text);
}

/** A path as a shell takes it. */
function quoted(file) {
  return /^[\w@%+=:,./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
