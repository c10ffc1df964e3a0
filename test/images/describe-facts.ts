// One line that says all that is known of an image: the form of facts.txt.

import { imageFacts } from "../../server/core/images/lookup.ts";

const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? "?" : `${(bytes / 1e6).toFixed(1)}MB`;

export function describeFacts(reference: string): string {
  const facts = imageFacts(reference);
  if (facts === undefined) return "unknown";
  const words = [
    facts.family,
    facts.role,
    facts.ecosystem ?? "-",
    facts.libc ?? "libc?",
    `${facts.distribution ?? "?"}:${facts.release ?? "?"}${facts.releaseNamed ? "" : "~"}`,
    facts.packageManager ?? "no-manager",
    facts.hasShell === undefined ? "shell?" : facts.hasShell ? "shell" : "no-shell",
    facts.hasCompiler === undefined ? "cc?" : facts.hasCompiler ? "cc" : "no-cc",
    `user=${facts.user ?? "?"}`,
  ];
  if (facts.otherUsers.length > 0)
    words.push(`has=${facts.otherUsers.map(({ name, id }) => `${name}(${id})`)}`);
  words.push(`size=${facts.bytes !== undefined && !facts.exactSize ? "~" : ""}${megabytes(facts.bytes)}`);
  if (facts.toolchainBytes !== undefined) words.push(`toolchain=~${megabytes(facts.toolchainBytes)}`);
  words.push(facts.commandKnown ? `runs=${JSON.stringify([facts.entrypoint, facts.cmd])}` : "runs=?");
  if (facts.exact) words.push("exact");
  if (facts.viaMirror) words.push("mirror");
  if (facts.dropsPrivileges) words.push("drops");
  if (facts.onbuild) words.push("onbuild");
  if (facts.windows) words.push("windows");
  if (facts.isScratch) words.push("scratch");
  return words.join(" ");
}
