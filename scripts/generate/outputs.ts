// Generated files: written, or compared with what is there.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export class Outputs {
  private readonly mode: "write" | "check";
  private readonly stale: string[] = [];

  constructor(mode: "write" | "check") {
    this.mode = mode;
  }

  /** The whole text of a generated file, by its path from the repository's root. */
  put(path: string, text: string): void {
    const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    if (before === text) return;
    this.stale.push(path);
    if (this.mode === "check") return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Files of a folder that only holds generated files and that nothing generates any more. */
  removeOthers(folder: string, ending: string, names: readonly string[]): void {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      if (!name.endsWith(ending) || names.includes(name)) continue;
      this.stale.push(join(folder, name));
      if (this.mode === "write") rmSync(join(folder, name));
    }
  }

  /** Says what was written or is stale; true when a check failed. */
  report(): boolean {
    for (const path of this.stale)
      console.log(this.mode === "check" ? `stale: ${path} (run npm run generate)` : `wrote ${path}`);
    return this.mode === "check" && this.stale.length > 0;
  }
}
