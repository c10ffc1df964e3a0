// What crates link: which have a shared library of the system behind them, and which bring all they need.
//
// Each crate's own build script decides; `source` names it where the answer depends on how it is asked for.

/** A crate that links a library of the system where its development package is installed. */
export interface LinkingCrate {
  /** Debian's development packages; the library is linked where one of them is there. */
  readonly development: readonly string[];
  /** A crate that is locked only where the library is compiled along and linked statically. */
  readonly vendoredBy?: string;
  /** A crate that this one depends on only where it compiles the library along. */
  readonly vendoredWith?: string;
}

/** Crates that link, by name. Source: `build.rs` of each crate. */
export const linkingCrates: Readonly<Record<string, LinkingCrate>> = {
  "alsa-sys": { development: ["libasound2-dev"] },
  "bzip2-sys": { development: ["libbz2-dev"] },
  "cairo-sys-rs": { development: ["libcairo2-dev"] },
  "curl-sys": { development: ["libcurl4-openssl-dev", "libcurl4-gnutls-dev"] },
  "expat-sys": { development: ["libexpat1-dev"] },
  "freetype-sys": { development: ["libfreetype6-dev", "libfreetype-dev"] },
  "gdal-sys": { development: ["libgdal-dev"] },
  "gdk-pixbuf-sys": { development: ["libgdk-pixbuf2.0-dev", "libgdk-pixbuf-2.0-dev"] },
  "geos-sys": { development: ["libgeos-dev"] },
  "gio-sys": { development: ["libglib2.0-dev"] },
  "glib-sys": { development: ["libglib2.0-dev"] },
  "gobject-sys": { development: ["libglib2.0-dev"] },
  "gtk-sys": { development: ["libgtk-3-dev"] },
  hidapi: { development: ["libudev-dev"] },
  "libdbus-sys": { development: ["libdbus-1-dev"], vendoredWith: "cc" },
  "libgit2-sys": { development: ["libgit2-dev"] },
  "libgssapi-sys": { development: ["libkrb5-dev"] },
  "libseccomp-sys": { development: ["libseccomp-dev"] },
  "libsodium-sys": { development: ["libsodium-dev"] },
  "libsodium-sys-stable": { development: ["libsodium-dev"] },
  "libsqlite3-sys": { development: ["libsqlite3-dev"], vendoredWith: "cc" },
  "libssh2-sys": { development: ["libssh2-1-dev"] },
  "libsystemd-sys": { development: ["libsystemd-dev"] },
  "libudev-sys": { development: ["libudev-dev"] },
  "libusb1-sys": { development: ["libusb-1.0-0-dev"] },
  libxml: { development: ["libxml2-dev"] },
  "libz-sys": { development: ["zlib1g-dev", "libz-dev"] },
  "lmdb-rkv-sys": { development: ["liblmdb-dev"] },
  "lmdb-sys": { development: ["liblmdb-dev"] },
  "lzma-sys": { development: ["liblzma-dev"] },
  magick_rust: { development: ["libmagickwand-dev"] },
  "mysqlclient-sys": {
    development: ["default-libmysqlclient-dev", "libmariadb-dev", "libmysqlclient-dev"],
    vendoredBy: "mysqlclient-src",
  },
  "nettle-sys": { development: ["nettle-dev"] },
  "odbc-sys": { development: ["unixodbc-dev"] },
  opencv: { development: ["libopencv-dev"] },
  "openssl-sys": { development: ["libssl-dev"], vendoredBy: "openssl-src" },
  "pam-sys": { development: ["libpam0g-dev"] },
  "pango-sys": { development: ["libpango1.0-dev"] },
  pcap: { development: ["libpcap-dev", "libpcap0.8-dev"] },
  "pq-sys": { development: ["libpq-dev", "postgresql-server-dev-all"], vendoredBy: "pq-src" },
  "sasl2-sys": { development: ["libsasl2-dev"] },
  "sdl2-sys": { development: ["libsdl2-dev"] },
  "servo-fontconfig-sys": { development: ["libfontconfig1-dev", "libfontconfig-dev"] },
  "yeslogic-fontconfig-sys": { development: ["libfontconfig1-dev", "libfontconfig-dev"] },
  "zmq-sys": { development: ["libzmq3-dev"], vendoredBy: "zeromq-src" },
};

/** Crates named `-sys` that link nothing of the system: bindings to the kernel and other platforms, or C compiled along. */
export const standaloneSys =
  /^(?:windows|winapi|kernel32|ws2_32|userenv|advapi32|crypt32|secur32|dbghelp|bcrypt|backtrace|fuchsia-zircon|fuchsia|miniz|ittapi|wepoll|sass|harfbuzz|rlua-lua53|glslang|spirv-cross|basis-universal|whisper-rs|llama-cpp|nvml-wrapper|core-foundation|security-framework|system-configuration|core-graphics|core-text|coreaudio|objc2?|block|js|web|wasm|linux-raw|inotify|kqueue|fsevent|netlink|dirs|sys|ndk|android|oboe|hermit|libc|libm|aws-lc|aws-lc-fips|ring|zstd|lz4|lzo|brotli|bzip3|snappy|jemalloc|tikv-jemalloc|libmimalloc|mimalloc|snmalloc|rpmalloc|librocksdb|rocksdb|tikv-librocksdb|libtitan|rdkafka|secp256k1|secp256k1-zkp|blst|libsecp256k1|lmdb-master|libwebp|onig|tree-sitter|clang|psm|zopfli|openh264|libdeflate|libaec|wasmer|wayland|x11|io-uring|uring|nix|vmm|macfuse|fastrand|mach2?|io-kit|iokit|libproc|route|opencl3?|rand|openblas|cloudflare-zlib|libz-ng|zlib-ng|mozjpeg|turbojpeg|skia|quickjs|libquickjs|rquickjs|libduckdb|duckdb|lua54|libfuzzer|hdf5-metno-src|intel-mkl|lcms2-static|sqlite-wasm|sqlite-vec|usearch|tflitec|h3|crc32c|cpuid|sgx|esp-idf|naga|d3d12|dxgi|gpu-alloc|gmp-mpfr|renderdoc|spirv|glutin_\w+|glutin_glx|glutin_egl|xkbcommon-dl|dispatch|notify-rust|mac-notification)-sys\d*(?:-\w+)?$|^(?:onig_sys|dirs-sys-next|crossterm_winapi)$/;

/** Build-time crates: what they link serves the build alone. */
export const buildCrates: ReadonlySet<string> = new Set(["clang-sys", "llvm-sys", "protobuf-src", "bindgen"]);

/** A direct dependency that links through other crates, where the features ask for it. */
export interface LinkingDependency {
  /** Crates of the table above. */
  readonly links: readonly string[];
  /** Features any of which makes it link; without any it always does. */
  readonly features?: readonly string[];
  /** The default features make it link. */
  readonly byDefault?: true;
  /** Features with which it links no library of the system after all. */
  readonly unless?: readonly string[];
}

/** Used only where there is no Cargo.lock. Source: `Cargo.toml` of each crate. */
export const linkingDependencies: Readonly<Record<string, LinkingDependency>> = {
  curl: { links: ["curl-sys", "openssl-sys", "libz-sys"] },
  diesel: { links: ["pq-sys"], features: ["postgres"], unless: ["mysql", "sqlite"] },
  git2: { links: ["libgit2-sys", "openssl-sys", "libz-sys"], byDefault: true, unless: ["vendored-openssl"] },
  "hyper-tls": { links: ["openssl-sys"], unless: ["vendored"] },
  isahc: { links: ["curl-sys", "openssl-sys", "libz-sys"] },
  lettre: { links: ["openssl-sys"], features: ["native-tls", "tokio1-native-tls"], byDefault: true },
  "native-tls": { links: ["openssl-sys"], unless: ["vendored"] },
  openssl: { links: ["openssl-sys"], unless: ["vendored"] },
  "postgres-native-tls": { links: ["openssl-sys"] },
  "postgres-openssl": { links: ["openssl-sys"] },
  reqwest: {
    links: ["openssl-sys"],
    features: ["default-tls", "native-tls", "native-tls-alpn"],
    byDefault: true,
    unless: ["native-tls-vendored"],
  },
  rusqlite: {
    links: ["libsqlite3-sys"],
    unless: ["bundled", "bundled-full", "bundled-sqlcipher", "bundled-sqlcipher-vendored-openssl"],
  },
  sqlx: {
    links: ["openssl-sys"],
    features: [
      "runtime-tokio-native-tls",
      "runtime-async-std-native-tls",
      "runtime-actix-native-tls",
      "tls-native-tls",
      "native-tls",
    ],
  },
  ssh2: { links: ["libssh2-sys", "openssl-sys", "libz-sys"], unless: ["vendored-openssl"] },
  "tokio-native-tls": { links: ["openssl-sys"], unless: ["vendored"] },
  "tokio-openssl": { links: ["openssl-sys"] },
  xz2: { links: ["lzma-sys"], unless: ["static"] },
  bzip2: { links: ["bzip2-sys"], unless: ["static", "libbz2-rs-sys"] },
};

/** Well-known crates that link nothing of the system, whatever is asked of them. */
export const standaloneCrates: ReadonlySet<string> = new Set(
  `actix actix-cors actix-files actix-http actix-multipart actix-rt actix-server actix-service actix-session actix-web
  actix-web-actors aes aes-gcm ahash anyhow arc-swap argon2 askama askama_actix askama_axum async-graphql
  async-graphql-axum async-std async-stream async-trait atoi atomic axum axum-extra axum-macros axum-server base64
  bcrypt bincode bitflags blake2 blake3 bson bytes bytemuck cached cfg-if chrono chrono-tz ciborium clap colored
  config convert_case crc32fast criterion crossbeam crossbeam-channel crossbeam-utils csv ctrlc dashmap data-encoding
  deadpool deadpool-postgres deadpool-redis derive-new derive_builder derive_more digest dotenv dotenvy either
  enum_dispatch env_logger envy erased-serde eyre color-eyre fastrand fern figment flate2 flume form_urlencoded futures
  futures-core futures-util fxhash getrandom glob governor h2 handlebars hashbrown headers heck hex hkdf hmac
  home html-escape http http-body http-body-util httparse humantime hyper hyper-util ignore include_dir indexmap
  indicatif indoc inkjet itertools itoa jsonwebtoken juniper lazy_static libc linked-hash-map log log4rs lru maplit
  markdown md-5 md5 memchr memmap2 mime mime_guess minijinja minijinja-autoreload mio mockall moka mongodb nanoid
  ndarray nix nom nohash-hasher num num-bigint num-derive num-traits num_cpus oauth2 once_cell openapi
  opentelemetry opentelemetry-otlp ordered-float parking_lot password-hash paste percent-encoding phf pin-project
  pin-project-lite poem postgres prettytable-rs proc-macro2 prometheus prost prost-types pulldown-cmark quick-xml
  quote rand rand_chacha rand_core rayon redis regex ring rmp rmp-serde rocket rocket_dyn_templates rsa
  rust-embed rust_decimal rustc-hash rustls rustls-pemfile ryu salvo sailfish scraper secrecy semver serde
  serde-xml-rs serde_bytes serde_derive serde_json serde_qs serde_urlencoded serde_with serde_yaml sha-1 sha1 sha2 sha3
  shellexpand signal-hook simd-json simple_logger simplelog slab slog slog-async slog-term smallvec snafu socket2
  static_assertions structopt strum strum_macros subtle syn tabled tempfile tera termcolor thiserror thread_local time
  tinytemplate tokio tokio-postgres tokio-rustls tokio-stream tokio-test tokio-tungstenite tokio-util toml toml_edit
  tonic tonic-health tonic-reflection tower tower-cookies tower-http tower-layer tower-service tower-sessions tracing
  tracing-appender tracing-log tracing-subscriber trillium trust-dns-resolver tungstenite typed-builder ulid unicase
  unicode-segmentation unicode-width url urlencoding utoipa utoipa-swagger-ui uuid validator walkdir warp webpki-roots
  xml-rs yaml-rust yarte zerocopy zeroize zip mimalloc jemallocator tikv-jemallocator
  ansi_term approx atty bit-set bit-vec borrow-bag byteorder crossbeam-deque crossbeam-epoch crossbeam-queue docopt
  error-chain failure failure_derive fixedbitset fnv futures-channel futures-cpupool futures-executor futures-io
  futures-macro futures-sink futures-task getopts gotham gotham_derive httpdate logos matches num-complex num-integer
  num-iter num-rational pest pest_derive petgraph pretty_env_logger quick-error rand_distr rand_pcg rand_xorshift
  serde_cbor serde_repr textwrap tokio-codec tokio-core tokio-io tokio-macros tokio-threadpool tokio-timer`
    .split(/\s+/)
    .filter(Boolean),
);

/** Crates that make TLS connections with the certificates of the system. */
export const certificateCrates: ReadonlySet<string> = new Set([
  "openssl-sys",
  "native-tls",
  "rustls-native-certs",
  "rustls-platform-verifier",
  "curl-sys",
  "openssl-probe",
]);
