// What is known of npm packages by name: which are linked to the system, which write files, which run other programs.
// Sources: the packages' own documentation, their `binding.gyp` and `bin` entries.

/** Packages of fonts that the full images have; without them pictures are drawn in another font, or in none. */
const fonts = "fontconfig fonts-dejavu-core";

/** Packages linked to libraries, or drawing with fonts, that the full images have and the slim ones don't. */
export const linkedToSystem: Readonly<Record<string, string>> = {
  "pg-native": "libpq5",
  libpq: "libpq5",
  "node-libcurl": "libcurl4",
  kerberos: "libgssapi-krb5-2",
  "node-rdkafka": "libsasl2-2",
  odbc: "unixodbc",
  pcap: "libpcap0.8",
  usb: "libusb-1.0-0",
  ibm_db: "libxml2",
  canvas: fonts,
  "chartjs-node-canvas": fonts,
  "@napi-rs/canvas": fonts,
  "skia-canvas": fonts,
};

/** Packages that keep their data in files. */
const writing = (
  "sqlite3 better-sqlite3 @libsql/client nedb @seald-io/nedb nedb-promises lowdb node-persist level leveldown classic-level " +
  "rocksdb lmdb node-json-db quick.db enmap keyv-file node-localstorage tingodb linvodb3 multer formidable express-fileupload " +
  "simple-node-logger winston-daily-rotate-file file-stream-rotator rotating-file-stream log4js @capacitor/cli tinacms json-server " +
  "strapi @strapi/strapi ghost node-red directus keystone whatsapp-web.js baileys @whiskeysockets/baileys puppeteer"
).split(" ");

/** Programs that packages run, as far as the slim images lack them. */
const running: Readonly<Record<string, string>> = {
  "simple-git": "git",
  gm: "convert",
  imagemagick: "convert",
  "python-shell": "python3",
  "fluent-ffmpeg": "ffmpeg",
};

/** Programs that packages install under another name than their own; the package is the value. */
const providers: Readonly<Record<string, string>> = {
  tsc: "typescript",
  ng: "@angular/cli",
  nest: "@nestjs/cli",
  "vue-cli-service": "@vue/cli-service",
  sequelize: "sequelize-cli",
  "remix-serve": "@remix-run/serve",
  "react-router-serve": "@react-router/serve",
  "pm2-runtime": "pm2",
  "pm2-docker": "pm2",
  babel: "@babel/cli",
  "babel-node": "@babel/node",
  swc: "@swc/cli",
  medusa: "@medusajs/cli",
  "run-s": "npm-run-all",
  "run-p": "npm-run-all",
  dotenv: "dotenv-cli",
  nuxi: "nuxt",
  strapi: "@strapi/strapi",
  sirv: "sirv-cli",
  ncc: "@vercel/ncc",
};

const writers = new Set(writing);

/** True for a package that keeps its data in files of the image. */
export function writesFiles(name: string): boolean {
  return writers.has(name);
}

/** The program that a package runs; undefined for most. */
export function runsProgram(name: string): string | undefined {
  return Object.hasOwn(running, name) ? running[name] : undefined;
}

/** The package that brings a program. */
export function packageOfProgram(program: string): string {
  return (Object.hasOwn(providers, program) ? providers[program] : undefined) ?? program;
}
