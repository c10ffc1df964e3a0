// The packages with the shared libraries of development packages: `libpq5` for `libpq-dev`.

import data from "./data/run-time-halves.json" with { type: "json" };

const releases = new Map(data.releases.map((release, at) => [release, at]));
const halves = data.halves as Readonly<Record<string, string | readonly (string | null)[]>>;

/** Packages of alpine whose run-time half is named alike in all its releases. Source: the APKBUILD files of aports. */
const alpineHalves: Readonly<Record<string, string>> = {
  "bzip2-dev": "libbz2",
  "c-ares-dev": "c-ares",
  "cairo-dev": "cairo",
  "curl-dev": "libcurl",
  "cyrus-sasl-dev": "libsasl",
  "expat-dev": "libexpat",
  "file-dev": "libmagic",
  "freetype-dev": "freetype",
  "gc-dev": "gc",
  "gdal-dev": "gdal",
  "gdk-pixbuf-dev": "gdk-pixbuf",
  "geos-dev": "geos",
  "gmp-dev": "gmp",
  "hiredis-dev": "hiredis",
  "icu-dev": "icu-libs",
  "imagemagick-dev": "imagemagick-libs",
  "jpeg-dev": "libjpeg-turbo",
  "krb5-dev": "krb5-libs",
  "lcms2-dev": "lcms2",
  "libev-dev": "libev",
  "libevent-dev": "libevent",
  "libffi-dev": "libffi",
  "libgit2-dev": "libgit2",
  "libjpeg-turbo-dev": "libjpeg-turbo",
  "libmemcached-dev": "libmemcached-libs",
  "libpng-dev": "libpng",
  "libpq-dev": "libpq",
  "librdkafka-dev": "librdkafka",
  "libsodium-dev": "libsodium",
  "libssh2-dev": "libssh2",
  "libuv-dev": "libuv",
  "libwebp-dev": "libwebp",
  "libwebsockets-dev": "libwebsockets",
  "libxml2-dev": "libxml2",
  "libxslt-dev": "libxslt",
  "libzip-dev": "libzip",
  "lz4-dev": "lz4-libs",
  "mariadb-connector-c-dev": "mariadb-connector-c",
  "mariadb-dev": "mariadb-connector-c",
  "mysql-dev": "mariadb-connector-c",
  "ncurses-dev": "ncurses-libs",
  "oniguruma-dev": "oniguruma",
  "openjpeg-dev": "openjpeg",
  "openldap-dev": "libldap",
  "openssl-dev": "openssl",
  "pango-dev": "pango",
  "pcre-dev": "pcre",
  "pcre2-dev": "pcre2",
  "postgresql-dev": "libpq",
  "proj-dev": "proj",
  "readline-dev": "readline",
  "snappy-dev": "snappy",
  "sqlite-dev": "sqlite-libs",
  "tiff-dev": "tiff",
  "unixodbc-dev": "unixodbc",
  "vips-dev": "vips",
  "xmlsec-dev": "xmlsec",
  "xz-dev": "xz-libs",
  "yaml-dev": "yaml",
  "zeromq-dev": "libzmq",
  "zlib-dev": "zlib",
  "zstd-dev": "zstd-libs",
};

/**
 * The packages to install in place of a development package; empty for one with headers alone, undefined where it
 * isn't known. `release` is Debian's codename, Ubuntu's number or alpine's version; `debian` and `alpine` stand for
 * releases that aren't known, whose names hold where all releases share them.
 */
export function runtimeHalves(name: string, release: string | undefined): readonly string[] | undefined {
  if (release === undefined) return undefined;
  if (/^\d\.\d+$|^alpine$/.test(release))
    return Object.hasOwn(alpineHalves, name) ? [alpineHalves[name] ?? name] : undefined;
  const found = Object.hasOwn(halves, name) ? halves[name] : undefined;
  if (release === "debian") return splitNames(shared(found));
  const at = releases.get(release);
  const half = at === undefined ? undefined : typeof found === "string" ? found : found?.[at];
  return splitNames(half);
}

/** The names that all releases of Debian have in common. */
function shared(found: string | readonly (string | null)[] | undefined): string | null | undefined {
  if (typeof found === "string" || found === undefined) return found;
  const [first, ...others] = [...releases].flatMap(([release, at]) =>
    /\d/.test(release) ? [] : [found[at]],
  );
  return others.every((each) => each === first) ? first : undefined;
}

function splitNames(names: string | null | undefined): readonly string[] | undefined {
  return names == null ? undefined : names.split(" ").filter(Boolean);
}

/** The release that names of packages depend on, as `runtimeHalves` takes it. */
export function releaseOf(
  image: { readonly distribution: string | undefined; readonly release: string | undefined } | undefined,
): string | undefined {
  const { distribution, release } = image ?? {};
  return release ?? (distribution === "debian" || distribution === "alpine" ? distribution : undefined);
}
