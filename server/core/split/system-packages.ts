// System packages: which only a build needs, which a program may need at run time, and what run-time images bring.

import { runtimeHalves } from "./run-time-halves.ts";

/** Packages that are of use only while something is built. */
const buildOnly = new Set([
  "gcc",
  "g++",
  "cc",
  "clang",
  "llvm",
  "lld",
  "make",
  "cmake",
  "ninja-build",
  "ninja",
  "meson",
  "autoconf",
  "automake",
  "libtool",
  "libtool-bin",
  "build-base",
  "build-essential",
  "musl-dev",
  "libc-dev",
  "libc6-dev",
  "linux-headers",
  "pkg-config",
  "pkgconf",
  "pkgconfig",
  "git",
  "git-core",
  "git-lfs",
  "mercurial",
  "subversion",
  "bzr",
  "patch",
  "bison",
  "flex",
  "gawk",
  "m4",
  "nasm",
  "yasm",
  "binutils",
  "binutils-gold",
  "upx",
  "upx-ucl",
  "protobuf-compiler",
  "protoc",
  "protobuf",
  "golang",
  "golang-go",
  "go",
  "gopls",
  "cargo",
  "rust",
  "rustc",
  "swig",
  "ccache",
  "dpkg-dev",
  "fakeroot",
  "debhelper",
  "devscripts",
  "alpine-sdk",
  "abuild",
  "gdb",
  "strace",
  "valgrind",
  "unzip",
  "xz-utils",
  "zip",
  "tar",
  "gzip",
  "bzip2",
  "file",
  "locales",
  "lsb-release",
  "gnupg",
  "gnupg2",
  "dirmngr",
  "apt-transport-https",
  "software-properties-common",
  "apt-utils",
  "jq",
  "tree",
  "vim",
  "nano",
  "less",
  "man-db",
  "scons",
  "ant",
  "maven",
  "gradle",
  "nodejs",
  "npm",
  "yarn",
  "go-md2man",
  "gettext-dev",
  "ragel",
  "asciidoctor",
]);

/** A compiler or its tools with the version in the name: `gcc-12`, `clang-format-15`, `g++-13`. */
const versionedCompiler =
  /^(?:gcc|g\+\+|cpp|gfortran|clang(?:-tools|-tidy|-format)?|llvm|lld|lldb|golang)-\d[\d.]*(?:-base|-dev|-go)?$/;

/** Packages that only fetch things during a build, unless the start command or a health check names them. */
const fetchers = new Set(["curl", "wget", "openssh-client", "openssh", "rsync", "ca-certificates-bundle"]);

/** What distroless images have already. Source: the README of GoogleContainerTools/distroless, base/README.md. */
const inDistroless = new Set(["ca-certificates", "tzdata", "netbase", "base-files"]);

export type PackageUse =
  /** Left behind in the builder. */
  | { readonly kind: "build" }
  /** Needed, or possibly needed, at run time. */
  | { readonly kind: "runtime"; readonly names: readonly string[] }
  /** The runtime images have it without installing. */
  | { readonly kind: "present" }
  /** A development package whose run-time half is not known. */
  | { readonly kind: "unknown-half" };

/** Headers and link libraries: `libpq-dev`, `openssl-devel`, `linux-headers`. */
export function isDevelopmentPackage(name: string): boolean {
  return /-dev$|-devel$|-headers(?:-|$)/.test(name);
}

/** Sorts a package by when it is needed. `used` are programs that the image starts or checks its health with. */
export function packageUse(name: string, release: string | undefined, used: ReadonlySet<string>): PackageUse {
  if (used.has(name)) return { kind: "runtime", names: [name] };
  if (inDistroless.has(name)) return { kind: "present" };
  if (buildOnly.has(name) || fetchers.has(name) || versionedCompiler.test(name)) return { kind: "build" };
  if (isDevelopmentPackage(name)) {
    const names = runtimeHalves(name, release);
    if (names === undefined) return { kind: "unknown-half" };
    return names.length === 0 ? { kind: "build" } : { kind: "runtime", names };
  }
  return { kind: "runtime", names: [name] };
}

/** Programs that busybox and the essential packages of Debian both have. */
const shellPrograms = [
  "sh",
  "cat",
  "cp",
  "mv",
  "rm",
  "mkdir",
  "ls",
  "ln",
  "chmod",
  "chown",
  "touch",
  "head",
  "tail",
  "grep",
  "egrep",
  "fgrep",
  "sed",
  "awk",
  "cut",
  "tr",
  "sort",
  "uniq",
  "wc",
  "tee",
  "env",
  "printenv",
  "date",
  "sleep",
  "seq",
  "expr",
  "basename",
  "dirname",
  "readlink",
  "realpath",
  "id",
  "whoami",
  "hostname",
  "kill",
  "find",
  "xargs",
  "tar",
  "gzip",
  "gunzip",
  "mktemp",
  "nproc",
  "uname",
  "stat",
  "df",
  "du",
  "md5sum",
  "sha256sum",
  "base64",
  "od",
  "yes",
  "timeout",
  "nohup",
  "su",
  "which",
  "test",
  "true",
  "false",
  "echo",
  "printf",
];

/** Programs of busybox as alpine ships it; the ones that scripts of images use. Source: busybox's applet list. */
export const busyboxPrograms: ReadonlySet<string> = new Set([
  ...shellPrograms,
  "ash",
  "nc",
  "wget",
  "ping",
  "ps",
  "pgrep",
  "pkill",
  "unzip",
  "vi",
  "adduser",
  "addgroup",
]);

/** Programs that debian's slim images have: coreutils, util-linux and the other essential packages. */
export const debianSlimPrograms: ReadonlySet<string> = new Set([...shellPrograms, "bash", "dash"]);
