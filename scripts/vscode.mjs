// `npm run vscode`: opens the sample, or a folder given as argument, in a real VS Code with the extension loaded.
//
// It takes the desktop's `code` when that is on PATH, else downloads VS Code, else serves one for the browser.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, installVscode } from "./install-vscode.mjs";
import { serveVscode, workbenchUrl } from "./vscode-browser.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kinds = ["auto", "desktop", "download", "browser"];

function usage() {
  console.error("Usage: npm run vscode [-- FOLDER] [-- --in auto|desktop|download|browser]");
  return 2;
}

/** Reads the command line: the folder to open and the kind of VS Code, or undefined when it is wrong. */
function parse(args) {
  let folder = path.join(root, "examples/go-hello");
  let kind = "auto";
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === "--in") kind = args[++index];
    else if (arg.startsWith("-")) return undefined;
    else folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), arg);
  }
  return kinds.includes(kind) ? { folder, kind } : undefined;
}

/** The desktop's command line, or undefined; on a server without a display it could not show a window. */
function desktopCode() {
  if (!hasDisplay()) return undefined;
  const names = process.platform === "win32" ? ["code.cmd"] : ["code", "codium"];
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}

function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function open(executable, folder) {
  const args = [
    `--extensionDevelopmentPath=${root}`,
    ...trustArguments(folder),
    folder,
    firstDockerfile(folder),
  ];
  const windowsBatch = executable.endsWith(".cmd");
  const result = windowsBatch
    ? spawnSync(
        `"${executable}"`,
        args.map((arg) => `"${arg}"`),
        { stdio: "inherit", shell: true },
      )
    : spawnSync(executable, args, { stdio: "inherit" });
  if (result.error) throw result.error;
  return result.status ?? 0;
}

/** Our own sample needs no question; any other folder is for the user to trust. */
function trustOf(folder) {
  return folder.startsWith(path.join(root, "examples") + path.sep) ? "trusted" : "ask";
}

function trustArguments(folder) {
  return trustOf(folder) === "trusted" ? ["--disable-workspace-trust"] : [];
}

function firstDockerfile(folder) {
  return path.join(folder, "Dockerfile");
}

async function download() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  return downloadAndUnzipVSCode({ cachePath: path.join(cacheFolder(), "vscode-desktop"), timeout: 30_000 });
}

async function openInBrowser(folder) {
  const serverMain = await installVscode();
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), "lean-dockerfile-vscode-"));
  const server = await serveVscode({ serverMain, dataFolder, trust: trustOf(folder) });
  const openFile = existsSync(firstDockerfile(folder)) ? firstDockerfile(folder) : undefined;
  console.log(`VS Code is served at\n\n  ${workbenchUrl(server, { folder, extension: root, openFile })}\n`);
  console.log("Open this address in a browser. Ctrl-C ends it.");
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
  return 0;
}

async function run() {
  const options = parse(process.argv.slice(2));
  if (options === undefined) return usage();
  const { folder, kind } = options;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    console.error(`vscode: \`${folder}\` is not a folder; name one that holds a Dockerfile.`);
    return 2;
  }
  const built = spawnSync(process.execPath, [path.join(root, "esbuild.mjs")], { stdio: "inherit" });
  if (built.status !== 0) return built.status ?? 1;

  if (kind === "auto" || kind === "desktop") {
    const code = desktopCode();
    if (code !== undefined) return open(code, folder);
    if (kind === "desktop") {
      console.error("vscode: `code` is not on PATH, or there is no display to show its window on.");
      return 1;
    }
  }
  if (kind === "download" || (kind === "auto" && hasDisplay())) {
    try {
      return await startDownloaded(await download(), folder);
    } catch (error) {
      if (kind === "download") throw error;
      console.error(`VS Code can't be downloaded (${error.message}); taking the one for the browser.`);
    }
  }
  return openInBrowser(folder);
}

/** Runs the downloaded program itself, with settings of its own, until its window is closed. */
async function startDownloaded(executable, folder) {
  const userData = await mkdtemp(path.join(os.tmpdir(), "lean-dockerfile-vscode-"));
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${userData}`,
    ...trustArguments(folder),
    folder,
    firstDockerfile(folder),
  ];
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(executable, args, { stdio: "inherit" });
      child.on("error", reject);
      child.on("exit", (code) => resolve(code ?? 0));
    });
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(`vscode: ${error.message}`);
  process.exitCode = 1;
}
