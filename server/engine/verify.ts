// Checks without running it that an image starts: its command, user, shell and health check are followed in its files.

import type { ImageConfig, Verification, VerificationCheck } from "../protocol/compare.ts";
import type { ImageFiles } from "./image-files.ts";
import { type CheckName, type Fault, ProgramFinder, type Runner } from "./started-program.ts";

/** What an image has that a program may miss, for the comparison with the image it came from. */
export interface Provided {
  readonly certificates: boolean;
  readonly timeZones: boolean;
  readonly temporaryFolder: boolean;
}

/** Where distributions keep the certificates of authorities. Source: the search list of Go's crypto/x509. */
const bundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

export function providedBy(files: ImageFiles): Provided {
  return {
    certificates: bundles.some((path) => files.find(path)?.node.kind === "file"),
    timeZones: files.names("/usr/share/zoneinfo").length > 0,
    temporaryFolder: files.find("/tmp")?.node.kind === "folder",
  };
}

/** Interpreters whose first operand is the program; their own options that take a word are skipped with it. */
const interpreters: readonly { readonly program: RegExp; readonly file: RegExp }[] = [
  { program: /^node(?:js)?$/, file: /\.[cm]?js$/ },
  { program: /^python[\d.]*$/, file: /\.pyc?$/ },
  { program: /^java$/, file: /\.jar$/ },
  { program: /^dotnet$/, file: /\.dll$/ },
  { program: /^ruby$/, file: /\.rb$/ },
  { program: /^php$/, file: /\.php$/ },
  { program: /^perl$/, file: /\.pl$/ },
  { program: /^(?:ba|da|a)?sh$/, file: /\.sh$/ },
];

/** Words of a shell that are no programs. */
const builtins = new Set([
  "cd",
  "exec",
  "export",
  "set",
  "echo",
  "if",
  "while",
  "for",
  "trap",
  ".",
  "source",
  "test",
  "[",
  "exit",
  "printf",
  "true",
  "false",
]);

/** Verifies an image. Does not throw. */
export function verifyImage(files: ImageFiles, config: ImageConfig): Verification {
  return new Verifier(files, config).run();
}

class Verifier {
  private readonly files: ImageFiles;
  private readonly config: ImageConfig;
  private readonly finder: ProgramFinder;
  private readonly runner: Runner & { readonly fault: string | undefined };
  private readonly checks: VerificationCheck[] = [];
  private fails = false;
  private unknown = false;

  constructor(files: ImageFiles, config: ImageConfig) {
    this.files = files;
    this.config = config;
    this.runner = this.readUser();
    this.finder = new ProgramFinder(files, config, this.runner);
  }

  run(): Verification {
    this.checkStart();
    this.add("user", this.runner.fault, this.config.user === "" ? "root" : this.config.user);
    this.checkWorkdir();
    this.checkHealth();
    const status = this.fails ? "fails" : this.unknown ? "unknown" : "starts";
    return { status, checks: this.checks, files: [...this.finder.followed.values()] };
  }

  private add(name: CheckName, problem: string | undefined, fine: string): void {
    this.checks.push({ name, ok: problem === undefined, detail: problem ?? fine });
    if (problem !== undefined) this.fails = true;
  }

  private checkStart(): void {
    const words = [...this.config.entrypoint, ...this.config.cmd];
    const [program, ...args] = words;
    if (program === undefined || program === "") {
      this.unknown = true;
      this.checks.push({ name: "start-command", ok: false, detail: "the image has no start command" });
      return;
    }
    const found = this.faultOfWords(program, args);
    if (found?.kind === "unknown") {
      this.unknown = true;
      this.checks.push({ name: "libraries", ok: false, detail: found.detail });
    } else
      this.add(found?.check ?? "start-command", found?.detail, `\`${program}\` is there and can be started`);
  }

  private faultOfWords(program: string, args: readonly string[]): Fault | undefined {
    const own = this.finder.faultOf(program);
    if (own !== undefined)
      return own.kind === "fault" && isShell(program) && own.check === "start-command"
        ? { ...own, check: "shell", detail: `the start command is in shell form, and ${own.detail}` }
        : own;
    const script = scriptOf(program, args);
    if (script !== undefined) return this.faultOfScript(script);
    return this.faultOfOperand(program, args);
  }

  /** The first program of `sh -c`, where it is plain enough to be named. */
  private faultOfScript(script: string): Fault | undefined {
    const words = script
      .trim()
      .replace(/^exec\s+/, "")
      .split(/\s+/);
    const [first = "", ...rest] = words;
    if (!/^[\w./+-]+$/.test(first) || builtins.has(first)) return undefined;
    const own = this.finder.faultOf(first);
    const plain = rest.every((word) => /^[\w./:=,@+-]+$/.test(word));
    return own ?? (plain ? this.faultOfOperand(first, rest) : undefined);
  }

  /** `node dist/main.js`: the file is there. */
  private faultOfOperand(program: string, args: readonly string[]): Fault | undefined {
    const name = program.slice(program.lastIndexOf("/") + 1);
    const known = interpreters.find((each) => each.program.test(name));
    const file = known === undefined ? undefined : args.find((word) => known.file.test(word));
    if (file === undefined || file.startsWith("-") || /[*?$:]/.test(file)) return undefined;
    const found = this.files.find(this.finder.absolute(file));
    if (found === undefined)
      return {
        kind: "fault",
        check: "start-command",
        detail: `\`${program}\` is given \`${file}\`, which is not in the image`,
      };
    this.finder.follow(found.path, null);
    return undefined;
  }

  private readUser(): Runner & { readonly fault: string | undefined } {
    const [name = "", group = ""] = this.config.user.split(":");
    if (name === "") return { uid: 0, gid: 0, fault: undefined };
    const groupId = /^\d+$/.test(group) ? Number(group) : this.idOf("/etc/group", group);
    const groupFault =
      group === "" || groupId !== undefined
        ? undefined
        : `group \`${group}\` is not in the image's /etc/group`;
    if (/^\d+$/.test(name)) {
      const own = this.rowOf("/etc/passwd", (row) => row[2] === name);
      return { uid: Number(name), gid: groupId ?? Number(own?.[3] ?? 0), fault: groupFault };
    }
    const row = this.rowOf("/etc/passwd", (each) => each[0] === name);
    if (row === undefined)
      return { uid: undefined, gid: undefined, fault: `user \`${name}\` is not in the image's /etc/passwd` };
    return { uid: Number(row[2]), gid: groupId ?? Number(row[3]), fault: groupFault };
  }

  private idOf(file: string, name: string): number | undefined {
    const row = this.rowOf(file, (each) => each[0] === name);
    return row === undefined ? undefined : Number(row[2]);
  }

  private rowOf(file: string, wanted: (row: readonly string[]) => boolean): readonly string[] | undefined {
    return (this.files.text(file) ?? "")
      .split("\n")
      .map((line) => line.split(":"))
      .find(wanted);
  }

  /** Engines make a working directory that is missing; a file in its place they refuse. */
  private checkWorkdir(): void {
    const path = this.config.workdir || "/";
    const found = this.files.find(path);
    const kind = found?.node.kind;
    if (found !== undefined && found.path !== "/") this.finder.follow(found.path, null);
    const problem = kind === undefined || kind === "folder" ? undefined : `\`${path}\` is no folder`;
    this.add("working-directory", problem, `\`${path}\``);
  }

  private checkHealth(): void {
    const [form = "NONE", first, ...args] = this.config.healthcheck;
    if (form === "NONE" || first === undefined) return;
    const found =
      form === "CMD-SHELL"
        ? (this.finder.faultOf("/bin/sh") ?? this.faultOfScript(first))
        : this.faultOfWords(first, args);
    const problem = found?.kind === "fault" ? `the health check always fails: ${found.detail}` : undefined;
    this.add("health-check", problem, `\`${first}\` can be run`);
  }
}

/** What the image before had and the new one has not; whether the program needs it can't be seen. */
export function lossesOf(before: Provided, after: Provided): readonly VerificationCheck[] {
  return losses.flatMap(({ name, of, lost }) =>
    before[of] ? [{ name, ok: after[of], detail: after[of] ? "there as before" : lost }] : [],
  );
}

const losses: readonly { readonly name: CheckName; readonly of: keyof Provided; readonly lost: string }[] = [
  {
    name: "certificates",
    of: "certificates",
    lost: "there are none any more, so TLS connections fail unless the program brings its own",
  },
  {
    name: "time-zones",
    of: "timeZones",
    lost: "there are none any more, so only UTC is known unless the program brings its own",
  },
  {
    name: "temporary-folder",
    of: "temporaryFolder",
    lost: "`/tmp` is gone, so temporary files can't be written",
  },
];

function isShell(program: string): boolean {
  return /^\/bin\/(?:ba|da|a)?sh$/.test(program);
}

function scriptOf(program: string, args: readonly string[]): string | undefined {
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (!/^(?:ba|da|a)?sh$/.test(name)) return undefined;
  const at = args.findIndex((word) => /^-[a-z]*c$/.test(word));
  return at === -1 ? undefined : args[at + 1];
}
