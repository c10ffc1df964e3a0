// The packages with the shared libraries of development packages: `libpq5` for `libpq-dev`.

import data from "./data/run-time-halves.json" with { type: "json" };

const releases = new Map(data.releases.map((release, at) => [release, at]));
const halves = data.halves as Readonly<Record<string, string | readonly (string | null)[]>>;

/** Packages of alpine whose run-time half is named alike in all its releases. Source: the APKBUILD files of aports. */
const alpineHalves: Readonly<Record<string, string>> = {
  "c-ares-dev": "c-ares",
  "curl-dev": "libcurl",
  "gc-dev": "gc",
  "gmp-dev": "gmp",
  "libev-dev": "libev",
  "libevent-dev": "libevent",
  "libffi-dev": "libffi",
  "libpq-dev": "libpq",
  "libsodium-dev": "libsodium",
  "libssh2-dev": "libssh2",
  "libuv-dev": "libuv",
  "libxml2-dev": "libxml2",
  "libxslt-dev": "libxslt",
  "lz4-dev": "lz4-libs",
  "ncurses-dev": "ncurses-libs",
  "pcre-dev": "pcre",
  "pcre2-dev": "pcre2",
  "sqlite-dev": "sqlite-libs",
  "xz-dev": "xz-libs",
  "yaml-dev": "yaml",
  "zlib-dev": "zlib",
  "zstd-dev": "zstd-libs",
};

/**
 * The packages to install in place of a development package; empty for one with headers alone, undefined where it
 * isn't known. `release` is Debian's codename, Ubuntu's number or alpine's version.
 */
export function runtimeHalves(name: string, release: string | undefined): readonly string[] | undefined {
  if (release === undefined) return undefined;
  if (/^\d\.\d+$/.test(release))
    return Object.hasOwn(alpineHalves, name) ? [alpineHalves[name] ?? name] : undefined;
  const at = releases.get(release);
  const found = Object.hasOwn(halves, name) ? halves[name] : undefined;
  const half = at === undefined ? undefined : typeof found === "string" ? found : found?.[at];
  return half == null ? undefined : half.split(" ").filter(Boolean);
}
