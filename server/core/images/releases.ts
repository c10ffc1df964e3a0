// Release names of Debian and Ubuntu, and what their tags call them.

const debian: readonly (readonly [number: string, codename: string])[] = [
  ["6", "squeeze"],
  ["7", "wheezy"],
  ["8", "jessie"],
  ["9", "stretch"],
  ["10", "buster"],
  ["11", "bullseye"],
  ["12", "bookworm"],
  ["13", "trixie"],
  ["14", "forky"],
];

const ubuntu: readonly (readonly [number: string, codename: string])[] = [
  ["12.04", "precise"],
  ["14.04", "trusty"],
  ["16.04", "xenial"],
  ["17.10", "artful"],
  ["18.04", "bionic"],
  ["18.10", "cosmic"],
  ["19.04", "disco"],
  ["19.10", "eoan"],
  ["20.04", "focal"],
  ["20.10", "groovy"],
  ["21.04", "hirsute"],
  ["21.10", "impish"],
  ["22.04", "jammy"],
  ["22.10", "kinetic"],
  ["23.04", "lunar"],
  ["23.10", "mantic"],
  ["24.04", "noble"],
  ["24.10", "oracular"],
  ["25.04", "plucky"],
  ["25.10", "questing"],
  ["26.04", "resolute"],
];

const debianByNumber = new Map(debian);
const debianNames = new Set([...debian.map(([, name]) => name), "sid"]);
const ubuntuByName = new Map(ubuntu.map(([number, name]) => [name, number]));

const numberByName = new Map(debian.map(([number, name]) => [name, number]));

/** The number of a release of Debian or Ubuntu: `12` for `bookworm`, `22.04` for `22.04`. */
export function releaseNumber(release: string | undefined): string | undefined {
  if (release === undefined) return undefined;
  return numberByName.get(release) ?? (/^\d/.test(release) ? release : undefined);
}

/** The codename of a Debian release, given its number (`12`, `12.5`) or its codename. */
export function debianCodename(word: string): string | undefined {
  if (debianNames.has(word)) return word;
  const dot = word.indexOf(".");
  return debianByNumber.get(dot === -1 ? word : word.slice(0, dot));
}

/** The number of an Ubuntu release, given its number or its codename. */
export function ubuntuRelease(word: string): string | undefined {
  const number = ubuntuByName.get(word);
  if (number !== undefined) return number;
  return /^\d\d\.\d\d$/.test(word) ? word : undefined;
}

/** Releases whose packages deb.debian.org no longer has. Source: its `dists` folder, 404 for each of them. */
const archived: ReadonlySet<string> = new Set(["squeeze", "wheezy", "jessie", "stretch", "buster"]);

/** True for a release whose image can install nothing as it is: its packages are on archive.debian.org alone. */
export function isArchivedRelease(release: string | undefined): boolean {
  return release !== undefined && archived.has(release);
}

/** The newest release of each distribution whose packages and runtime images are known: `trixie`, `24.04`. */
export const newestReleases: Readonly<Record<string, string>> = { debian: "trixie", ubuntu: "24.04" };
