// Packages of Python and Node that hold compiled code, so that they only run with the C library they were installed for.
//
// Sources: the files of each package on its index (wheels for manylinux and musllinux, `binding.gyp`, prebuilds).

/** Python packages without which their compiled part does nothing; those that fall back to Python are left out. */
const python = new Set(
  "numpy pandas scipy scikit-learn matplotlib cryptography cffi psycopg2 psycopg2-binary psycopg-binary lxml pillow pydantic-core pydantic orjson grpcio grpcio-tools asyncpg bcrypt pynacl tensorflow torch pyarrow mysqlclient uvloop greenlet gevent ujson regex tiktoken tokenizers polars duckdb shapely opencv-python opencv-python-headless rpds-py jiter watchfiles zstandard lz4 python-rapidjson pycryptodome h5py numba llvmlite statsmodels spacy confluent-kafka ruamel.yaml.clib argon2-cffi fastapi".split(
    " ",
  ),
);

const node = new Set(
  "bcrypt sharp sqlite3 better-sqlite3 canvas argon2 node-sass grpc re2 zeromq libpq pg-native leveldown rocksdb serialport usb robotjs isolated-vm node-rdkafka snappy oracledb ibm_db node-pty tree-sitter @tensorflow/tfjs-node prisma @prisma/client @swc/core lightningcss bufferutil utf-8-validate node-canvas @napi-rs/canvas ssh2-native deasync sodium-native".split(
    " ",
  ),
);

export function isNativePythonPackage(name: string): boolean {
  return python.has(name.toLowerCase().replaceAll("_", "-"));
}

/** Packages that have compiled parts but may do without, that fetch a program, or that others compile with. */
const perhapsNative = new Set(
  "node-gyp node-pre-gyp @mapbox/node-pre-gyp node-gyp-build prebuild-install bindings nan node-addon-api fibers classic-level node-hid ref-napi ffi-napi iconv ursa lz4 lmdb node-libcurl kerberos mongodb-client-encryption odbc cpu-features ssh2 nodegit libxmljs libxmljs2 node-expat msgpackr-extract @parcel/watcher esbuild onnxruntime-node puppeteer playwright electron @prisma/engines couchbase hiredis microtime node-datachannel wrtc dtrace-provider pcap @discordjs/opus uWebSockets.js brahma-firelight duckdb keytar".split(
    " ",
  ),
);

/** Scopes and families of packages that bring one binary for each platform. */
const nodePrefixes = [
  "@serialport/",
  "@napi-rs/",
  "@node-rs/",
  "@img/",
  "@next/swc-",
  "@esbuild/",
  "@rollup/",
  "oxc-",
  "@duckdb/",
];

/** True for a package that does not load with another C library. */
export function isNativeNodePackage(name: string): boolean {
  return node.has(name);
}

/** True for any package that may bring compiled parts: those above, tools that compile, families of binaries. */
export function mayBeNativeNodePackage(name: string): boolean {
  return node.has(name) || perhapsNative.has(name) || nodePrefixes.some((prefix) => name.startsWith(prefix));
}
