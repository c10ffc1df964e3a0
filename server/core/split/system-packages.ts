// System packages: which only a build needs, which a program may need at run time, and what run-time images bring.

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

/** Packages that only fetch things during a build, unless the start command or a health check names them. */
const fetchers = new Set(["curl", "wget", "openssh-client", "openssh", "rsync", "ca-certificates-bundle"]);

/** What distroless images have already. Source: the README of GoogleContainerTools/distroless, base/README.md. */
const inDistroless = new Set(["ca-certificates", "tzdata", "netbase", "base-files"]);

/** Run-time halves of development packages on Debian bookworm; the versioned name is part of the release. */
const bookwormHalves: Readonly<Record<string, string>> = {
  "libpq-dev": "libpq5",
  "libxml2-dev": "libxml2",
  "libxslt1-dev": "libxslt1.1",
  "libssl-dev": "libssl3",
  "libffi-dev": "libffi8",
  "libsqlite3-dev": "libsqlite3-0",
  "zlib1g-dev": "zlib1g",
  "libcurl4-openssl-dev": "libcurl4",
  "libpcap-dev": "libpcap0.8",
  "libmariadb-dev": "libmariadb3",
  "default-libmysqlclient-dev": "libmariadb3",
  "libgit2-dev": "libgit2-1.5",
  "libzmq3-dev": "libzmq5",
  "librdkafka-dev": "librdkafka1",
  "libvips-dev": "libvips42",
  "libjpeg-dev": "libjpeg62-turbo",
  "libpng-dev": "libpng16-16",
  "libwebp-dev": "libwebp7",
  "libmagic-dev": "libmagic1",
  "libusb-1.0-0-dev": "libusb-1.0-0",
  "libudev-dev": "libudev1",
  "libsystemd-dev": "libsystemd0",
  "libyaml-dev": "libyaml-0-2",
  "libgmp-dev": "libgmp10",
  "libsodium-dev": "libsodium23",
  "libleveldb-dev": "libleveldb1d",
  "librocksdb-dev": "librocksdb7.8",
  "libsnappy-dev": "libsnappy1v5",
  "liblz4-dev": "liblz4-1",
  "libzstd-dev": "libzstd1",
  "libbz2-dev": "libbz2-1.0",
  "liblzma-dev": "liblzma5",
  "libreadline-dev": "libreadline8",
  "libasound2-dev": "libasound2",
  "libopus-dev": "libopus0",
  "libseccomp-dev": "libseccomp2",
  "libgpgme-dev": "libgpgme11",
  "libdevmapper-dev": "libdevmapper1.02.1",
};

export type PackageUse =
  /** Left behind in the builder. */
  | { readonly kind: "build" }
  /** Needed, or possibly needed, at run time. */
  | { readonly kind: "runtime"; readonly name: string }
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
  if (used.has(name)) return { kind: "runtime", name };
  if (inDistroless.has(name)) return { kind: "present" };
  if (buildOnly.has(name) || fetchers.has(name)) return { kind: "build" };
  if (isDevelopmentPackage(name)) {
    const half =
      release === "bookworm" && Object.hasOwn(bookwormHalves, name) ? bookwormHalves[name] : undefined;
    return half === undefined ? { kind: "unknown-half" } : { kind: "runtime", name: half };
  }
  return { kind: "runtime", name };
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
