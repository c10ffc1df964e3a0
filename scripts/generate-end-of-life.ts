// Writes server/core/images/end-of-life.json from the product files of endoflife.date.
// Usage: node scripts/run-ts.mjs scripts/generate-end-of-life.ts FOLDER COMMIT DATE
//   FOLDER  the `products` folder of a checkout of github.com/endoflife-date/endoflife.date
//   COMMIT  the commit that is checked out, DATE its date: both go into the data as its source

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A family of images, the product file that is about it, and the field whose date ends free security fixes. */
interface Product {
  readonly family: string;
  readonly file: string;
  readonly title: string;
  /** `eoes` for Debian: its images get the fixes of the long-term support, which are free. */
  readonly field: "eol" | "eoes";
}

/** Go is left out: its branches live a year, and nothing of the image is needed once the program is built. */
const products: readonly Product[] = [
  { family: "debian", file: "debian", title: "Debian", field: "eoes" },
  { family: "ubuntu", file: "ubuntu", title: "Ubuntu", field: "eol" },
  { family: "alpine", file: "alpine-linux", title: "Alpine", field: "eol" },
  { family: "centos", file: "centos", title: "CentOS", field: "eol" },
  { family: "fedora", file: "fedora", title: "Fedora", field: "eol" },
  { family: "node", file: "nodejs", title: "Node.js", field: "eol" },
  { family: "python", file: "python", title: "Python", field: "eol" },
  { family: "ruby", file: "ruby", title: "Ruby", field: "eol" },
  { family: "php", file: "php", title: "PHP", field: "eol" },
  { family: "dotnet", file: "dotnet", title: ".NET", field: "eol" },
  { family: "postgres", file: "postgresql", title: "PostgreSQL", field: "eol" },
  { family: "mysql", file: "mysql", title: "MySQL", field: "eol" },
  { family: "mariadb", file: "mariadb", title: "MariaDB", field: "eol" },
  { family: "mongo", file: "mongodb", title: "MongoDB", field: "eol" },
  { family: "tomcat", file: "tomcat", title: "Tomcat", field: "eol" },
];

const [folder, commit, date] = process.argv.slice(2);
if (folder === undefined || commit === undefined || date === undefined) {
  console.error("usage: generate-end-of-life.ts FOLDER COMMIT DATE");
  process.exit(2);
}

const families = products.map(({ family, file, title, field }) => {
  const path = join(folder, `${file}.md`);
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return { family, title, branches: branchesOf(readFileSync(path, "utf8"), field) };
});

/** Branch and date; branches that still have no date, or whose support has no known end, are left out. */
function branchesOf(text: string, field: Product["field"]): Readonly<Record<string, string>> {
  const branches: Record<string, string> = {};
  for (const part of text.split(/^-\s+releaseCycle:|^ {2}- releaseCycle:/m).slice(1)) {
    const name = /^\s*"?([\w.-]+)"?/.exec(part)?.[1];
    const end = (key: string): string | undefined =>
      new RegExp(`^\\s+${key}: *(\\d{4}-\\d{2}-\\d{2})`, "m").exec(part)?.[1];
    const day = end(field) ?? end("eol");
    // Images are younger than that.
    if (name !== undefined && day !== undefined && day > "2013") branches[name] = day;
  }
  return branches;
}

const source = `endoflife.date products (commit ${commit.slice(0, 8)}, ${date})`;
const rows = families.map((each) => JSON.stringify(each)).join(",\n");
writeFileSync(
  join(process.cwd(), "server", "core", "images", "end-of-life.json"),
  `{"source":${JSON.stringify(source)},"families":[\n${rows}\n]}\n`,
);
