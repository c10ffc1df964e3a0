// Follows a program of an image as the kernel would start it: rights, machine, loader, libraries, script interpreters.

import type { ImageConfig, StartFile } from "../protocol/compare.ts";
import type { Found, ImageFiles, Rights } from "./image-files.ts";
import { missingLibraries } from "./libraries.ts";

/** What is found wrong, as a clause, or `undefined` where the program starts; `unknown` where it can't be told. */
export type Fault =
  | { readonly kind: "fault"; readonly check: CheckName; readonly detail: string }
  | { readonly kind: "unknown"; readonly detail: string };

export type CheckName =
  | "start-command"
  | "rights"
  | "architecture"
  | "interpreter"
  | "libraries"
  | "shell"
  | "user"
  | "working-directory"
  | "health-check"
  | "certificates"
  | "time-zones"
  | "temporary-folder";

/** Who runs the program: by number, where it is known. */
export interface Runner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** ELF machine numbers by the architecture names of images. Source: System V ABI, registered e_machine values. */
const machines: Readonly<Record<string, number>> = {
  "386": 3,
  ppc64le: 21,
  s390x: 22,
  arm: 40,
  amd64: 62,
  arm64: 183,
  riscv64: 243,
  loong64: 258,
};

/** Interpreters of interpreters end somewhere. */
const mostInterpreters = 4;

export class ProgramFinder {
  /** What was come across and is there, by path. */
  readonly followed = new Map<string, StartFile>();
  private readonly files: ImageFiles;
  private readonly config: ImageConfig;
  private readonly runner: Runner;

  constructor(files: ImageFiles, config: ImageConfig, runner: Runner) {
    this.files = files;
    this.config = config;
    this.runner = runner;
  }

  variable(name: string): string | undefined {
    const prefix = `${name}=`;
    return this.config.env.findLast((each) => each.startsWith(prefix))?.slice(prefix.length);
  }

  /** The file that a word starts: by PATH, or from the working directory where it has a slash. */
  locate(program: string): Found | undefined {
    if (program.includes("/")) return this.files.find(this.absolute(program));
    const path = this.variable("PATH") ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    for (const folder of path.split(":")) {
      const found = this.files.find(`${this.absolute(folder)}/${program}`);
      if (found?.node.kind === "file" && (found.node.rights.mode & 0o111) !== 0) return found;
    }
    return undefined;
  }

  absolute(path: string): string {
    return path.startsWith("/") ? path : `${this.config.workdir || "/"}/${path}`;
  }

  /** Why the program does not start. */
  faultOf(program: string): Fault | undefined {
    const found = this.locate(program);
    if (found === undefined) {
      const where = program.includes("/") ? "is not in the image" : "is in no folder of PATH";
      return fault("start-command", `\`${program}\` ${where}`);
    }
    return this.faultOfFile(found, program, 0);
  }

  private faultOfFile(found: Found, name: string, depth: number): Fault | undefined {
    const { node, path } = found;
    if (node.kind !== "file") return fault("start-command", `\`${name}\` is no file`);
    if ((node.rights.mode & 0o111) === 0)
      return fault("rights", `\`${path}\` has no right to be executed: \`chmod +x\` gives it`);
    const denied = this.denied(path, node.rights);
    if (denied !== undefined) return denied;
    this.follow(path, this.class(node.rights));
    const { elf, interpreter } = node.facts;
    if (interpreter !== undefined) return this.faultOfScript(path, interpreter, depth);
    if (elf === undefined)
      return fault("start-command", `\`${path}\` is neither a program nor a script with \`#!\``);
    const wanted = machines[this.config.architecture];
    if (wanted !== undefined && elf.machine !== wanted)
      return fault(
        "architecture",
        `\`${path}\` is built for another machine than ${this.config.architecture}`,
      );
    const loader = elf.interpreter === undefined ? undefined : this.files.find(elf.interpreter);
    if (elf.interpreter !== undefined && loader === undefined)
      return fault(
        "interpreter",
        `\`${path}\` is linked dynamically, and its loader \`${elf.interpreter}\` is not in the image`,
      );
    if (loader !== undefined) this.follow(loader.path, null);
    return this.faultOfLibraries(path, elf);
  }

  private faultOfLibraries(path: string, elf: Parameters<typeof missingLibraries>[2]): Fault | undefined {
    const { missing, found, complete } = missingLibraries(
      this.files,
      path,
      elf,
      this.variable("LD_LIBRARY_PATH") ?? "",
    );
    for (const library of found) this.follow(library, null);
    const [first, ...others] = missing;
    if (first !== undefined) {
      const more = others.length === 0 ? "" : ` and ${others.length} more`;
      return fault(
        "libraries",
        `\`${first.neededBy}\` needs \`${first.name}\`${more}, which the image lacks`,
      );
    }
    return complete
      ? undefined
      : { kind: "unknown", detail: `which libraries \`${path}\` needs was not read` };
  }

  private faultOfScript(path: string, line: string, depth: number): Fault | undefined {
    if (depth >= mostInterpreters)
      return fault("interpreter", `\`${path}\` has scripts for interpreters all the way`);
    if (line.endsWith("\r"))
      return fault(
        "interpreter",
        `\`${path}\` has Windows line ends, so its interpreter is looked for with a carriage return`,
      );
    const [interpreter = "", ...args] = line.split(/[ \t]+/);
    const found = this.files.find(this.absolute(interpreter));
    if (found === undefined)
      return fault(
        "interpreter",
        `\`${path}\` is a script for \`${interpreter}\`, which is not in the image`,
      );
    const own = this.faultOfFile(found, interpreter, depth + 1);
    if (own !== undefined) return own;
    const named = /\/env$/.test(interpreter) ? args.find((word) => !/^-|=/.test(word)) : undefined;
    if (named === undefined) return undefined;
    const located = this.locate(named);
    return located === undefined
      ? fault("interpreter", `\`${path}\` is a script for \`${named}\`, which is in no folder of PATH`)
      : this.faultOfFile(located, named, depth + 1);
  }

  /** The user may not execute the file, or not enter a folder above it. */
  denied(path: string, rights: Rights): Fault | undefined {
    const parts = path.split("/").slice(1, -1);
    for (let length = 0; length <= parts.length; length++) {
      const folder = `/${parts.slice(0, length).join("/")}`;
      const found = this.files.find(folder);
      if (found?.node.kind === "folder" && !this.may(found.node.rights))
        return fault(
          "rights",
          `user \`${this.config.user}\` may not enter \`${folder}\`, where \`${path}\` lies`,
        );
    }
    return this.may(rights)
      ? undefined
      : fault("rights", `user \`${this.config.user}\` may not execute \`${path}\``);
  }

  private may(rights: Rights): boolean {
    const bits = { any: 0, owner: 0o100, group: 0o010, other: 0o001 }[this.class(rights)];
    return bits === 0 || (rights.mode & bits) !== 0;
  }

  /** Which of a file's rights count for the user; root and unknown users may do what anyone may. */
  private class({ uid, gid }: Rights): "any" | "owner" | "group" | "other" {
    if (this.runner.uid === undefined || this.runner.uid === 0) return "any";
    return uid === this.runner.uid ? "owner" : gid === this.runner.gid ? "group" : "other";
  }

  /** Notes a file that is there. */
  follow(path: string, executableBy: StartFile["executableBy"]): void {
    const known = this.followed.get(path);
    if (known?.executableBy == null) this.followed.set(path, { path, executableBy });
  }
}

function fault(check: CheckName, detail: string): Fault {
  return { kind: "fault", check, detail };
}
