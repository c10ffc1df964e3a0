// Whether ShellCheck is there, and what a skipped test says where it is not.

import { spawnSync } from "node:child_process";

const installed = spawnSync("shellcheck", ["--version"], { stdio: "ignore" }).status === 0;
const required = process.env.LEAN_REQUIRE?.split(",").includes("shellcheck") === true;

/** Undefined where ShellCheck is installed, and where it has to be. */
export const skipReason = installed || required ? undefined : " (it is not installed)";
