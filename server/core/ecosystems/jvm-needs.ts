// What a Java program needs at run time beside its archive: files it opens, where it writes, what only the JDK has.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import { normalPath, type Project, type ProjectSnapshot } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type ContextMap, contextMapOf } from "../split/context-map.ts";
import type { AssetUse, ProgramNeeds } from "../split/program-needs.ts";

export interface JvmNeeds {
  readonly needs: ProgramNeeds;
  /** What of the JDK it uses, as a clause: "`src/Main.java` calls the compiler"; undefined where a JRE does. */
  readonly jdkOnly: string | undefined;
  /** It draws, so it needs fonts and their libraries. */
  readonly draws: boolean;
  /** It listens on a port below 1024. */
  readonly lowPort: boolean;
}

/** More sources than these are not read; the answer then says so. */
const mostSources = 600;
/** More names of files than these are not looked up. */
const mostNames = 200;

const sourceGlobs = ["**/*.java", "**/*.kt", "**/*.scala", "**/*.groovy", "**/*.clj"];
const settingGlobs = [
  "**/src/main/resources/application*.properties",
  "**/src/main/resources/application*.yml",
  "**/src/main/resources/application*.yaml",
  "**/src/main/resources/log*.xml",
];

/** What one source says. */
interface SourceFacts {
  readonly opens: readonly string[];
  readonly writes: boolean;
  readonly programs: readonly string[];
  /** As the rest of a sentence that begins with the source's path. */
  readonly jdkOnly: string | undefined;
  readonly draws: boolean;
}

const opening =
  /(?:\b(?:new\s+(?:java\.io\.)?)?(?:File|FileInputStream|FileReader|RandomAccessFile|FileSystemResource|FileImageInputStream)\(\s*|\b(?:Paths\.get|Path\.of|Source\.fromFile|externalLocation|externalStaticFileLocation|fromPath|readFile(?:Blocking)?|sendFile|WebRoot|setWebRoot|serveStatic\w*)\(\s*|\((?:slurp|io\/file|clojure\.java\.io\/file)\s+)"([^"\\\n]{1,160})"/g;
/** Names that say themselves that they lie beside the program. */
const literal =
  /"((?:\.\/)?(?:src\/main\/(?:resources|webapp|conf|config|java)\/[\w./-]*|(?:config|conf|etc|data|certs?|keys?|templates|static|public|webroot|www|assets|migrations|sql)\/[\w./-]+|\.\/[\w./-]+|[\w-]+\.(?:ya?ml|properties|json|conf|toml|jks|p12|pfx|pem|crt|csv|env|cfg|ini|sql)))"/g;
const writing =
  /new\s+(?:java\.io\.)?(?:FileOutputStream|FileWriter|RandomAccessFile)\b|\bFiles\.(?:write\w*|newBufferedWriter|newOutputStream|createFile|createDirector\w+|copy|move)\s*\(|\.mkdirs?\s*\(|\.(?:writeText|appendText|transferTo)\s*\(|\(spit\s|PrintWriter\(\s*"|jdbc:(?:h2:(?!mem:|tcp:)|sqlite:(?!:memory)|hsqldb:file|derby:(?!memory))/;
const writingSettings =
  /FileAppender|RollingFile|^[ \t]*logging\.file|^[ \t]*logging:[ \t]*\n[ \t]+file:|jdbc:(?:h2:(?!mem:|tcp:)|sqlite:(?!:memory)|hsqldb:file|derby:(?!memory))/m;
const compiling =
  /getSystemJavaCompiler|\bcom\.sun\.tools\.|\bjdk\.jshell\.|\bsun\.jvmstat\.|\bcom\.sun\.jdi\./;
/** jte compiles templates when they are shown first, unless they come precompiled. Source: jte.gg, "Pre-compiling". */
const compilesTemplates = /\bgg\.jte\b[\s\S]*\bTemplateEngine\.create\(|\bJavalinJte\(\s*\)/;
const precompiled = /\bTemplateEngine\.createPrecompiled\(/;
const drawing =
  /\bjava\.awt\.(?!event|Color\b|datatransfer)|\bjavax\.(?:swing|imageio)\.|net\.sf\.jasperreports|org\.apache\.(?:poi|pdfbox|batik)|org\.jfree|kaptcha|com\.itextpdf/;
const starting =
  /(?:ProcessBuilder|getRuntime\(\)\.exec)\(\s*(?:new\s+String\[\]\s*\{\s*|Arrays\.asList\(\s*|List\.of\(\s*)?"([\w./-]+)/g;

export function jvmNeeds(file: RuleFile, stage: Stage): JvmNeeds {
  const { project } = file;
  const map = contextMapOf(file.dockerfile, stage, project);
  const workdir = stage.workdir().value ?? "/";
  const { sources, complete } = readSources(project);
  const assets = new Map<string, AssetUse>();
  const imagePaths: string[] = [];
  const names = new Map<string, string>();
  for (const [path, { opens }] of sources)
    for (const name of opens) if (!names.has(name) && names.size < mostNames) names.set(name, path);
  for (const [name, path] of names) {
    const image = resolvePath(workdir, name);
    const context = map.toContext(image);
    if (context === undefined) {
      if (name.startsWith("/")) imagePaths.push(image);
    } else if (context !== "." && !isJvmSource(context) && project.exists(context) === true)
      assets.set(context, { path: context, why: `\`${path}\` opens it` });
  }
  const customary = [...customaryFiles(project, map.toContext(workdir)), ...copiedFolders(project, map)];
  for (const asset of customary) if (!assets.has(asset.path)) assets.set(asset.path, asset);
  const all = [...sources.values()];
  const settings = settingGlobs
    .flatMap((glob) => project.find(glob) ?? [])
    .map((path) => project.text(path) ?? "");
  const compiler = [...sources].find(([, source]) => source.jdkOnly !== undefined);
  return {
    needs: {
      assets: [...assets.values()],
      imagePaths,
      opensMore: !complete,
      writes: settings.some((text) => writingSettings.test(text)) || all.some((source) => source.writes),
      certificates: false,
      timeZones: false,
      users: false,
      temporaryFolder: true,
      programs: [...new Set(all.flatMap((source) => source.programs))],
      unseenLibraries: true,
    },
    jdkOnly: compiler === undefined ? undefined : `\`${compiler[0]}\` ${compiler[1].jdkOnly}`,
    draws: all.some((source) => source.draws),
    lowPort: settings.some(hasLowPort) || exposesLowPort(stage),
  };
}

/** `server.port=80`, also as YAML. */
function hasLowPort(text: string): boolean {
  const port =
    /^[ \t]*server\.port[ \t]*[=:][ \t]*(\d+)|^server:[ \t]*\n(?:[ \t]+.*\n)*?[ \t]+port:\s*(\d+)/m.exec(
      text,
    );
  const number = Number(port?.[1] ?? port?.[2] ?? 0);
  return number > 0 && number < 1024;
}

/** Every port that the image names is one that only root may open on some hosts. */
function exposesLowPort(stage: Stage): boolean {
  const ports = stage.instructionsOf("EXPOSE").flatMap(({ argsText }) => argsText.match(/\b\d+\b/g) ?? []);
  return ports.length > 0 && ports.every((port) => Number(port) < 1024);
}

/** Folders by the names that programs read from. */
const readFolders =
  /^(?:conf|config|configs|public|static|templates|webroot|www|data|certs|views|assets|locales|i18n)$/;

/** Folders that the file copies by themselves and that no build script takes into the archive. */
function copiedFolders(project: Project, map: ContextMap): readonly AssetUse[] {
  const found: AssetUse[] = [];
  for (const { from, isFile } of map.landings) {
    const slash = from.lastIndexOf("/");
    const name = from.slice(slash + 1);
    if (isFile === true || !readFolders.test(name) || project.file(from)?.kind !== "folder") continue;
    const folder = slash === -1 ? "" : `${from.slice(0, slash)}/`;
    const scripts = ["pom.xml", "build.gradle", "build.gradle.kts", "project.clj", "build.sbt", "build.xml"];
    const named = new RegExp(`[">'/]${name}["'</]`);
    if (scripts.some((script) => named.test(project.text(`${folder}${script}`) ?? ""))) continue;
    found.push({ path: from, why: "it is copied by itself, and no build script takes it into the archive" });
  }
  return found;
}

/** Context paths that only the build, or nobody, reads. */
export function isJvmSource(path: string): boolean {
  if (path === "." || path === "src") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    /\.(?:java|kt|kts|scala|sbt|groovy|clj[cs]?|gradle|md|adoc|iml)$/i.test(name) ||
    /^(?:pom\.xml|mvnw(?:\.cmd)?|gradlew(?:\.bat)?|\.mvn|gradle|gradle\.properties|gradle\.lockfile|buildSrc|build-logic|project\.clj|deps\.edn|build\.xml|ivy\.xml|build\.sc|settings\.xml|maven-settings\.xml|LICENSE.*|NOTICE.*|Dockerfile.*|.*\.[Dd]ockerfile|\.dockerignore|\.git|\.gitignore|\.github|docker-compose.*|compose\.ya?ml)$/.test(
      name,
    ) ||
    /(?:^|\/)(?:src\/(?:main\/(?:java|kotlin|scala|groovy)|test|it|integration-?[tT]est)|target|build|\.gradle|\.idea|node_modules)$/.test(
      path,
    )
  );
}

/** Files that frameworks look for in the working directory without being told. */
function customaryFiles(project: Project, folder: string | undefined): readonly AssetUse[] {
  if (folder === undefined) return [];
  const at = (name: string): string => normalPath(`${folder}/${name}`) ?? name;
  const prefix = folder === "." ? "" : `${folder}/`;
  const found: AssetUse[] = [];
  const springs = ["application*.properties", "application*.yml", "application*.yaml"];
  for (const glob of springs) {
    for (const path of project.find(`${prefix}${glob}`) ?? [])
      found.push({ path, why: "Spring Boot reads it from the working directory" });
    if ((project.find(`${prefix}config/${glob}`) ?? []).length > 0)
      found.push({ path: at("config"), why: "Spring Boot reads it from the working directory" });
  }
  if ((project.find(`${prefix}src/main/webapp/**/*.jsp`) ?? []).length > 0)
    found.push({ path: at("src/main/webapp"), why: "an embedded server serves its pages from there" });
  return found;
}

/** Tests, what a build made, and the programs of build tools: Maven's wrapper has a source of its own in `.mvn`. */
const besideProgram =
  /(?:^|\/)(?:src\/(?:test|it|testFixtures|integrationTest)|test|tests|node_modules|target|build|buildSrc|build-logic|\.mvn)\//;

/** The project's sources without what does not run; read once for each snapshot. */
function readSources(project: Project): {
  readonly sources: ReadonlyMap<string, SourceFacts>;
  readonly complete: boolean;
} {
  const known = cache.get(project.snapshot);
  if (known !== undefined) return known;
  const listed = sourceGlobs.map((glob) => project.find(glob));
  const paths = listed.flatMap((found) => found ?? []).filter((path) => !besideProgram.test(path));
  const sources = new Map<string, SourceFacts>();
  let loaded = listed.every((found) => found !== undefined);
  for (const path of paths.slice(0, mostSources)) {
    const text = project.text(path);
    if (text === undefined) loaded = false;
    if (text != null) sources.set(path, factsOf(path.endsWith(".clj") ? text : withoutComments(text)));
  }
  const result = { sources, complete: paths.length <= mostSources };
  if (loaded) cache.set(project.snapshot, result);
  return result;
}

const cache = new WeakMap<
  ProjectSnapshot,
  { readonly sources: ReadonlyMap<string, SourceFacts>; readonly complete: boolean }
>();

/** What of the JDK the source uses, as the rest of a sentence. */
function jdkOnly(text: string): string | undefined {
  const used = compiling.exec(text)?.[0];
  if (used !== undefined) return `uses \`${used}\`, which only the JDK has`;
  return compilesTemplates.test(text) && !precompiled.test(text)
    ? "lets jte compile templates at run time, which only the JDK can; precompiled ones need no compiler"
    : undefined;
}

const commentsAndStrings =
  /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?(?:\*\/|$)|\/\/.*/g;

/** What is commented out neither opens nor writes anything. */
function withoutComments(text: string): string {
  return text.replace(commentsAndStrings, (token) => (token.startsWith("/") ? " " : token));
}

function factsOf(text: string): SourceFacts {
  const opens = new Set<string>();
  for (const pattern of [opening, literal])
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? "";
      if (/^[\w./@ -]+$/.test(name) && !/^[./]*$/.test(name)) opens.add(name);
    }
  return {
    opens: [...opens],
    writes: writing.test(text),
    programs: [...text.matchAll(starting)].map((match) => match[1] ?? "").filter(Boolean),
    jdkOnly: jdkOnly(text),
    draws: drawing.test(text),
  };
}
