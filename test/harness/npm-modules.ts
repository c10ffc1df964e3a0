// The context that a case is built with, where it needs packages of npm: builds have no network, so the host fetches them.

import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type BuiltContext =
  | { readonly folder: string; readonly close: () => void }
  | { readonly missing: string };

/**
 * The case's own `context/`, or a copy of it with the packages of `modules.json` (names and versions) in
 * `node_modules`; `missing` names what npm can't fetch.
 */
export async function builtContext(folder: string): Promise<BuiltContext> {
  const context = join(folder, "context");
  const list = join(folder, "modules.json");
  if (!existsSync(list)) return { folder: context, close: () => {} };
  const copy = mkdtempSync(join(tmpdir(), "lean-dockerfile-"));
  const close = () => rmSync(copy, { recursive: true, force: true });
  cpSync(context, copy, { recursive: true });
  const modules = JSON.parse(readFileSync(list, "utf8")) as Record<string, string>;
  for (const [name, version] of Object.entries(modules)) {
    const archive = await fetched(copy, `${name}@${version}`);
    if (archive === undefined) {
      close();
      return { missing: `${name}@${version}` };
    }
    const target = join(copy, "node_modules", name);
    mkdirSync(target, { recursive: true });
    await run("tar", ["-xzf", join(copy, archive), "-C", target, "--strip-components=1"]);
    rmSync(join(copy, archive));
    const { bin } = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
      bin?: Record<string, string>;
    };
    mkdirSync(join(copy, "node_modules/.bin"), { recursive: true });
    for (const [program, file] of Object.entries(bin ?? {}))
      symlinkSync(`../${name}/${file}`, join(copy, "node_modules/.bin", program));
  }
  return { folder: copy, close };
}

/** The name of the archive that npm writes into `folder`. */
async function fetched(folder: string, spec: string): Promise<string | undefined> {
  const answer = await run("npm", ["pack", "--silent", "--pack-destination", folder, spec]).catch(
    () => undefined,
  );
  return answer?.stdout.trim().split("\n").at(-1);
}
