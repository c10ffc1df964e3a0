// The packages with the shared libraries of development packages: `libpq5` for `libpq-dev`.

import data from "./data/run-time-halves.json" with { type: "json" };

const releases = new Map(data.releases.map((release, at) => [release, at]));
const halves = data.halves as Readonly<Record<string, string | readonly (string | null)[]>>;

/** Packages of alpine whose run-time half is named alike in all its releases. Source: the APKBUILD files of aports. */
const alpineHalves: Readonly<Record<string, string>> = {
  "apr-dev": "apr",
  "apr-util-dev": "apr-util",
  "argon2-dev": "argon2-libs",
  "avahi-dev": "avahi-libs",
  "bluez-dev": "bluez-libs",
  "bzip2-dev": "libbz2",
  "c-ares-dev": "c-ares",
  "cairo-dev": "cairo",
  "cups-dev": "cups-libs",
  "curl-dev": "libcurl",
  "cyrus-sasl-dev": "libsasl",
  "expat-dev": "libexpat",
  "file-dev": "libmagic",
  "fontconfig-dev": "fontconfig",
  "freetds-dev": "freetds",
  "freetype-dev": "freetype",
  "fribidi-dev": "fribidi",
  "gc-dev": "gc",
  "gd-dev": "libgd",
  "gdal-dev": "gdal",
  "gdbm-dev": "gdbm",
  "gdk-pixbuf-dev": "gdk-pixbuf",
  "geoip-dev": "geoip",
  "geos-dev": "geos",
  "giflib-dev": "giflib",
  "glib-dev": "glib",
  "gmp-dev": "gmp",
  "gnutls-dev": "gnutls",
  "gpgme-dev": "gpgme",
  "harfbuzz-dev": "harfbuzz",
  "hiredis-dev": "hiredis",
  "icu-dev": "icu-libs",
  "imagemagick-dev": "imagemagick-libs",
  "imap-dev": "c-client",
  "jansson-dev": "jansson",
  "jemalloc-dev": "jemalloc",
  "jpeg-dev": "libjpeg-turbo",
  "json-glib-dev": "json-glib",
  "krb5-dev": "krb5-libs",
  "lcms2-dev": "lcms2",
  "ldns-dev": "ldns",
  "leveldb-dev": "leveldb",
  "libaio-dev": "libaio",
  "libarchive-dev": "libarchive",
  "libass-dev": "libass",
  "libconfig-dev": "libconfig",
  "libedit-dev": "libedit",
  "libev-dev": "libev",
  "libevent-dev": "libevent",
  "libexecinfo-dev": "libexecinfo",
  "libexif-dev": "libexif",
  "libffi-dev": "libffi",
  "libgcrypt-dev": "libgcrypt",
  "libgit2-dev": "libgit2",
  "libgpg-error-dev": "libgpg-error",
  "libidn-dev": "libidn",
  "libjpeg-turbo-dev": "libjpeg-turbo",
  "libmcrypt-dev": "libmcrypt",
  "libmemcached-dev": "libmemcached-libs",
  "libnl3-dev": "libnl3",
  "libnsl-dev": "libnsl",
  "libogg-dev": "libogg",
  "libpcap-dev": "libpcap",
  "libpng-dev": "libpng",
  "libpq-dev": "libpq",
  "libpsl-dev": "libpsl",
  "librdkafka-dev": "librdkafka",
  "librsvg-dev": "librsvg",
  "librsync-dev": "librsync",
  "libsndfile-dev": "libsndfile",
  "libsodium-dev": "libsodium",
  "libssh-dev": "libssh",
  "libssh2-dev": "libssh2",
  "libtheora-dev": "libtheora",
  "libtirpc-dev": "libtirpc",
  "libusb-dev": "libusb",
  "libuv-dev": "libuv",
  "libvorbis-dev": "libvorbis",
  "libvpx-dev": "libvpx",
  "libwebp-dev": "libwebp",
  "libwebsockets-dev": "libwebsockets",
  "libx11-dev": "libx11",
  "libxcb-dev": "libxcb",
  "libxext-dev": "libxext",
  "libxft-dev": "libxft",
  "libxml2-dev": "libxml2",
  "libxpm-dev": "libxpm",
  "libxrender-dev": "libxrender",
  "libxslt-dev": "libxslt",
  "libzip-dev": "libzip",
  "linux-pam-dev": "linux-pam",
  "lmdb-dev": "lmdb",
  "luajit-dev": "luajit",
  "lz4-dev": "lz4-libs",
  "mariadb-connector-c-dev": "mariadb-connector-c",
  "mariadb-dev": "mariadb-connector-c",
  "mosquitto-dev": "mosquitto-libs",
  "mysql-dev": "mariadb-connector-c",
  "ncurses-dev": "ncurses-libs",
  "net-snmp-dev": "net-snmp-libs",
  "nettle-dev": "nettle",
  "nghttp2-dev": "nghttp2-libs",
  "oniguruma-dev": "oniguruma",
  "openblas-dev": "openblas",
  "openjpeg-dev": "openjpeg",
  "openldap-dev": "libldap",
  "openssl-dev": "openssl",
  "opus-dev": "opus",
  "pango-dev": "pango",
  "pcre-dev": "pcre",
  "pcre2-dev": "pcre2",
  "pixman-dev": "pixman",
  "portaudio-dev": "portaudio",
  "postgresql-dev": "libpq",
  "proj-dev": "proj",
  "rabbitmq-c-dev": "rabbitmq-c",
  "readline-dev": "readline",
  "snappy-dev": "snappy",
  "sqlite-dev": "sqlite-libs",
  "talloc-dev": "talloc",
  "tcl-dev": "tcl",
  "tiff-dev": "tiff",
  "tk-dev": "tk",
  "udns-dev": "udns",
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

/**
 * The names that all releases of Debian have in common. Where only the `t64` of the change to 64-bit times sets them
 * apart, the older name does: on 64-bit machines the renamed packages provide it. Source: Debian's wiki,
 * ReleaseGoals/64bit-time.
 */
function shared(found: string | readonly (string | null)[] | undefined): string | null | undefined {
  if (typeof found === "string" || found === undefined) return found;
  const [first, ...others] = [...releases].flatMap(([release, at]) =>
    /\d/.test(release) ? [] : [found[at]?.replaceAll(/(?<=\S)t64(?= |$)/g, "")],
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
