// Writes server/core/split/data/run-time-halves.json: the packages with the shared libraries of development packages.
//
//   node scripts/run-ts.mjs scripts/generate-run-time-halves.ts FOLDER [NAME...]
//
// FOLDER holds one `<release>.Packages` for each release: the unpacked package lists of Debian (`main`) and of Ubuntu
// (`main` and `universe` in one). The names that the file has are looked up again, NAMEs are added to them.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A stanza of a package list, as far as it matters here. */
interface Package {
  readonly name: string;
  readonly source: string;
  readonly section: string;
  /** The first choice of each dependency. */
  readonly depends: readonly string[];
}

const outFile = join("server", "core", "split", "data", "run-time-halves.json");

/** Libraries that every image with the C library has, and the compiler's own. */
const everywhere =
  /^(?:libc6|libstdc\+\+6|libgcc-s1|gcc-\d+-base|lib\w*san\d+|libgomp1|libtinfo6|zlib1g-udeb)$/;

class PackageList {
  private readonly packages = new Map<string, Package>();
  private readonly provided = new Map<string, string>();

  constructor(text: string) {
    for (const stanza of text.split("\n\n")) {
      const field = (name: string): string | undefined =>
        new RegExp(`^${name}: (.*)$`, "m").exec(stanza)?.[1];
      const name = field("Package");
      if (name === undefined || this.packages.has(name)) continue;
      this.packages.set(name, {
        name,
        source: (field("Source") ?? name).split(" ")[0] ?? name,
        section: field("Section") ?? "",
        depends: names(field("Depends")),
      });
      for (const each of names(field("Provides")))
        if (!this.provided.has(each)) this.provided.set(each, name);
    }
  }

  /** The run-time halves; undefined for a package that the release does not have. */
  halves(name: string): readonly string[] | undefined {
    const own = this.find(name);
    if (own === undefined) return undefined;
    const found = new Set<string>();
    this.collect(own, found, new Set());
    // A package without a library of its own that stands for other sources' ones is not followed any further.
    if (found.size === 0 && this.usesOthers(own)) return undefined;
    return [...found].filter((each) => !everywhere.test(each) || each === "libgomp1").sort();
  }

  private usesOthers(each: Package): boolean {
    return each.depends.some((name) => {
      const other = this.find(name);
      if (other === undefined || !isDevelopment(other) || other.source === each.source) return false;
      const found = new Set<string>();
      this.collect(other, found, new Set());
      return [...found].some((library) => !everywhere.test(library));
    });
  }

  private find(name: string): Package | undefined {
    return this.packages.get(name) ?? this.packages.get(this.provided.get(name) ?? "");
  }

  /** Libraries of the same source; those of the development packages that a package only stands for count as well. */
  private collect(each: Package, found: Set<string>, seen: Set<string>): void {
    if (seen.has(each.name)) return;
    seen.add(each.name);
    for (const name of each.depends) {
      const other = this.find(name);
      if (other === undefined) continue;
      if (isDevelopment(other)) {
        const standsFor = each.depends.length === 1 && !/^lib(?:stdc\+\+|gcc|c6)/.test(other.name);
        const renamed = plain(other.name) === plain(each.name);
        if (other.source === each.source || standsFor || renamed) this.collect(other, found, seen);
      } else if (other.source === each.source && isLibrary(other)) found.add(other.name);
    }
  }
}

function isDevelopment({ name, section }: Package): boolean {
  return name.endsWith("-dev") || section.endsWith("libdevel");
}

/** Some libraries are filed with what they serve: interpreters, electronics. */
function isLibrary({ name, section }: Package): boolean {
  if (/(?:^|\/)libs$/.test(section)) return true;
  return (
    /^lib/.test(name) && !/-(?:bin|tools|utils|common|data|doc|perl|java|jni|cil|ocaml|headers?)$/.test(name)
  );
}

/** `libgdk-pixbuf2.0-dev` has become `libgdk-pixbuf-2.0-dev`. */
function plain(name: string): string {
  return name.replace(/[^a-z0-9]/g, "");
}

function names(field: string | undefined): readonly string[] {
  return (field ?? "")
    .split(",")
    .map((each) => each.trim().split(/[\s(:|]/)[0] ?? "")
    .filter(Boolean);
}

const [folder, ...added] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/run-ts.mjs scripts/generate-run-time-halves.ts FOLDER [NAME...]");
  process.exit(2);
}
const known = existsSync(outFile)
  ? Object.keys((JSON.parse(readFileSync(outFile, "utf8")) as { halves: object }).halves)
  : [];
const releases = readdirSync(folder)
  .filter((file) => file.endsWith(".Packages"))
  .map((file) => file.slice(0, -".Packages".length))
  .sort();
const lists = releases.map(
  (release) => new PackageList(readFileSync(join(folder, `${release}.Packages`), "utf8")),
);
const rows = [...new Set([...known, ...added])].sort().flatMap((name) => {
  const found = lists.map((list) => list.halves(name)?.join(" ") ?? null);
  if (found.every((each) => each === null)) return [];
  const same = found.every((each) => each === found[0]);
  return [`    ${JSON.stringify(name)}: ${JSON.stringify(same ? found[0] : found)}`];
});
writeFileSync(
  outFile,
  `{
  "about": "Packages with the shared libraries of development packages, one entry for each release, or one for all. Empty for headers alone, null where the release has no such package. Written by scripts/generate-run-time-halves.ts.",
  "source": "Package lists of Debian (main) and Ubuntu (main, universe), amd64, ${new Date().toISOString().slice(0, 10)}",
  "releases": ${JSON.stringify(releases)},
  "halves": {
${rows.join(",\n")}
  }
}
`,
);
console.log(`${outFile}: ${rows.length} packages`);
