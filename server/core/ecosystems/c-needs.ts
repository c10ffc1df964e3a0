// What a C or C++ program needs at run time: files that its sources name, other programs, users, time zones.

import type { Stage } from "../model/stage.ts";
import type { Project } from "../project/project.ts";
import type { RuleFile } from "../rules/rule.ts";
import { contextMapOf } from "../split/context-map.ts";
import {
  customaryFiles,
  keptOutOfGit,
  openedFiles,
  type ReadSource,
  readSources,
} from "../split/opened-files.ts";
import type { AssetUse, ProgramNeeds } from "../split/program-needs.ts";
import type { CBuild } from "./c-build.ts";

const sourceFile = /\.(?:c|h|cc|cpp|cxx|c\+\+|hh|hpp|hxx|inl|ipp|tpp|S|s|asm|o|a|l|y|proto)$/i;
const buildFile =
  /^(?:CMakeLists\.txt|CMakePresets\.json|GNUmakefile|[Mm]akefile(?:\..*)?|configure(?:\..*)?|aclocal\.m4|autogen\.sh|bootstrap(?:\.sh)?|build\.sh|meson\.build|meson_options\.txt|vcpkg\.json|conanfile\.\w+|LICENSE.*|COPYING.*|README.*|AUTHORS|ChangeLog|NEWS|Dockerfile.*|docker-compose.*|.*\.(?:md|cmake|am|ac|in|m4|sln|vcxproj|pro|mk|pc))$/;

/** Context paths that only the build, or nobody, reads. */
export function isCSource(project: Project, path: string): boolean {
  if (path === ".") return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (sourceFile.test(name) || buildFile.test(name)) return true;
  if (/^\.(?:git|github|dockerignore|gitignore|clang)/.test(name)) return true;
  if (/(?:^|\/)(?:third_party|vendor|cmake|m4|tests?)(?:\/|$)/.test(path)) return true;
  if (project.file(path)?.kind !== "folder") return false;
  const sources = ["c", "cc", "cpp", "h", "hpp"].map((ending) => project.find(`${path}/**/*.${ending}`));
  return sources.some((found) => found !== undefined && found.length > 0);
}

/** More files than this are not read. */
const mostFiles = 500;

const opens =
  /(?:fopen|freopen|open|open64|openat|stat|access|opendir|ifstream|fstream|in|file|load\w*|Load\w*|read\w*|Read\w*|path|Open|parse_file|load_file|set_mount_point|serve_static\w*|from_file|dlopen)$/;

/** Files that tools for C and C++ read. */
const cPapers = /^(?:\.?clang|\.?cmake|vcpkg|conanfile)/i;

export function cProgramNeeds(
  file: RuleFile,
  stage: Stage,
  { libraries, installs, aside, sourceRoot }: CBuild,
): ProgramNeeds {
  const { project } = file;
  const map = contextMapOf(file.dockerfile, stage, project);
  const sources = cSources(project);
  const isSource = (path: string): boolean => isCSource(project, path);
  const workdir = stage.workdir().value ?? "/";
  const assets = new Map<string, AssetUse>();
  const facts = { project, map, folders: [workdir], isSource, counts: () => true, opens };
  for (const use of openedFiles(sources, facts)) assets.set(use.path, use);
  const code = sources.map((source) => source.code).join("\n");
  // What is fetched and built along may open more than the project's own sources say.
  const opensMore =
    installs !== undefined ||
    aside !== undefined ||
    /\b(?:fopen|freopen|opendir|open)\s*\(\s*[A-Za-z_]/.test(code) ||
    /\bifstream\s+\w+\s*[({]\s*[A-Za-z_]/.test(code);
  // Programs that start in a folder of the build, `/app/build`, look from there into that of the sources.
  const start = map.toContext(workdir);
  const isThere = start !== undefined && project.exists(start) === true;
  const folder = isThere || sourceRoot === undefined ? start : map.toContext(sourceRoot);
  if (opensMore && folder !== undefined)
    for (const path of customaryFiles(project, folder, isSource, cPapers))
      if (!assets.has(path))
        assets.set(path, { path, why: "the program computes the names of files that it opens" });
  if (installs !== undefined || aside !== undefined)
    for (const path of dataFiles(project))
      if (!assets.has(path)) assets.set(path, { path, why: "code that is fetched may open it" });
  const programs = programsOf(sources);
  return {
    assets: [...assets.values()],
    imagePaths: [],
    privateFiles: keptOutOfGit(sources, facts),
    opensMore,
    writes: writesFiles(sources, code),
    certificates: [...libraries].some((name) => /^(?:ssl|curl|OpenSSL|CURL|gnutls)$/.test(name)),
    timeZones: /\blocaltime(?:_r)?\s*\(/.test(code) && (stage.variable("TZ") ?? "") !== "",
    users: /\bgetpw(?:nam|uid|ent)|\bgetgr(?:nam|gid)/.test(code),
    temporaryFolder:
      /\b(?:tmpfile|mkstemp|mkdtemp|tmpnam|temp_directory_path)\s*\(/.test(code) ||
      sources.some(({ literals }) => literals.some(({ value }) => value.startsWith("/tmp/"))),
    programs,
  };
}

/** More files than this are no handful that goes along on suspicion. */
const mostData = 30;

/** Scripts, pages and settings, in the folders of the sources too; none where there are many. */
function dataFiles(project: Project): readonly string[] {
  const endings = ["lua", "html", "css", "js", "sql", "dat", "ini", "conf", "cfg", "tmpl", "tpl", "xml"];
  const paths = endings
    .flatMap((ending) => project.find(`**/*.${ending}`) ?? [])
    .filter((path) => !/(?:^|\/)(?:tests?|docs?|third_party|examples?|\.[^/]+)\//.test(path));
  return paths.length > mostData ? [] : paths;
}

/** Sources without tests and libraries of others. */
function cSources(project: Project): readonly ReadSource[] {
  const paths = ["c", "cc", "cpp", "cxx", "h", "hpp"].flatMap(
    (ending) => project.find(`**/*.${ending}`) ?? [],
  );
  const own = paths.filter(
    (path) =>
      !/(?:^|\/)(?:tests?|testing|third_party|vendor|examples?|bench(?:mark)?s?|build|external|deps)\//i.test(
        path,
      ),
  );
  return readSources(project, own.slice(0, mostFiles), "c");
}

function writesFiles(sources: readonly ReadSource[], code: string): boolean {
  if (/\bofstream\b|\bmkdir\s*\(|\bcreate_director(?:y|ies)\s*\(|\bO_CREAT\b|\bsqlite3_open/.test(code))
    return true;
  return sources.some(({ literals }) =>
    literals.some(
      ({ value, call }) => /^(?:fopen|freopen)$/.test(call) && /^[wa]b?\+?b?$|^rb?\+/.test(value),
    ),
  );
}

/** `system("convert ...")` starts a shell, which starts the program. */
function programsOf(sources: readonly ReadSource[]): readonly string[] {
  const found = new Set<string>();
  for (const { code, literals } of sources) {
    if (/\b(?:system|popen)\s*\(/.test(code)) found.add("sh");
    for (const { value, call } of literals) {
      const program = /^(?:std::)?(?:system|popen|exec[lv]p?e?)$/.test(call)
        ? value.trim().split(/\s/)[0]
        : undefined;
      if (program !== undefined && /^[\w./+-]+$/.test(program) && !/^[rw]$/.test(program)) found.add(program);
    }
  }
  return [...found];
}

/** A file of the build names the variable, so that make, CMake or a configure script may read it. */
export function buildReadsVariable(file: RuleFile, name: string): boolean {
  if (/^(?:PORT|HOST|LANG|TZ|LC_ALL)$/.test(name)) return false;
  const { project } = file;
  const paths = ["Makefile", "makefile", "CMakeLists.txt", "configure", "configure.ac", "meson.build"];
  return paths.some((path) => project.text(path)?.includes(name) === true);
}
