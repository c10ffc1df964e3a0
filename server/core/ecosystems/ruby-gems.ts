// What gems need of the system at run time that a slim image lacks and a full one has.

/**
 * Development packages (their libraries are installed) by gem: what it is linked to, or loads by name. Sources: the
 * gems' installation pages; buildpack-deps' package list.
 */
const libraries: Readonly<Record<string, readonly string[]>> = {
  pg: ["libpq-dev"],
  mysql2: ["libmariadb-dev"],
  trilogy: [],
  sqlite3: ["libsqlite3-dev"],
  rmagick: ["libmagickwand-dev"],
  curb: ["libcurl4-openssl-dev"],
  ethon: ["libcurl4-openssl-dev"],
  typhoeus: ["libcurl4-openssl-dev"],
  charlock_holmes: ["libicu-dev"],
  "ruby-filemagic": ["libmagic-dev"],
  "ruby-ldap": ["libldap2-dev"],
  rdkafka: [],
  gssapi: ["libkrb5-dev"],
  nokogiri: ["libxml2-dev", "libxslt1-dev"],
  "libxml-ruby": ["libxml2-dev"],
  "ruby-xslt": ["libxslt1-dev"],
  cairo: ["libcairo2-dev"],
  "ffi-rzmq": ["libzmq3-dev"],
};

/** Gems whose lockfile names a variant that carries its libraries: `nokogiri-1.16-x86_64-linux`. */
const carriesLibraries = new Set(["nokogiri", "sqlite3"]);

/** Programs that gems start; each is there in a full image. */
const programs: Readonly<Record<string, readonly string[]>> = {
  mini_magick: ["convert"],
  "mini-magick": ["convert"],
  paperclip: ["convert"],
  kt_paperclip: ["convert"],
  dragonfly: ["convert"],
  git: ["git"],
  rugged: [],
  cocaine: [],
};

/** Gems that run JavaScript by a program that the file installs. */
const javascript = new Set([
  "execjs",
  "uglifier",
  "coffee-rails",
  "coffee-script",
  "autoprefixer-rails",
  "babel-transpiler",
]);

export interface GemNeeds {
  readonly libraries: readonly string[];
  readonly programs: readonly string[];
  readonly javascript: boolean;
  readonly rails: boolean;
}

/** What gems need. `lock` is the lockfile's text, empty where there is none. */
export function gemNeeds(gems: readonly string[], lock: string): GemNeeds {
  const names = new Set(gems);
  const found = new Set<string>();
  const started = new Set<string>();
  for (const name of names) {
    if (
      carriesLibraries.has(name) &&
      new RegExp(`^ {4}${name} \\([\\d.]+-(?:x86_64|aarch64|arm64)-linux`, "m").test(lock)
    )
      continue;
    for (const each of (Object.hasOwn(libraries, name) ? libraries[name] : undefined) ?? []) found.add(each);
    for (const each of (Object.hasOwn(programs, name) ? programs[name] : undefined) ?? []) started.add(each);
  }
  return {
    libraries: [...found],
    programs: [...started],
    javascript: [...javascript].some((name) => names.has(name)),
    rails: names.has("rails") || names.has("railties"),
  };
}

/** Development packages whose libraries Ruby itself is linked to, and what only builds of gems need. */
export const inRuby =
  /^(?:libffi-dev|libssl-dev|openssl-dev|libressl-dev|zlib1g-dev|libz-dev|zlib-dev|libgmp-dev|libgmp3-dev|gmp-dev|libyaml-dev|yaml-dev|libreadline\d*-dev|readline-dev|libncurses\w*-dev|ncurses-dev|libgdbm-dev|gdbm-dev|libc6-dev|libc-dev|musl-dev|linux-headers|ruby[\d.]*-dev|ruby-full|rubygems|bundler|python[\d.]*(?:-dev)?)$/;
