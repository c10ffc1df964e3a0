// The development packages that images made from `buildpack-deps` carry: rust, gcc, golang, python and others.
//
// Source: docker-library/buildpack-deps, Dockerfile of the full variant, bookworm and trixie.

import type { ImageFacts } from "../images/facts.ts";

const developmentPackages: ReadonlySet<string> = new Set([
  "default-libmysqlclient-dev",
  "libbz2-dev",
  "libc6-dev",
  "libcurl4-openssl-dev",
  "libdb-dev",
  "libevent-dev",
  "libffi-dev",
  "libgdbm-dev",
  "libglib2.0-dev",
  "libgmp-dev",
  "libjpeg-dev",
  "libkrb5-dev",
  "liblzma-dev",
  "libmagickcore-dev",
  "libmagickwand-dev",
  "libmaxminddb-dev",
  "libncurses5-dev",
  "libncursesw5-dev",
  "libpng-dev",
  "libpq-dev",
  "libreadline-dev",
  "libsqlite3-dev",
  "libssl-dev",
  "libwebp-dev",
  "libxml2-dev",
  "libxslt1-dev",
  "libyaml-dev",
  "zlib1g-dev",
]);

/** Families whose images without `slim` or `alpine` are made from the full variant. */
const families = new Set(["rust", "gcc", "buildpack-deps"]);

/** Whether the image itself carries a development package. */
export function carriesDevelopmentPackage(facts: ImageFacts | undefined, name: string): boolean {
  if (facts === undefined || !families.has(facts.family)) return false;
  if (facts.distribution !== "debian" && facts.distribution !== "ubuntu") return false;
  if (facts.variant.some((word) => word === "slim" || word === "curl" || word === "scm")) return false;
  return developmentPackages.has(name);
}
