// Calls of Go programs that open files at run time, by package and by method.

/** What a call does with the files that its arguments name. */
export interface FileCall {
  /** Zero-based arguments that name a file or folder. */
  readonly args: readonly number[];
  /** The last of `args` and all behind it. */
  readonly rest?: true;
  /** `write`: the file is made or changed. */
  readonly effect: "read" | "write";
  /** Read when no argument is given. */
  readonly fallback?: string;
  /** The argument may be an address: only one with `file://` or without a scheme is a path. */
  readonly address?: true;
}

const read = (...args: number[]): FileCall => ({ args, effect: "read" });
const readAll = (first: number): FileCall => ({ args: [first], rest: true, effect: "read" });
const write = (...args: number[]): FileCall => ({ args, effect: "write" });
const address = (...args: number[]): FileCall => ({ args, effect: "read", address: true });

type Calls = Readonly<Record<string, FileCall>>;

const templates: Calls = { ParseFiles: readAll(0), ParseGlob: read(0) };
const migrate: Calls = {
  New: address(0),
  NewWithDatabaseInstance: address(0),
  NewWithSourceInstance: read(),
};
const goose: Calls = Object.fromEntries([
  ...["Up", "UpByOne", "Down", "Status", "Version", "Reset", "Redo"].map((name) => [name, read(1)] as const),
  ["UpTo", read(1)],
  ["Run", read(2)],
]);
const keyValueStore: Calls = { Open: write(0), OpenFile: write(0) };
const dotenv: Calls = {
  Load: { ...readAll(0), fallback: ".env" },
  Overload: { ...readAll(0), fallback: ".env" },
  Read: { ...readAll(0), fallback: ".env" },
};
const boxes: Calls = {
  NewBox: read(0),
  New: read(1),
  FindBox: read(0),
  MustFindBox: read(0),
  MustFindBoxes: read(0),
};

/** By import path without major version: `/v4` at the end is left out. */
const packages: Readonly<Record<string, Calls>> = {
  os: {
    Open: read(0),
    ReadFile: read(0),
    ReadDir: read(0),
    DirFS: read(0),
    Chdir: read(0),
    OpenRoot: read(0),
    Create: write(0),
    WriteFile: write(0),
    Mkdir: write(0),
    MkdirAll: write(0),
    Rename: write(1),
    Symlink: write(1),
    CopyFS: write(0),
  },
  "io/ioutil": { ReadFile: read(0), ReadDir: read(0), WriteFile: write(0) },
  "path/filepath": { Glob: read(0), Walk: read(0), WalkDir: read(0) },
  "html/template": templates,
  "text/template": templates,
  "net/http": { Dir: read(0), ServeFile: read(2), ListenAndServeTLS: read(1, 2) },
  "crypto/tls": { LoadX509KeyPair: read(0, 1) },
  plugin: { Open: read(0) },
  "github.com/spf13/viper": { SetConfigFile: read(0), AddConfigPath: read(0) },
  "github.com/joho/godotenv": dotenv,
  "github.com/BurntSushi/toml": { DecodeFile: read(0) },
  "gopkg.in/ini.v1": { Load: readAll(0), LooseLoad: readAll(0), ShadowLoad: readAll(0) },
  "github.com/go-ini/ini": { Load: readAll(0), LooseLoad: readAll(0) },
  "gopkg.in/gcfg.v1": { ReadFileInto: read(1) },
  "github.com/golang-migrate/migrate": migrate,
  "github.com/pressly/goose": goose,
  "github.com/gobuffalo/packr": boxes,
  "github.com/GeertJohan/go.rice": boxes,
  "github.com/oschwald/geoip2-golang": { Open: read(0) },
  "github.com/oschwald/maxminddb-golang": { Open: read(0) },
  "github.com/boltdb/bolt": keyValueStore,
  "go.etcd.io/bbolt": keyValueStore,
  "github.com/dgraph-io/badger": { Open: write() },
  "github.com/syndtr/goleveldb/leveldb": keyValueStore,
  "gorm.io/driver/sqlite": keyValueStore,
  "github.com/glebarez/sqlite": keyValueStore,
  "google.golang.org/grpc/credentials": { NewServerTLSFromFile: read(0, 1), NewClientTLSFromFile: read(0) },
};

/** Packages that open a file as soon as a program imports them. */
const onImport: Readonly<Record<string, string>> = { "github.com/joho/godotenv/autoload": ".env" };

/** The file that a package opens when it is imported; undefined when it opens none that is known. */
export function openedByImport(importPath: string): string | undefined {
  return Object.hasOwn(onImport, importPath) ? onImport[importPath] : undefined;
}

/** Methods with names that no other type is likely to have, on whatever they are called. */
const methods: Calls = {
  ParseFiles: readAll(0),
  ParseGlob: read(0),
  LoadHTMLGlob: read(0),
  LoadHTMLFiles: readAll(0),
  StaticFile: read(1),
  SendFile: read(0),
  SetConfigFile: read(0),
  AddConfigPath: read(0),
  ListenAndServeTLS: read(0, 1),
  MustLoadTranslationFile: read(0),
  LoadTranslationFile: read(0),
  LoadMessageFile: read(0),
  MustLoadMessageFile: read(0),
};

/** Methods of web frameworks, whose names say little elsewhere. */
const frameworkMethods: Calls = {
  Static: read(1),
  HandleDir: read(1),
  SetStaticPath: read(1),
  FileAttachment: read(0),
  Attachment: read(0),
  Inline: read(0),
};

const frameworks = [
  "github.com/gin-gonic/gin",
  "github.com/labstack/echo",
  "github.com/gofiber/fiber",
  "github.com/kataras/iris",
  "github.com/astaxie/beego",
  "github.com/beego/beego",
  "github.com/gogf/gf",
  "goji.io",
];

/** `github.com/x/y` for `github.com/x/y/v4` and what is below it for packages that are known by their module. */
function withoutVersion(path: string): string {
  return path.replace(/\/v\d+(?=\/|$)/, "");
}

/** What a function of a package does with files; undefined when it opens none that is known. */
export function packageCall(importPath: string, name: string): FileCall | undefined {
  const calls = Object.hasOwn(packages, withoutVersion(importPath))
    ? packages[withoutVersion(importPath)]
    : undefined;
  return calls !== undefined && Object.hasOwn(calls, name) ? calls[name] : undefined;
}

/** What a method does with files, given what the file imports and how many arguments it is called with. */
export function methodCall(name: string, imports: readonly string[], count: number): FileCall | undefined {
  if (Object.hasOwn(methods, name)) return methods[name];
  const known = Object.hasOwn(frameworkMethods, name) || name === "File";
  if (!known || !imports.some((path) => frameworks.includes(withoutVersion(path)))) return undefined;
  // `context.File("x")` sends a file, `router.File("/path", "x")` serves one.
  if (name === "File") return count === 1 ? read(0) : count >= 2 ? read(1) : undefined;
  return frameworkMethods[name];
}
