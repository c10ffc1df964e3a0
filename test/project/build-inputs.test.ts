// What a project's files give to builds beside their context, and that it counts only where they agree.

import { describe, expect, it } from "vitest";
import { agreedInputs, inputsRemark } from "../../server/core/project/builds/agreed-inputs.ts";
import { projectBuilds } from "../../server/core/project/builds/project-builds.ts";

function builds(files: Readonly<Record<string, string>>) {
  return projectBuilds(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    "Dockerfile",
  );
}

describe("what builds are given beside their context", () => {
  const given = (files: Readonly<Record<string, string>>) => agreedInputs(builds(files));

  it("are the arguments and the platform of a compose file, as a map and as a list", () => {
    const text = `services:
  web:
    platform: linux/arm64
    build:
      context: .
      args: { BASE: "debian:\${RELEASE:-12}", COUNT: 3, DEBUG: false, TOKEN: , HIDDEN: "\${SECRET}", "no name": x }
`;
    const args = { BASE: "debian:12", COUNT: "3", DEBUG: "false" };
    const found = given({ "compose.yaml": text });
    expect(found).toEqual({
      inputs: { args, platform: "linux/arm64" },
      agreement: "agreed",
      files: ["compose.yaml"],
    });
    expect(inputsRemark(found)).toBe(
      "The build arguments `BASE`, `COUNT`, `DEBUG` and the platform `linux/arm64` come from `compose.yaml`",
    );
    const list = "services: { web: { build: { context: ., args: [A=1=2, B=, C] } } }\n";
    expect(given({ "compose.yaml": list }).inputs).toEqual({ args: { A: "1=2", B: "" } });
  });

  it("are those of a bake target with what it inherits, and those of a task", () => {
    const hcl = `variable "V" { default = "1" }
target "base" { args = { A = "a", B = "b" } }
target "app" {
  inherits = ["base"]
  context = "."
  args = { B = "v\${V}", C = upper("c") }
  platforms = ["linux/amd64"]
}
`;
    const bake = { args: { A: "a", B: "v1" }, platform: "linux/amd64" };
    expect(builds({ "docker-bake.hcl": hcl }).at(-1)?.inputs).toEqual(bake);
    const json = {
      target: { app: { context: ".", args: { A: "a" }, platforms: ["linux/amd64", "linux/arm64"] } },
    };
    expect(given({ "docker-bake.json": JSON.stringify(json) }).inputs).toEqual({ args: { A: "a" } });
    const buildArgs = { A: "a", B: "${config:b}" };
    const tasks = {
      tasks: [{ type: "docker-build", dockerBuild: { context: ".", buildArgs, platform: "linux/amd64" } }],
    };
    expect(given({ ".vscode/tasks.json": JSON.stringify(tasks) }).inputs).toEqual({
      args: { A: "a" },
      platform: "linux/amd64",
    });
  });

  it("are nothing where the builds that ship say different things; those for people at work don't count beside them", () => {
    const service = (args: string) => `services: { web: { build: { context: ., args: { A: ${args} } } } }\n`;
    const divided = given({ "compose.yaml": service("1"), "compose.prod.yaml": service("2") });
    expect(divided).toMatchObject({ inputs: { args: {} }, agreement: "divided" });
    expect(inputsRemark(divided)).toMatch(
      /^The builds in `compose.*have different arguments or platforms, so none is taken$/,
    );
    expect(given({ "compose.yaml": service("1"), "compose.dev.yaml": service("2") }).inputs).toEqual({
      args: { A: "1" },
    });
    expect(inputsRemark(given({ "compose.yaml": "services: { web: { build: . } }\n" }))).toBeUndefined();
  });
});
