// CMake: what the targets of a project are called, where they are built and where they are installed.
//
// Source of the rules: CMake's documentation of add_executable, install, RUNTIME_OUTPUT_DIRECTORY and GNUInstallDirs.

import { resolvePath } from "../model/paths.ts";
import { type CMakeCommand, parseCMakeLists } from "../project/manifests/cmake-lists.ts";

export interface CMakeProject {
  /** Absolute paths of programs in the build folder. */
  readonly programs: readonly string[];
  /** Absolute paths of what is installed; folders end with a slash. */
  readonly installed: readonly string[];
  /** True where an installation can't be read: a variable, a script. */
  readonly installsMore: boolean;
  readonly cxx: boolean;
  readonly static: boolean;
  /** Libraries that targets link and packages that it finds. */
  readonly libraries: readonly string[];
  /** Libraries that the project makes itself. */
  readonly own: ReadonlySet<string>;
  /** Its files are in the build context; otherwise it was fetched. */
  readonly found: boolean;
  /** Why it can't be followed, as a clause. */
  readonly unknown: string | undefined;
}

export interface CMakeRequest {
  /** Absolute image paths of the sources and of the build folder. */
  readonly source: string;
  readonly build: string;
  readonly prefix: string;
  /** Values after `-D`. */
  readonly definitions: ReadonlyMap<string, string>;
  /** The text of a file by its absolute image path: null when it is not there, undefined when not loaded yet. */
  readonly text: (path: string) => string | null | undefined;
}

/** More folders than this are not read. */
const mostFolders = 60;

/** Reads the project from its top folder; undefined while files are not loaded yet. */
export function cmakeProject(request: CMakeRequest): CMakeProject | undefined {
  return new ProjectReader(request).read();
}

interface Program {
  readonly target: string;
  readonly folder: string;
  output: string | undefined;
  name: string;
}

class ProjectReader {
  private readonly request: CMakeRequest;
  private readonly programs = new Map<string, Program>();
  private readonly own = new Set<string>();
  private readonly libraries = new Set<string>();
  private readonly installs: { readonly command: CMakeCommand; readonly source: string }[] = [];
  private waiting = false;
  /** Targets that CTest runs. */
  private readonly tests = new Set<string>();
  private folders = 0;
  private cxx = false;
  private isStatic = false;
  private found = true;
  private unknown: string | undefined;

  constructor(request: CMakeRequest) {
    this.request = request;
  }

  read(): CMakeProject | undefined {
    const { source, build, definitions } = this.request;
    const given = new Map<string, string>([
      ["CMAKE_SOURCE_DIR", source],
      ["PROJECT_SOURCE_DIR", source],
      ["CMAKE_BINARY_DIR", build],
      ["PROJECT_BINARY_DIR", build],
      ["CMAKE_INSTALL_PREFIX", this.request.prefix],
      ...definitions,
    ]);
    this.folder(source, build, given);
    if (this.waiting) return undefined;
    if (definitions.get("BUILD_SHARED_LIBS")?.match(/^(?:ON|1|TRUE|YES)$/i) != null)
      this.unknown ??= "it builds shared libraries of its own";
    const flags = [...definitions].filter(([name]) => /LINKER_FLAGS|C_FLAGS|CXX_FLAGS/.test(name));
    if (flags.some(([, value]) => /(?:^|\s)-static(?:\s|$)/.test(value))) this.isStatic = true;
    const installed = this.installs.map((each) => this.installedBy(each.command, each.source));
    const programs = [...this.programs.values()];
    const shipped = programs.filter(({ target }) => !this.tests.has(target));
    return {
      // Tests alone are what the image is for.
      programs: (shipped.length === 0 ? programs : shipped).map(({ folder, output, name }) =>
        resolvePath(output ?? folder, name),
      ),
      installed: installed.flatMap((paths) => paths ?? []),
      installsMore: installed.some((paths) => paths === undefined),
      cxx: this.cxx,
      static: this.isStatic,
      libraries: [...this.libraries],
      own: this.own,
      found: this.found,
      unknown: this.unknown,
    };
  }

  private folder(source: string, build: string, given: ReadonlyMap<string, string>): void {
    if (this.folders++ > mostFolders) return;
    const text = this.request.text(resolvePath(source, "CMakeLists.txt"));
    if (text === undefined) this.waiting = true;
    if (text == null) {
      if (source === this.request.source && text === null) this.found = false;
      if (!this.found) this.unknown ??= "no copy from the build context brings its `CMakeLists.txt`";
      return;
    }
    const variables = new Map([
      ...given,
      ["CMAKE_CURRENT_SOURCE_DIR", source],
      ["CMAKE_CURRENT_BINARY_DIR", build],
    ]);
    let outputFolder = given.get("CMAKE_RUNTIME_OUTPUT_DIRECTORY");
    const own = parseCMakeLists(text, variables);
    const inherited = new Map(given);
    for (const command of own) {
      const { name, args } = command;
      const [first, ...rest] = args;
      if (name === "set" && first !== undefined && !command.conditional) {
        if (/^(?:CMAKE_RUNTIME_OUTPUT_DIRECTORY|EXECUTABLE_OUTPUT_PATH)$/.test(first))
          outputFolder = rest[0] ?? outputFolder;
        if (!/^CMAKE_CURRENT_/.test(first)) inherited.set(first, rest.join(";"));
      }
      this.take(command, source, build, outputFolder);
      if (name !== "add_subdirectory" || first === undefined) continue;
      if (outputFolder !== undefined) inherited.set("CMAKE_RUNTIME_OUTPUT_DIRECTORY", outputFolder);
      const below = rest.find((word) => word !== "EXCLUDE_FROM_ALL");
      if (!rest.includes("EXCLUDE_FROM_ALL"))
        this.folder(
          resolvePath(source, first),
          resolvePath(build, below ?? (first.startsWith("/") ? first.slice(source.length + 1) : first)),
          inherited,
        );
    }
  }

  private take(command: CMakeCommand, source: string, build: string, output: string | undefined): void {
    const { name, args } = command;
    const [first, ...rest] = args;
    const words = args.join(" ");
    switch (name) {
      case "project": {
        const languages = words.toUpperCase();
        if (/\bCXX\b/.test(languages) || !/\bLANGUAGES\b|\bC\b/.test(languages.slice(first?.length ?? 0)))
          this.cxx = true;
        return;
      }
      case "enable_language":
        if (first === "CXX") this.cxx = true;
        return;
      case "add_executable":
        if (first === undefined || /^(?:IMPORTED|ALIAS)$/.test(rest[0] ?? "")) return;
        if (/\.(?:cc|cpp|cxx)\b/.test(words)) this.cxx = true;
        if (command.conditional || /(?:^|[_-])(?:tests?|bench\w*|examples?)$/i.test(first)) return;
        if (!rest.includes("EXCLUDE_FROM_ALL"))
          this.programs.set(first, { target: first, folder: build, output, name: first });
        return;
      case "add_test": {
        const at = args.indexOf("COMMAND");
        const run = at === -1 ? rest[0] : args[at + 1];
        if (run !== undefined) this.tests.add(run.replace(/^\$<TARGET_FILE:(.*)>$/, "$1"));
        return;
      }
      case "gtest_discover_tests":
      case "gtest_add_tests":
      case "catch_discover_tests":
      case "doctest_discover_tests": {
        const target = name === "gtest_add_tests" ? rest[args.indexOf("TARGET")] : first;
        if (target !== undefined) this.tests.add(target);
        return;
      }
      case "add_library":
        if (first !== undefined) this.own.add(first);
        if (/^(?:SHARED|MODULE)$/.test(rest[0] ?? ""))
          this.unknown ??= `it builds the shared library \`${first}\``;
        return;
      case "set_target_properties":
        this.properties(args);
        return;
      case "target_link_libraries":
      case "link_libraries":
        for (const word of name === "link_libraries" ? args : rest) this.link(word);
        return;
      case "target_link_options":
      case "add_link_options":
        if (/(?:^| )-static(?: |$)/.test(words)) this.isStatic = true;
        return;
      case "set":
        if (
          /^CMAKE_(?:EXE_LINKER|C|CXX)_FLAGS/.test(first ?? "") &&
          /(?:^| )-static(?: |$)/.test(rest.join(" "))
        )
          this.isStatic = true;
        if (first === "BUILD_SHARED_LIBS" && /^(?:ON|1|TRUE|YES)$/i.test(rest[0] ?? ""))
          this.unknown ??= "it builds shared libraries of its own";
        return;
      case "find_package":
        if (first !== undefined) this.libraries.add(first);
        return;
      case "install":
        this.installs.push({ command, source });
        return;
      default:
    }
  }

  private link(word: string): void {
    if (/^(?:PUBLIC|PRIVATE|INTERFACE|debug|optimized|general)$/.test(word)) return;
    if (/^-static$/.test(word)) this.isStatic = true;
    else if (/^-l./.test(word)) this.libraries.add(word.slice(2));
    // Variables of find_package and pkg_check_modules; the packages themselves are named by those.
    else if (!/^[-$]|^"?\$\{/.test(word) && !word.includes("${") && !word.includes("$<"))
      this.libraries.add(word.replace(/^.*\/lib([\w+-]+)\.(?:so|a).*$/, "$1"));
  }

  private properties(args: readonly string[]): void {
    const at = args.indexOf("PROPERTIES");
    for (const target of args.slice(0, at)) {
      const program = this.programs.get(target);
      if (program === undefined) continue;
      for (let index = at + 1; index < args.length; index += 2) {
        const value = args[index + 1];
        if (args[index] === "OUTPUT_NAME" && value !== undefined) program.name = value;
        if (args[index] === "RUNTIME_OUTPUT_DIRECTORY" && value !== undefined) program.output = value;
      }
    }
  }

  /** Paths that an `install()` fills; undefined where they can't be read. Development files count for nothing. */
  private installedBy({ args, conditional }: CMakeCommand, source: string): readonly string[] | undefined {
    const kind = args[0] ?? "";
    const keyword =
      /^(?:TARGETS|FILES|PROGRAMS|DIRECTORY|EXPORT|SCRIPT|CODE|RUNTIME|LIBRARY|ARCHIVE|PUBLIC_HEADER|INCLUDES|DESTINATION|PERMISSIONS|COMPONENT|CONFIGURATIONS|OPTIONAL|RENAME|NAMELINK_\w+|EXPORT|BUNDLE|FILES_MATCHING|PATTERN|REGEX|USE_SOURCE_PERMISSIONS|MESSAGE_NEVER)$/;
    const names: string[] = [];
    for (const word of args.slice(1)) {
      if (keyword.test(word)) break;
      names.push(word);
    }
    if (kind === "EXPORT" || kind === "CODE" || kind === "SCRIPT") return kind === "EXPORT" ? [] : undefined;
    const runtime = args.indexOf("RUNTIME");
    const at = args.indexOf("DESTINATION", runtime === -1 ? 0 : runtime);
    const destination = at === -1 ? (kind === "TARGETS" ? "bin" : undefined) : args[at + 1];
    if (destination === undefined) return undefined;
    const folder = destination
      .replace(/\$\{CMAKE_INSTALL_(?:FULL_)?BINDIR\}/, "bin")
      .replace(/\$\{CMAKE_INSTALL_(?:FULL_)?SBINDIR\}/, "sbin")
      .replace(/\$\{CMAKE_INSTALL_(?:FULL_)?DATA(?:ROOT)?DIR\}/, "share")
      .replace(/\$\{CMAKE_INSTALL_(?:FULL_)?SYSCONFDIR\}/, "etc")
      .replace(/\$\{CMAKE_INSTALL_(?:FULL_)?INCLUDEDIR\}/, "include")
      .replace(/\$\{CMAKE_INSTALL_(?:FULL_)?LIBDIR\}/, "lib");
    if (/^(?:include|share\/(?:doc|man)|lib\/(?:cmake|pkgconfig))(?:\/|$)/.test(folder)) return [];
    if (folder.includes("$") || names.some((name) => name.includes("$"))) return undefined;
    const target = resolvePath(this.request.prefix, folder);
    if (kind === "TARGETS") {
      if (conditional) return [];
      return names.flatMap((name) => {
        const program = this.programs.get(name);
        return program === undefined ? [] : [resolvePath(target, program.name)];
      });
    }
    if (kind === "FILES" || kind === "PROGRAMS")
      return conditional ? undefined : names.map((name) => resolvePath(target, name.replace(/^.*\//, "")));
    if (kind === "DIRECTORY")
      return names.map((name) =>
        name.endsWith("/") ? `${target}/` : `${resolvePath(target, name.replace(/^.*\//, ""))}/`,
      );
    return source === "" ? undefined : [];
  }
}
