// Which packages the libraries of a C or C++ program come from.

/** The development packages of Debian for a library's name after `-l`, or for a package that CMake finds. */
const packages: Readonly<Record<string, string>> = {
  archive: "libarchive-dev",
  asound: "libasound2-dev",
  bz2: "libbz2-dev",
  BZip2: "libbz2-dev",
  crypto: "libssl-dev",
  curl: "libcurl4-openssl-dev libcurl4-gnutls-dev libcurl4-nss-dev",
  CURL: "libcurl4-openssl-dev libcurl4-gnutls-dev libcurl4-nss-dev",
  db: "libdb-dev libdb5.3-dev",
  EXPAT: "libexpat1-dev",
  event: "libevent-dev",
  expat: "libexpat1-dev",
  ffi: "libffi-dev",
  gdbm: "libgdbm-dev",
  "glib-2.0": "libglib2.0-dev",
  gmp: "libgmp-dev",
  gmpxx: "libgmp-dev",
  hiredis: "libhiredis-dev",
  jansson: "libjansson-dev",
  jpeg: "libjpeg-dev libjpeg62-turbo-dev libjpeg-turbo8-dev libjpeg8-dev",
  JPEG: "libjpeg-dev libjpeg62-turbo-dev libjpeg-turbo8-dev libjpeg8-dev",
  "json-c": "libjson-c-dev",
  LibLZMA: "liblzma-dev",
  LibXml2: "libxml2-dev",
  lzma: "liblzma-dev",
  mariadb: "libmariadb-dev default-libmysqlclient-dev",
  maxminddb: "libmaxminddb-dev",
  microhttpd: "libmicrohttpd-dev",
  mysqlclient: "default-libmysqlclient-dev libmysqlclient-dev libmariadb-dev libmariadbclient-dev",
  ncurses: "libncurses5-dev libncurses-dev libncursesw5-dev",
  ncursesw: "libncursesw5-dev libncurses-dev libncurses5-dev",
  OpenSSL: "libssl-dev",
  pcap: "libpcap-dev",
  pcre: "libpcre3-dev",
  "pcre2-8": "libpcre2-dev",
  png: "libpng-dev libpng16-dev",
  PNG: "libpng-dev libpng16-dev",
  PostgreSQL: "libpq-dev",
  pq: "libpq-dev",
  readline: "libreadline-dev libreadline6-dev",
  sodium: "libsodium-dev",
  sqlite3: "libsqlite3-dev",
  SQLite3: "libsqlite3-dev",
  ssl: "libssl-dev",
  tinfo: "libncurses5-dev libncurses-dev libncursesw5-dev",
  uuid: "uuid-dev",
  uv: "libuv1-dev",
  websockets: "libwebsockets-dev",
  xml2: "libxml2-dev",
  xslt: "libxslt1-dev libxslt-dev",
  yaml: "libyaml-dev",
  z: "zlib1g-dev libz-dev",
  ZLIB: "zlib1g-dev libz-dev",
  zmq: "libzmq3-dev",
  zstd: "libzstd-dev",
};

/** Libraries of the C library and the compiler: every image with them has these. */
const own = new Set([
  "c",
  "m",
  "dl",
  "rt",
  "pthread",
  "util",
  "resolv",
  "nsl",
  "crypt",
  "anl",
  "gcc",
  "gcc_s",
  "stdc++",
  "stdc++fs",
  "atomic",
  "Threads",
  "Threads::Threads",
  "PkgConfig",
]);

export interface LinkedLibraries {
  /** Development packages, by Debian's names. */
  readonly packages: ReadonlySet<string>;
  /** Names that stand for no package that is known. */
  readonly unknown: readonly string[];
}

/** What the names stand for; `project` are libraries that the build makes itself. */
export function linkedLibraries(names: Iterable<string>, project: ReadonlySet<string>): LinkedLibraries {
  const found = new Set<string>();
  const unknown: string[] = [];
  for (const name of names) {
    const plain = name.replace(/::.*$/, "");
    if (own.has(name) || own.has(plain) || project.has(name) || project.has(plain)) continue;
    const known = Object.hasOwn(packages, plain) ? packages[plain] : undefined;
    if (known === undefined) unknown.push(name);
    else for (const each of known.split(" ")) found.add(each);
  }
  return { packages: found, unknown };
}
