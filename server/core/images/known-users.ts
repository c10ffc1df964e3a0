// The users that an image knows by name: those of its distribution's /etc/passwd and its own.
//
// Sources: base-passwd of Debian and Ubuntu, alpine-baselayout, setup of Fedora and Red Hat, busybox's rootfs,
// GoogleContainerTools/distroless (base/passwd), docker-library Dockerfiles. Releases differ; a user that any of
// them has counts as known.

import type { ImageFacts } from "./facts.ts";

const common =
  "root bin daemon sys sync games man lp mail news uucp proxy www-data backup list irc nobody operator";

const byDistribution: Readonly<Record<string, ReadonlySet<string>>> = {
  debian: names(
    `${common} gnats _apt systemd-network systemd-resolve systemd-timesync systemd-bus-proxy messagebus libuuid syslog`,
  ),
  ubuntu: names(
    `${common} gnats _apt ubuntu systemd-network systemd-resolve systemd-timesync messagebus libuuid syslog`,
  ),
  alpine: names(
    `${common} adm shutdown halt postmaster cron ftp sshd at squid xfs cyrus vpopmail ntp smmsp guest svn games postgres`,
  ),
  busybox: names(common),
};

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Families whose images have no users but those of their distribution and those in the facts. */
const plain = new Set([
  "alpine",
  "debian",
  "ubuntu",
  "busybox",
  "node",
  "python",
  "ruby",
  "golang",
  "rust",
  "gcc",
  "perl",
  "eclipse-temurin",
  "openjdk",
  "buildpack-deps",
]);

/** Whether the image knows a user by name; undefined where that can't be said. */
export function imageKnowsUser(facts: ImageFacts, name: string): boolean | undefined {
  if (name === "root" || name === facts.user || facts.otherUsers.some((each) => each.name === name))
    return true;
  if (facts.windows || facts.viaMirror) return undefined;
  if (facts.family.startsWith("distroless/")) return name === "nonroot" || name === "nobody";
  if (!plain.has(facts.family) || facts.distribution === undefined) return undefined;
  const known = Object.hasOwn(byDistribution, facts.distribution)
    ? byDistribution[facts.distribution]
    : undefined;
  return known?.has(name);
}
