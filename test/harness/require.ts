// What a run must not skip: `LEAN_REQUIRE=engine,vscode` turns a skip into a failure.

function required(name: string): boolean {
  return (process.env.LEAN_REQUIRE ?? "").split(",").includes(name);
}

export function engineRequired(): boolean {
  return required("engine");
}
