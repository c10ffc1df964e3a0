// What the start command of a Java program names: archives, class paths, agents, scripts, and what it needs of the JDK.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type ContextMap, contextMapOf } from "../split/context-map.ts";
import { isShell, parseShell, type ShellCommand } from "../syntax/shell.ts";
import type { Span } from "../text/span.ts";

/** A place that the start command names. */
export interface JvmUse {
  /** Absolute; may end in a pattern, `/app/target/*.jar`. */
  readonly path: string;
  /** `program`: something that is started itself, such as the script that a build generates. */
  readonly kind: "archive" | "folder" | "program" | "other";
}

export interface JvmStart {
  readonly uses: readonly JvmUse[];
  /** It runs `java` with an archive or a class of the project. */
  readonly runsJava: boolean;
  /** `java -jar`, without a class path of its own. */
  readonly startsJar: boolean;
  /** Names of the programs that run, `java` and those of scripts included. */
  readonly programs: readonly string[];
  /** An archive where `java` expects the name of a class. */
  readonly mistaken: string | undefined;
  /** An option sets a port below 1024. */
  readonly lowPort: boolean;
  /** An option makes the program or the virtual machine write files. */
  readonly writes: boolean;
  /** What only the JDK has, as written: `-agentlib:hprof`, `jcmd`. */
  readonly jdkOnly: string | undefined;
  readonly span: Span | undefined;
}

/** Programs of the JDK that no JRE has. */
const jdkPrograms =
  /^(?:javac|jar|jshell|jcmd|jmap|jstack|jstat|jinfo|jps|jconsole|jdb|javap|jdeps|jlink|jpackage|jarsigner|serialver)$/;

/** Options of `java` that take the next word as their value. */
const valued =
  /^(?:-cp|-classpath|--class-path|-p|--module-path|--upgrade-module-path|--add-modules|--add-opens|--add-exports|--add-reads|--patch-module|-m|--module|--limit-modules|--source|--enable-native-access)$/;

/** Options that name files to be written. */
const writingOption =
  /^--?D?(?:logging\.(?:file|path)\b|logging\.file\.(?:name|path)|log\.(?:file|dir|path)|LOG_(?:FILE|DIR|PATH|HOME))[\w.]*=|^-Xloggc:|^-Xlog:.*file=|^-XX:HeapDumpPath=/;

/** Servers that a build assembles write beside themselves. */
const writingProgram = /^(?:standalone|domain|catalina|startup|karaf|payara\w*|asadmin|server)(?:\.sh)?$/;

/** One command line with the folder it runs in. */
interface Line {
  readonly words: readonly string[];
  readonly cwd: string | undefined;
}

/** Scripts that start scripts are followed this deep. */
const deepest = 3;

/** Reads ENTRYPOINT and CMD of a stage, and the project's scripts that they start. */
export function jvmStart(file: RuleFile, stage: Stage): JvmStart {
  const reader = new StartReader(file, stage);
  const { entrypoint, cmd } = stage;
  const by = entrypoint?.by ?? cmd?.by;
  const cwd = stage.workdir().value;
  const own = cmd?.by === undefined ? [] : cmd.value.words;
  if (by !== undefined) {
    const main = entrypoint?.by === undefined ? cmd : entrypoint;
    if (main?.value.form === "shell" && by.script !== undefined) reader.commands(by.script.commands, cwd, 0);
    else {
      const first = entrypoint?.by === undefined ? [] : entrypoint.value.words;
      reader.line({ words: [...first, ...own], cwd }, 0);
    }
  }
  return { ...reader.found(), span: by?.textSpan };
}

class StartReader {
  private readonly uses: JvmUse[] = [];
  private readonly programs: string[] = [];
  private runsJava = false;
  private startsJar = true;
  private jdkOnly: string | undefined;
  private mistaken: string | undefined;
  private writes = false;
  private lowPort = false;
  private readonly file: RuleFile;
  private readonly stage: Stage;
  private readonly map: ContextMap;

  constructor(file: RuleFile, stage: Stage) {
    this.file = file;
    this.stage = stage;
    this.map = contextMapOf(file.dockerfile, stage, file.project);
  }

  found(): Omit<JvmStart, "span"> {
    const { uses, programs, runsJava, startsJar, jdkOnly, mistaken, writes, lowPort } = this;
    return { uses, programs, runsJava, startsJar: runsJava && startsJar, jdkOnly, mistaken, writes, lowPort };
  }

  commands(commands: readonly ShellCommand[], folder: string | undefined, depth: number): void {
    let cwd = folder;
    const set = new Map<string, string>();
    for (const command of commands) {
      const words = [command.program, ...command.args.map((word) => word.value)].map((word) =>
        this.expanded(word, set),
      );
      if (command.words.length === 0)
        for (const { name, value } of command.assignments)
          set.set(name, this.expanded(value?.value ?? "", set));
      if (command.program === "export")
        for (const word of words.slice(1)) {
          const equals = word.indexOf("=");
          if (equals > 0) set.set(word.slice(0, equals), word.slice(equals + 1));
        }
      if (command.program === "cd") {
        const target = words[1];
        cwd = target === undefined || target.includes("$") ? undefined : this.path(target, cwd);
      } else if (command.program !== "") this.line({ words, cwd }, depth);
    }
  }

  line(line: Line, depth: number): void {
    const [first = "", ...rest] = line.words;
    const name = first.slice(first.lastIndexOf("/") + 1);
    if (isShell(name)) {
      const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
      const script = flag === -1 ? undefined : rest[flag + 1];
      if (script !== undefined) {
        this.commands(parseShell(script, 0).commands, line.cwd, depth);
        return;
      }
    }
    if (name !== "") this.programs.push(name);
    if (jdkPrograms.test(name)) this.jdkOnly ??= name;
    const java = line.words.findIndex((word) => /(?:^|\/)java$/.test(word));
    if (java !== -1) this.java(line.words.slice(java + 1), line.cwd);
    const named = isShell(name) ? rest.find((word) => !word.startsWith("-")) : first;
    const program = named?.includes("/") === true ? this.path(named, line.cwd) : undefined;
    if (program !== undefined && java !== 0) {
      this.uses.push({ path: program, kind: "program" });
      if (writingProgram.test(program.slice(program.lastIndexOf("/") + 1))) this.writes = true;
    }
    for (const word of java === -1 ? rest : line.words.slice(1, java))
      if (/^[\w./@-]*\.(?:jar|war|sh|conf|ya?ml|properties|xml|json)$/.test(word)) this.other(word, line.cwd);
    this.script(named, line.cwd, depth);
  }

  /** A shell script of the project. */
  private script(word: string | undefined, cwd: string | undefined, depth: number): void {
    if (word === undefined || depth >= deepest || !/[/.]/.test(word)) return;
    const path = this.path(word, cwd);
    const context = path === undefined ? undefined : this.map.toContext(path);
    const text = context === undefined || context === "." ? null : this.file.project.text(context);
    if (
      text == null ||
      (!/^#!.*sh\b|\.(?:sh|bash)$/.test(`${text.slice(0, 40).split("\n")[0]}`) &&
        !/\.(?:sh|bash)$/.test(word))
    )
      return;
    this.commands(parseShell(text, 0).commands, this.stage.workdir().value, depth + 1);
  }

  /** The words behind `java`. */
  private java(words: readonly string[], cwd: string | undefined): void {
    let hasClassPath = false;
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? "";
      const next = words[at + 1] ?? "";
      if (word === "-jar") {
        this.runsJava = true;
        // Options may stand behind `-jar` too; the first word that is none is the archive.
        const jar = words.findIndex((each, index) => index > at && !each.startsWith("-"));
        if (jar !== -1) this.add(words[jar] ?? "", "archive", cwd);
        // Servers in one archive unpack what they serve beside it.
        if (/(?:^|\/)(?:webapp-runner|winstone|payara-micro)[\w.*-]*\.jar$/.test(words[jar] ?? ""))
          this.writes = true;
        this.rest(words.slice(at + 1), cwd);
        return;
      }
      if (/^(?:-cp|-classpath|--class-path)$/.test(word)) {
        hasClassPath = true;
        this.startsJar = false;
        this.pathList(next, cwd);
        at++;
      } else if (word.startsWith("--class-path=")) {
        hasClassPath = true;
        this.startsJar = false;
        this.pathList(word.slice("--class-path=".length), cwd);
      } else if (/^(?:-p|--module-path)$/.test(word)) {
        hasClassPath = true;
        this.startsJar = false;
        this.pathList(next, cwd);
        at++;
      } else if (/^(?:-m|--module)$/.test(word)) {
        this.runsJava = true;
        this.rest(words.slice(at + 2), cwd);
        return;
      } else if (valued.test(word)) at++;
      else if (word.startsWith("-") || word.startsWith("$") || word.startsWith("`")) this.option(word, cwd);
      else if (/^[\w.$/-]+$/.test(word)) {
        this.runsJava = true;
        this.startsJar = false;
        if (/\.(?:jar|war)$/.test(word)) this.mistaken ??= word;
        if (word.endsWith(".java")) this.jdkOnly ??= `java ${word}`;
        if (!hasClassPath) this.pathList(this.stage.variable("CLASSPATH") ?? ".", cwd);
        this.rest(words.slice(at + 1), cwd);
        return;
      }
    }
  }

  private option(word: string, cwd: string | undefined): void {
    const port = Number(/^--?(?:D?server\.port|Dhttp\.port|port)=(\d+)$/.exec(word)?.[1] ?? 0);
    if (port > 0 && port < 1024) this.lowPort = true;
    if (writingOption.test(word) && !/=\/(?:dev|tmp)\//.test(word)) this.writes = true;
    const agent = /^-javaagent:([^=]+)/.exec(word)?.[1] ?? /^-agentpath:([^=]+)/.exec(word)?.[1];
    if (agent !== undefined) this.add(agent, "other", cwd);
    if (/^-agentlib:hprof|^-Xrunhprof|^-XX:\+DebugNonSafepointsOnly/.test(word)) this.jdkOnly ??= word;
    this.value(word, cwd);
  }

  /** Arguments of the program, and options behind `-jar`. */
  private rest(words: readonly string[], cwd: string | undefined): void {
    for (const word of words) {
      if (word.startsWith("-")) this.option(word, cwd);
      else if (/[./]/.test(word)) this.other(word, cwd);
    }
  }

  /** `-Dconfig.file=/srv/app.conf`, `--spring.config.location=file:./config/`. */
  private value(word: string, cwd: string | undefined): void {
    const value = /^--?[\w.:+-]+=(.+)$/.exec(word)?.[1];
    for (const each of value?.split(",") ?? [])
      if (/[./]/.test(each)) this.other(each.replace(/^(?:optional:)?file:(?:\/\/)?/, ""), cwd);
  }

  private pathList(list: string, cwd: string | undefined): void {
    for (const entry of list.split(":")) {
      if (entry === "") continue;
      if (/\.(?:jar|war|zip)$/.test(entry)) this.add(entry, "archive", cwd);
      else this.add(entry.replace(/\/?\*$/, "") || ".", "folder", cwd);
    }
  }

  private other(word: string, cwd: string | undefined): void {
    if (/^[\w./@+~-]+$/.test(word) && !/^\.*\/*$/.test(word)) this.add(word, "other", cwd);
  }

  private add(word: string, kind: JvmUse["kind"], cwd: string | undefined): void {
    const path = word.includes("$") ? undefined : this.path(word, cwd);
    if (path !== undefined) this.uses.push({ path, kind });
  }

  private path(word: string, cwd: string | undefined): string | undefined {
    return cwd === undefined && !word.startsWith("/") ? undefined : resolvePath(cwd ?? "/", word);
  }

  /** Variables that the script or the image sets; others stay as written. */
  private expanded(word: string, set: ReadonlyMap<string, string>): string {
    return word.replace(/\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g, (whole, bare, braced, fallback) => {
      const name = String(bare ?? braced);
      return (
        set.get(name) ?? this.stage.variable(name) ?? (fallback === undefined ? whole : String(fallback))
      );
    });
  }
}
