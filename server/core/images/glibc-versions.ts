// Versions of glibc in the releases of distributions, and which of them a program can't do without.
//
// Sources: the package trackers of the distributions (package glibc of each release).

import type { ImageFacts } from "./facts.ts";
import { releaseNumber } from "./releases.ts";

const minors: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  debian: { 8: 19, 9: 24, 10: 28, 11: 31, 12: 36, 13: 41 },
  ubuntu: { "14.04": 19, "16.04": 23, "18.04": 27, "20.04": 31, "22.04": 35, "24.04": 39, "25.04": 41 },
  centos: { 7: 17, 8: 28 },
  almalinux: { 8: 28, 9: 34, 10: 39 },
  rockylinux: { 8: 28, 9: 34, 10: 39 },
  amazonlinux: { 2: 26, 2023: 34 },
};

/** The number behind `2.` of an image's glibc; undefined where it is not known. */
export function glibcMinor(facts: ImageFacts): number | undefined {
  if (facts.libc !== "glibc" || facts.distribution === undefined) return undefined;
  const releases = Object.hasOwn(minors, facts.distribution) ? minors[facts.distribution] : undefined;
  const release = releaseNumber(facts.release) ?? facts.release;
  if (releases === undefined || release === undefined) return undefined;
  return releases[release] ?? releases[release.split(".")[0] ?? ""];
}

/**
 * glibc 2.34 took in the threads library and gave `__libc_start_main` a new version: every program that is linked
 * with it or a later one asks for it. Source: glibc 2.34's NEWS.
 */
export const everyProgramNeeds = 34;
