// Installs a real VS Code that runs in a browser, from npm alone, into the user's cache folder; a second run finds it there.
//
//   node scripts/install-vscode.mjs      prints the path of the server's main file on standard output
//
// The npm package `code-server` carries VS Code's own workbench, server and Node extension host, so that the
// extension can be tried and tested where VS Code's download site can't be reached.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The version whose VS Code is the oldest that the extension supports (`engines.vscode`). */
export const codeServerVersion = "4.100.3";

/** Where installations and downloads of the tests are kept between runs. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return path.join(base, "lean-dockerfile");
}

const serverMain = "node_modules/code-server/lib/vscode/out/server-main.js";

/** The installed server's main file, or undefined when it isn't installed. */
export function installedVscode() {
  const main = path.join(cacheFolder(), `code-server-${codeServerVersion}`, serverMain);
  return existsSync(main) ? main : undefined;
}

/**
 * Installs VS Code unless it is there, and gives the path of its server's main file.
 * Throws an error that says which step failed. `log` gets one line for each step.
 */
export async function installVscode(log = console.error) {
  const installed = installedVscode();
  if (installed !== undefined) return installed;
  if (process.platform === "win32") throw new Error("code-server runs on Linux and macOS only");

  await mkdir(cacheFolder(), { recursive: true });
  // It is built aside and moved into place at the end: what has the final name is complete.
  const building = await mkdtemp(path.join(cacheFolder(), "installing-"));
  try {
    log(`Installing code-server ${codeServerVersion} (about 200 MB) into ${cacheFolder()}`);
    await npm(["install", "--prefix", building, "--no-save", `code-server@${codeServerVersion}`], building);
    const vscode = path.join(building, path.dirname(path.dirname(serverMain)));
    log("Installing the modules of its VS Code");
    await npm(["install", "--omit=dev"], vscode);
    await rebuildNativeModules(vscode, log);
    return await moveIntoPlace(building);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/**
 * The native modules for logging and for watching the parent process. VS Code runs without them, so a machine
 * without a compiler is no reason to fail.
 */
async function rebuildNativeModules(vscode, log) {
  try {
    log("Building its native modules");
    await npm(["rebuild", "@vscode/spdlog", "native-watchdog", "--ignore-scripts=false"], vscode);
  } catch (error) {
    log(`Going on without native modules: ${error.message}`);
  }
}

async function moveIntoPlace(building) {
  const final = path.join(cacheFolder(), `code-server-${codeServerVersion}`);
  try {
    await rename(building, final);
  } catch (error) {
    // Another run was faster; its installation is as good as ours.
    if (installedVscode() === undefined) throw error;
  }
  return path.join(final, serverMain);
}

function npm(args, cwd) {
  const common = [
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-timeout=60000",
  ];
  // The install scripts of code-server itself would compile modules that are not needed here.
  const scripts = args.includes("--ignore-scripts=false") ? [] : ["--ignore-scripts"];
  return new Promise((resolve, reject) => {
    const child = spawn("npm", [...args, ...scripts, ...common], {
      cwd,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} failed: ${reasonIn(errors) ?? `exit code ${code}`}`));
    });
  });
}

/** The line that says what is wrong, among those that give codes and name log files. */
function reasonIn(errors) {
  const lines = errors
    .split("\n")
    .filter((line) => line.startsWith("npm error "))
    .map((line) => line.slice("npm error ".length).trim());
  return lines.find(
    (line) => line !== "" && !/^(?:code|errno|syscall|path) |complete log of this run/.test(line),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await installVscode());
  } catch (error) {
    console.error(`install-vscode: ${error.message}`);
    process.exitCode = 1;
  }
}
