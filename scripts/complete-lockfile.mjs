// Adds the packages of other platforms that a lockfile lacks, so that `npm ci` works on all of them.
//
//   node scripts/complete-lockfile.mjs            adds what is missing
//   node scripts/complete-lockfile.mjs --check    fails when something is missing
//
// npm leaves an optional package out of the lockfile when the registry that it asks does not have it, as mirrors
// often lack the binaries of foreign platforms. `npm ci` then refuses the lockfile. What such an entry needs follows
// from the package's name and from its siblings.

import { readFileSync, writeFileSync } from "node:fs";

const path = "package-lock.json";
const lock = JSON.parse(readFileSync(path, "utf8"));
const { packages } = lock;

/** Parts of package names that say which platform they are for, as node names it. */
const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = {
  arm64: "arm64",
  x64: "x64",
  ia32: "ia32",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  arm: "arm",
};
const libraries = {
  gnu: "glibc",
  musl: "musl",
  gnueabihf: "glibc",
  musleabihf: "musl",
};

/** Where the lockfile has the package that `name` means inside the package at `from`; undefined when it has none. */
function resolved(from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    const candidate = `${base === "" ? "" : `${base}/`}node_modules/${name}`;
    if (packages[candidate] !== undefined) return candidate;
    if (base === "" || !base.includes("/node_modules/")) {
      return packages[`node_modules/${name}`] === undefined ? undefined : `node_modules/${name}`;
    }
  }
}

function entry(name, version, parent) {
  const parts = name.split("/").at(-1).split("-");
  const os = systems.find((system) => parts.includes(system));
  const cpu = Object.keys(processors).find((processor) => parts.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say which platform it is for`);
  const library = os === "linux" ? Object.keys(libraries).find((part) => parts.includes(part)) : undefined;
  return {
    version,
    cpu: [processors[cpu]],
    ...(parent.dev ? { dev: true } : {}),
    ...(library === undefined ? {} : { libc: [libraries[library]] }),
    ...(parent.license === undefined ? {} : { license: parent.license }),
    optional: true,
    os: [os],
    ...(parent.engines === undefined ? {} : { engines: parent.engines }),
  };
}

const missing = [];
for (const [from, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (resolved(from, name) !== undefined) continue;
    missing.push(name);
    packages[`node_modules/${name}`] = entry(name, version, parent);
  }
}

if (missing.length > 0 && process.argv.includes("--check")) {
  console.error(`${path} lacks ${missing.join(", ")} (run node scripts/complete-lockfile.mjs)`);
  process.exitCode = 1;
} else if (missing.length > 0) {
  const [root, ...others] = Object.keys(packages);
  const sorted = [root, ...others.sort((a, b) => a.localeCompare(b, "en"))];
  lock.packages = Object.fromEntries(sorted.map((key) => [key, packages[key]]));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${missing.length} packages to ${path}`);
}
