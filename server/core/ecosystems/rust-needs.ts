// What a Rust program needs at run time: files that its sources name, certificates, time zones, other programs.

import { resolvePath } from "../model/paths.ts";
import type { Stage } from "../model/stage.ts";
import type { SourceLiteral } from "../project/manifests/source-text.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { type ContextMap, contextMapOf } from "../split/context-map.ts";
import {
  customaryFiles,
  keptOutOfGit,
  openedFiles,
  type ReadSource,
  readSources,
} from "../split/opened-files.ts";
import type { AssetUse, ProgramNeeds } from "../split/program-needs.ts";
import { engineSocket } from "../split/user.ts";
import type { RustLibraries } from "./rust-libraries.ts";
import type { CargoPackage, CargoProject } from "./rust-project.ts";

/** Context paths that only the build, or nobody, reads. */
export function isRustSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (
    /\.(?:rs|md|proto|c|h|cc|cpp|hpp)$|^(?:Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?|\.cargo|rustfmt\.toml|clippy\.toml|Makefile|LICENSE.*|README.*|Dockerfile.*|docker-compose.*|justfile|target)$|^\.(?:git|github|dockerignore|gitignore)/i.test(
      name,
    )
  )
    return true;
  if (/(?:^|\/)(?:target|vendor|\.cargo)(?:\/|$)/.test(path)) return true;
  if (project.file(path)?.kind !== "folder") return false;
  const sources = project.find(`${path}/**/*.rs`);
  return sources !== undefined && sources.length > 0;
}

/** More files than this are not read. */
const mostFiles = 500;

/** Macros and attributes whose names of files only the compiler reads. */
const compiled =
  /^(?:include(?:_str|_bytes|_dir|_flate)?!|template|folder|embed_migrations!|migrate!|sqlx::migrate!|include_proto!|path|Embed|RustEmbed|grass|derive|cfg|doc|link|env!|option_env!|concat_bytes!|query_file(?:_as)?!|sqlx::query_file(?:_as)?!|wit_bindgen::generate!)$/;

/** Calls that open what they are given. */
const opens =
  /(?:open|read|read_to_string|read_dir|File::create|Path::new|PathBuf::from|ServeDir::new|ServeFile::new|Files::new|FileServer::(?:from|new)|StaticFiles::new|StaticDir::new|NamedFile::open|Tera::new|with_name|init_file|fs::(?:dir|file)|from_file|from_path|dir|file|serve_dir|serve_file|nest_service|path_loader|load_file|from_filename|join|relative!)$/;

const computedOpen =
  /\b(?:File::open|fs::read|fs::read_to_string|read_dir|fs::File::open|ServeDir::new|ServeFile::new|Tera::new|with_name|init_file|NamedFile::open|from_path|Files::new)\s*\(\s*(?!")[^")\s]/;

/** Files that Rust's tools read. */
const rustPapers =
  /^(?:cargo|rust-toolchain|rustfmt|clippy|deny|release|\.?cliff|taplo|typos|cross|dist-workspace|diesel|sqlx|bacon|trunk|tarpaulin|cbindgen|leptosfmt)/i;

/** Crates that call a container engine through a mounted socket. */
const engineClients: ReadonlySet<string> = new Set(["bollard", "shiplift", "docker-api"]);

export function rustProgramNeeds(
  file: RuleFile,
  stage: Stage,
  project: CargoProject,
  packages: readonly CargoPackage[],
  libraries: RustLibraries,
): ProgramNeeds {
  const map = contextMapOf(file.dockerfile, stage, file.project);
  const sources = sourcesOf(file.project, linkedPackages(project, packages));
  const isSource = (path: string): boolean => isRustSource(file.project, path);
  const workdir = stage.workdir().value ?? "/";
  const facts = { project: file.project, map, isSource, counts: isOpenedAtRunTime, opens };
  const assets = new Map<string, AssetUse>();
  const add = (uses: readonly AssetUse[]): void => {
    for (const use of uses) if (!assets.has(use.path)) assets.set(use.path, use);
  };
  add(openedFiles(sources, { ...facts, folders: [workdir] }));
  for (const each of packages) {
    // A path made of the crate's own folder is that of the builder, also at run time.
    const own = sources.filter(
      ({ path, code }) =>
        isBelow(each.context, path) && /CARGO_MANIFEST_DIR|\brelative!/.test(code + textOf(file, path)),
    );
    add(
      openedFiles(
        own.map((source) => ({
          ...source,
          literals: source.literals.map((literal) => ({
            ...literal,
            value: literal.value.replace(/^\/+/, "").replace(/^$/, "."),
          })),
        })),
        { ...facts, folders: [each.folder] },
      ),
    );
  }
  add(frameworkFiles(file.project, map, workdir, sources, project));
  const code = sources.map((source) => source.code).join("\n");
  const opensMore = sources.some((source) => computedOpen.test(source.code));
  if (opensMore) {
    const folder = map.toContext(workdir);
    if (folder !== undefined)
      for (const path of customaryFiles(file.project, folder, isSource, rustPapers))
        if (!isEmbedded(path, sources) && !assets.has(path))
          assets.set(path, { path, why: "the program computes the names of files that it opens" });
  }
  return {
    assets: [...assets.values()],
    imagePaths: [],
    privateFiles: [
      ...new Set([
        ...(loadsVariables(sources) ? [resolvePath(workdir, ".env")] : []),
        ...keptOutOfGit(sources, { ...facts, folders: [workdir] }),
      ]),
    ],
    opensMore,
    writes:
      /\bFile::create\b|\bfs::write\b|\bcreate_dir(?:_all)?\b|\.create\(true\)|\.append\(true\)|\brolling::|\bsled::open\b|\bDB::open\b|\bConnection::open\(|\bSqliteConnection\b|\bSqlitePool\b/.test(
        code,
      ),
    certificates: libraries.certificates,
    timeZones: /\bLocal::now\b|\bnow_local\b/.test(code) && (stage.variable("TZ") ?? "") !== "",
    users: /\bgetpw|\bUser::from_(?:name|uid)\b|\bget_user_by/.test(code),
    temporaryFolder: /\btemp_dir\b|\btempfile\b|\bNamedTempFile\b|\btempdir\b/.test(code),
    programs: programsOf(sources),
    ...(project.packages.some(({ crates }) => crates.some(({ name }) => engineClients.has(name)))
      ? { rootBecause: engineSocket }
      : {}),
  };
}

/** The packages and those of the workspace that they are compiled with; crates of build scripts are not among them. */
function linkedPackages(project: CargoProject, packages: readonly CargoPackage[]): readonly CargoPackage[] {
  // A Set goes on over what is added meanwhile.
  const found = new Set(packages.filter(({ bins }) => bins.length > 0));
  for (const each of found) {
    const names = new Set(each.crates.map((crate) => crate.name));
    for (const other of project.packages) if (names.has(other.manifest.name ?? "")) found.add(other);
  }
  return [...found];
}

/** Sources of the packages without tests, examples and build scripts. */
function sourcesOf(project: Project, packages: readonly CargoPackage[]): readonly ReadSource[] {
  const paths = packages.flatMap(({ context }) => {
    const prefix = context === "." ? "" : `${context}/`;
    return (project.find(`${prefix}**/*.rs`) ?? []).filter((path) => {
      const inside = path.slice(prefix.length);
      return (
        inside !== "build.rs" &&
        !/^(?:tests|benches|examples|target|vendor)\/|(?:^|\/)(?:tests?|target)(?:\/|\.rs$)/.test(inside)
      );
    });
  });
  const unique = [...new Set(paths)].slice(0, mostFiles);
  return readSources(project, unique, "rust").map(withoutTests);
}

/** Modules of tests stand at the end of a file by custom. */
function withoutTests(source: ReadSource): ReadSource {
  const at = source.code.search(/#\[cfg\(test\)\]\s*(?:pub )?mod\b/);
  if (at === -1) return source;
  return {
    ...source,
    code: source.code.slice(0, at),
    literals: source.literals.filter((literal) => literal.start < at),
  };
}

function isOpenedAtRunTime({ call }: SourceLiteral): boolean {
  return !compiled.test(call);
}

function textOf(file: RuleFile, path: string): string {
  return file.project.text(path) ?? "";
}

function isBelow(folder: string, path: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}

function loadsVariables(sources: readonly ReadSource[]): boolean {
  return sources.some(({ code }) => /\bdotenv(?:y)?\b/.test(code));
}

/** Files that frameworks open by themselves in the working directory. */
function frameworkFiles(
  project: Project,
  map: ContextMap,
  workdir: string,
  sources: readonly ReadSource[],
  { packages }: CargoProject,
): readonly AssetUse[] {
  const crates = new Set(packages.flatMap((each) => each.crates.map((crate) => crate.name)));
  const candidates: (readonly [path: string, crate: string])[] = [];
  if (crates.has("rocket")) candidates.push(["Rocket.toml", "rocket"]);
  if (crates.has("rocket_dyn_templates") || crates.has("rocket_contrib"))
    if (sources.some(({ code }) => /\bTemplate\b/.test(code))) candidates.push(["templates", "rocket"]);
  if (loadsVariables(sources)) candidates.push([".env", "dotenv"]);
  return candidates.flatMap(([name, crate]) => {
    const context = map.toContext(workdir === "/" ? `/${name}` : `${workdir}/${name}`);
    if (context === undefined || (project.exists(context) !== true && !map.expects(context))) return [];
    return [{ path: context, why: `\`${crate}\` opens it` }];
  });
}

/** Templates and migrations that are compiled into the program. */
function isEmbedded(path: string, sources: readonly ReadSource[]): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "migrations")
    return sources.some(({ code }) =>
      /\bembed_migrations!|\bmigrate!|\bembed_refinery\b|refinery::embed/.test(code),
    );
  if (name === "templates")
    return sources.some(({ code }) => /\baskama\b|\bderive\([^)]*Template|\bsailfish\b|\byarte\b/.test(code));
  return sources.some(({ literals }) =>
    literals.some(({ value, call }) => compiled.test(call) && value.includes(name)),
  );
}

/** Programs started under literal names; clap has a `Command` of its own. */
function programsOf(sources: readonly ReadSource[]): readonly string[] {
  const found = new Set<string>();
  for (const { code, literals } of sources) {
    if (!/\bprocess::(?:Command|\{[^}]*Command)/.test(code)) continue;
    const ambiguous = /\bclap\b/.test(code);
    for (const { value, call } of literals)
      if (
        (ambiguous ? /process::Command::new$/ : /(?:^|::)Command::new$/).test(call) &&
        /^[\w./-]+$/.test(value)
      )
        found.add(value);
  }
  return [...found];
}

/** A source or a build script reads the variable while it is compiled. */
export function readsVariable(file: RuleFile, project: CargoProject, name: string): boolean {
  if (name === "DATABASE_URL")
    return project.packages.some(({ crates }) => crates.some((crate) => crate.name === "sqlx"));
  const scripts = project.packages.flatMap(({ context, manifest }) => {
    const path = `${context === "." ? "" : `${context}/`}${manifest.buildScript ?? "build.rs"}`;
    return file.project.text(path) ?? [];
  });
  if (scripts.some((text) => text.includes(name))) return true;
  return sourcesOf(file.project, project.packages).some(({ literals }) =>
    literals.some(({ value, call }) => value === name && /^(?:env!|option_env!)$/.test(call)),
  );
}
