// The commands of the JDK itself, of Ant, sbt, Leiningen and the Clojure tools, and what each leaves behind.

import { argumentValue, type RunCommand } from "../model/commands.ts";
import { dirName, resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type CalledCommand, calledCommands } from "./called-commands.ts";
import { type FilledFolder, file, folder, type JvmArchive, type JvmBuild, javaVersion } from "./jvm-build.ts";
import { ManifestFolder } from "./manifests.ts";

const sbtTasks =
  /(?:^|[\s;:/])(?:assembly|stage|package|packageBin|compile|dist|pack|publishLocal|universal:packageBin|packageZipTarball|fullOptJS|docker:stage|fastOptJS|uberJar|prepareAssemblies)$/;

type Made = Pick<JvmBuild, "fills" | "archives" | "release"> & { readonly folder?: string };

interface Builder {
  readonly programs: RegExp;
  readonly read: (call: CalledCommand, ruleFile: RuleFile, stage: Stage) => Made | undefined;
}

const builders: readonly Builder[] = [
  { programs: /^(?:javac|kotlinc|scalac|groovyc)$/, read: ({ inner }) => compiled(inner) },
  { programs: /^jar$/, read: ({ inner }, ruleFile, stage) => archived(inner, ruleFile, stage) },
  { programs: /^(?:sbt|activator)$/, read: ({ inner }) => sbt(inner) },
  { programs: /^lein$/, read: ({ inner }) => lein(inner) },
  { programs: /^(?:clojure|clj)$/, read: ({ inner }) => clojure(inner) },
  { programs: /^ant$/, read: ({ inner }) => ant(inner) },
];

/** True for a program whose builds are read here. */
export function isJdkBuilder(program: string): boolean {
  return builders.some((each) => each.programs.test(program));
}

export function jdkBuilds(ruleFile: RuleFile, stage: Stage): readonly JvmBuild[] {
  return calledCommands(ruleFile, stage).flatMap((call) => {
    const { run, inner } = call;
    const made = builders.find((each) => each.programs.test(inner.program))?.read(call, ruleFile, stage);
    if (made === undefined) return [];
    const word = inner.args.find((each) => /^[a-z]/i.test(each.value))?.value;
    const label =
      inner.program === "javac" || word === undefined ? inner.program : `${inner.program} ${word}`;
    return [{ run, label: label.slice(0, 40), folder: made.folder ?? inner.cwd, ...made }];
  });
}

/** `javac -d classes`, `kotlinc -d app.jar`; without `-d` the classes lie beside their sources. */
function compiled(run: RunCommand): Made | undefined {
  const { cwd } = run;
  const sources = run.args.filter((word) => !word.value.startsWith("-"));
  if (sources.length === 0 && !run.args.some((word) => word.value.startsWith("@"))) return undefined;
  const target = valueOf(run, /^-d$/);
  const release = javaVersion(valueOf(run, /^(?:--release|-target|--target)$/) ?? undefined);
  if (cwd === undefined || target === undefined) return { fills: [], archives: [], release };
  if (target !== null) {
    const path = resolvePath(cwd, target);
    if (path.endsWith(".jar")) return { fills: [], archives: [file(path)], release };
    // Among the sources only the classes themselves are what it made.
    const made: JvmArchive[] = path === cwd ? [file(resolvePath(path, "*.class"))] : [folder(path)];
    const fills: FilledFolder[] = path === cwd ? [] : [{ folder: path, open: true }];
    return { fills, archives: made, release };
  }
  const folders = new Set<string>();
  for (const word of sources) {
    const value = /[*?[]/.test(word.value) ? word.value : argumentValue(run, word);
    if (value?.endsWith(".java") === true) folders.add(dirName(resolvePath(cwd, value)));
  }
  return { fills: [], archives: [...folders].map((at) => file(resolvePath(at, "*.class"))), release };
}

/** `jar cfe app.jar Main -C classes .`, `jar --create --file app.jar`, `jar xf app.jar`. */
function archived(run: RunCommand, ruleFile: RuleFile, stage: Stage): Made | undefined {
  const { cwd } = run;
  const [first] = run.args;
  if (cwd === undefined || first === undefined) return undefined;
  const short = /^-?([cxtuvfem0iMnP]+)$/.exec(first.value)?.[1];
  const values = run.args.slice(1).map((word) => argumentValue(run, word));
  if (short !== undefined) {
    if (short.includes("x")) return { fills: [], archives: [folder(cwd)], release: undefined };
    if (!short.includes("c")) return undefined;
    const order = [...short].filter((letter) => /[fem]/.test(letter));
    const path = values[order.indexOf("f")];
    if (path === undefined || !order.includes("f")) return { fills: [], archives: [], release: undefined };
    const manifest = order.includes("m") ? values[order.indexOf("m")] : undefined;
    return madeJar(cwd, path, manifest, ruleFile, stage);
  }
  if (run.args.some((word) => /^--?(?:extract|x)$/.test(word.value)))
    return { fills: [], archives: [folder(cwd)], release: undefined };
  const path = valueOf(run, /^(?:--file|-f)$/);
  if (!run.args.some((word) => /^(?:--create|-c)$/.test(word.value)) || path == null) return undefined;
  return madeJar(cwd, path, valueOf(run, /^(?:--manifest|-m)$/) ?? undefined, ruleFile, stage);
}

function madeJar(
  cwd: string,
  path: string,
  manifest: string | undefined,
  ruleFile: RuleFile,
  stage: Stage,
): Made {
  const jar = resolvePath(cwd, path);
  if (manifest === undefined) return { fills: [], archives: [file(jar)], release: undefined };
  const at = resolvePath(cwd, manifest);
  const text = new ManifestFolder(ruleFile, stage, dirName(at)).text(at.slice(at.lastIndexOf("/") + 1));
  const listed = /^Class-Path:((?:.*\r?\n )*.*)$/im.exec(text ?? "")?.[1]?.replace(/\r?\n /g, "");
  const needs = (listed?.trim().split(/\s+/) ?? [])
    .filter(Boolean)
    .map((each) => resolvePath(dirName(jar), each));
  return {
    fills: [],
    archives: [
      {
        path: jar,
        kind: "file",
        needs,
        bound:
          text == null ? "its manifest was not read, so which libraries it names isn't known" : undefined,
      },
    ],
    release: undefined,
  };
}

/** `sbt assembly`, `sbt stage`, `sbt "project web" dist`. */
function sbt(run: RunCommand): Made | undefined {
  const tasks = run.args.flatMap((word) => word.value.split(";")).map((each) => each.trim());
  if (run.cwd === undefined || !tasks.some((task) => sbtTasks.test(task))) return undefined;
  const target = resolvePath(run.cwd, "target");
  return {
    fills: [
      { folder: target, open: true },
      { folder: run.cwd, open: true, only: /\/target\// },
    ],
    archives: tasks.some((task) => /stage$/.test(task)) ? [folder(`${target}/universal/stage`)] : [],
    release: undefined,
  };
}

function lein(run: RunCommand): Made | undefined {
  const tasks = run.args.flatMap((word) => word.value.split(","));
  if (
    run.cwd === undefined ||
    !tasks.some((task) => /^(?:uberjar|uberwar|jar|install|compile|cljsbuild|ring)$/.test(task))
  )
    return undefined;
  return {
    fills: [{ folder: resolvePath(run.cwd, "target"), open: true }],
    archives: [],
    release: undefined,
  };
}

/** `clojure -T:build uber`, `clojure -A:uberjar`: what they write is in their scripts, so a jar by any name is theirs. */
function clojure(run: RunCommand): Made | undefined {
  if (
    run.cwd === undefined ||
    !run.args.some((word) => /^-[TXAM]?:?\S*(?:uber|build|pack|depstar)/.test(word.value))
  )
    return undefined;
  return { fills: [{ folder: run.cwd, open: true, only: /\.jar$/ }], archives: [], release: undefined };
}

/** What `build.xml` writes is all over the project, but not where the sources are. */
function ant(run: RunCommand): Made | undefined {
  const targets = run.args.filter((word) => !word.value.startsWith("-")).map((word) => word.value);
  if (
    run.cwd === undefined ||
    (targets.length > 0 && targets.every((target) => /^(?:clean|test|run|resolve|init)$/.test(target)))
  )
    return undefined;
  return {
    fills: [
      { folder: run.cwd, open: true, only: /\.(?:jar|war)$|\/(?:build|dist|bin|out|target|classes)(?:\/|$)/ },
    ],
    archives: [],
    release: undefined,
  };
}

/** The value of an option: null without it, undefined when it is computed. */
function valueOf(run: RunCommand, name: RegExp): string | null | undefined {
  for (const [at, word] of run.args.entries()) {
    const [key = "", ...rest] = word.value.split("=");
    if (!name.test(key)) continue;
    if (rest.length > 0) return argumentValue(run, word)?.slice(key.length + 1);
    const next = run.args[at + 1];
    return next === undefined ? null : argumentValue(run, next);
  }
  return null;
}
