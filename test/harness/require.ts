// What a run must not skip: `LEAN_REQUIRE=engine,containerd,podman,vscode` turns a skip into a failure.

/** True when the run asks for it by name: `engine`, `containerd`, `podman`, `vscode`. */
export function isRequired(name: string): boolean {
  return (process.env.LEAN_REQUIRE ?? "").split(",").includes(name);
}

export function engineRequired(): boolean {
  return isRequired("engine");
}
