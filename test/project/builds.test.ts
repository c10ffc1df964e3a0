// The builds of a Dockerfile that a project's files describe, and which stages ship because of them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Dockerfile } from "../../server/core/model/dockerfile.ts";
import { parseHcl } from "../../server/core/project/builds/hcl.ts";
import { describesBuilds, projectBuilds } from "../../server/core/project/builds/project-builds.ts";
import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { shippedTargets } from "../../server/core/targets.ts";

function builds(files: Readonly<Record<string, string>>, dockerfile = "Dockerfile") {
  return projectBuilds(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    dockerfile,
  );
}

/** `target in context`, in the order of the files. */
function targets(files: Readonly<Record<string, string>>, dockerfile = "Dockerfile"): readonly string[] {
  return builds(files, dockerfile).map(({ target, context }) => `${target ?? "last"} in ${context}`);
}

describe("compose files", () => {
  it("take the values of their variables from the .env beside them", () => {
    const text = `services:
  web: { build: { context: ., dockerfile: "\${FILE:-Dockerfile}", target: "\${TARGET}" } }
  api: { build: { context: ., dockerfile: $FILE, target: "\${MISSING}" } }
  job: { build: { context: ., target: "\${EMPTY:-job}" } }
`;
    const env = "# Chosen here.\nexport TARGET='web' # now\nFILE=web.Dockerfile\nEMPTY=\nOTHER=$TARGET\n";
    expect(targets({ "compose.yaml": text })).toEqual(["last in .", "job in ."]);
    expect(targets({ "compose.yaml": text, ".env": env })).toEqual(["job in ."]);
    expect(targets({ "compose.yaml": text, ".env": env }, "web.Dockerfile")).toEqual([
      "web in .",
      "last in .",
    ]);
    // That of another folder is none of this project's.
    expect(targets({ "compose.yaml": text, "a/.env": env }, "web.Dockerfile")).toEqual([]);
  });

  it("extend services of other files, whose paths are relative to these", () => {
    const files = {
      "compose.yaml": `services:
  web: { extends: { file: common/base.yml, service: app }, user: "1000" }
  own: { extends: { file: common/base.yml, service: app }, build: { target: own } }
  gone: { extends: { file: nowhere.yml, service: app }, build: . }
`,
      "common/base.yml": `services:
  app: { extends: { file: ../more.yml, service: root } }
  loop: { extends: { file: base.yml, service: loop }, build: . }
`,
      "more.yml": "services: { root: { build: { context: api, target: shipped }, user: app } }",
    };
    expect(targets(files, "api/Dockerfile")).toEqual(["shipped in api", "own in api"]);
    expect(builds(files, "api/Dockerfile").map(({ name, start }) => [name, start?.user])).toEqual([
      ["web", "1000"],
      ["own", "app"],
    ]);
    expect(targets(files)).toEqual(["last in ."]);
  });

  it("name stages, for their own Dockerfile only", () => {
    const text = `services:
  web: { build: { context: ., target: web } }
  api: { build: { context: ./api, target: api } }
  worker: { build: { context: ., dockerfile: docker/worker.Dockerfile, target: worker } }
  db: { image: postgres }
`;
    expect(targets({ "compose.yaml": text })).toEqual(["web in ."]);
    expect(targets({ "compose.yaml": text }, "api/Dockerfile")).toEqual(["api in api"]);
    expect(targets({ "compose.yaml": text }, "docker/worker.Dockerfile")).toEqual(["worker in ."]);
    expect(targets({ "deploy/compose.yaml": text.replaceAll("context: .", "context: ../.") })).toEqual([
      "web in .",
    ]);
  });

  it("are laid over one another", () => {
    const files = {
      "docker-compose.yml": "services: { web: { build: ./app }, db: { image: postgres } }",
      "docker-compose.override.yml":
        "services: { web: { build: { target: debug } }, db: { ports: ['1:1'] } }",
      "docker-compose.prod.yml": "services: { web: { build: { target: production } } }",
    };
    expect(targets(files, "app/Dockerfile")).toEqual(["last in app", "debug in app", "production in app"]);
  });

  it("extend services, merge maps and have defaults for variables", () => {
    const text = `x-build: &build { context: ".", target: "\${STAGE:-web}" }
services:
  base: { build: { <<: *build } }
  web: { extends: { service: base }, command: run }
  api: { extends: base, build: { target: api } }
  unknown: { build: { context: "\${WHERE}", target: x } }
  open: { build: { context: ".", target: "\${STAGE}" } }
`;
    expect(targets({ "compose.yml": text })).toEqual(["web in .", "web in .", "api in .", "last in ."]);
  });

  it("say how a service starts", () => {
    const text = `services:
  web:
    build: .
    command: npm run "start it"
    entrypoint: []
    user: 1000
    volumes: ["data:/data:rw,z", "etc:/etc/app:ro", "/cache", { type: bind, source: ., target: /src }, "./x:relative"]
  api:
    build: .
    command: [bash, -c, "echo $$HOME"]
  two:
    build: .
    command: first && second
`;
    expect(builds({ "compose.yml": text }).map(({ start }) => start)).toEqual([
      {
        command: ["npm", "run", "start it"],
        entrypoint: [],
        user: "1000",
        mounts: ["/data", "/cache", "/src"],
      },
      { command: ["bash", "-c", "echo $HOME"], mounts: [] },
      { mounts: [] },
    ]);
  });

  it("are for people at work where they are called so", () => {
    const text =
      "services: { web: { build: { context: ., target: x } }, web-dev: { build: { context: ., target: x } } }";
    const development = (name: string) => builds({ [name]: text }).map((build) => build.development);
    expect(development("compose.yaml")).toEqual([false, true]);
    expect(development("docker-compose.dev.yml")).toEqual([true, true]);
    expect(development("compose.test.yaml")).toEqual([true, true]);
    const inside = text.replaceAll("context: .", "context: ..");
    expect(builds({ ".devcontainer/compose.yaml": inside }).map((build) => build.development)).toEqual([
      true,
      true,
    ]);
  });
});

describe("bake files", () => {
  it("in HCL have targets that inherit, variables and a matrix", () => {
    const text = `
variable "STAGE" { default = "web" }
variable "TAG" {}
/* groups are no targets */
group "default" { targets = ["web", "api"] }
target "_common" {
  context = "./app" # here
  args = { VERSION = "1\${TAG}", NESTED = "\${upper("x}")}" }
}
target "web" {
  inherits = ["_common"]
  target = STAGE
  tags = [for tag in ["a"] : "x:\${tag}"]
}
target "api" {
  inherits = ["_common", "other"]
  target = "a\${"p"}i"
}
target "many" {
  name = "many-\${item}"
  inherits = ["_common"]
  matrix = { item = ["one", "two"], side = [{ stage = "s" }] }
  target = "\${item}-\${side.stage}"
}
target "tagged" {
  inherits = ["_common"]
  target = TAG
}
target "conditional" {
  inherits = ["_common"]
  target = TAG == "" ? "a" : "b"
  labels = <<EOT
target "no" { }
EOT
}
`;
    expect(targets({ "docker-bake.hcl": text }, "app/Dockerfile")).toEqual([
      "last in app",
      "web in app",
      "last in app",
      "one-s in app",
      "two-s in app",
      "last in app",
      "last in app",
    ]);
  });

  it("are read together with their overrides", () => {
    const files = {
      "docker-bake.hcl": 'target "web" {\n  context = "."\n}\n',
      "docker-bake.override.hcl": 'target "web" {\n  target = "web"\n}\n',
      "docker-bake.json": '{"target": {"api": {"target": "api"}}}',
      "docker-bake.other.hcl": 'target "other" { target = "other" }',
    };
    expect(targets(files)).toEqual(["api in .", "web in .", "other in ."]);
  });
});

describe("tasks, pipelines and Makefiles", () => {
  it("name stages", () => {
    const tasks = `{ "tasks": [ // one
      { "type": "docker-build", "dockerBuild": { "context": "\${workspaceFolder}/app", "dockerfile": "\${workspaceFolder}/app/Dockerfile", "target": "web" } },
      { "type": "shell" },
    ] }`;
    expect(targets({ ".vscode/tasks.json": tasks }, "app/Dockerfile")).toEqual(["web in app"]);
    const workflow = `on: push
jobs:
  build:
    strategy: { matrix: { target: [web, worker], include: [{ target: cron }] } }
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with: { context: ., target: "\${{ matrix.target }}", push: true }
  other:
    defaults: { run: { working-directory: app } }
    steps:
      - uses: docker/build-push-action@v6
        with: { file: other/Dockerfile, target: x }
      - run: |
          set -e
          docker buildx build --platform linux/amd64 \\
            --target "api" -t "$IMAGE:latest" .
          cd .. && docker build . --target=root
          docker build --target "$STAGE" .
`;
    expect(targets({ ".github/workflows/ci.yml": workflow })).toEqual([
      "web in .",
      "worker in .",
      "cron in .",
      "root in .",
      "last in .",
    ]);
    expect(targets({ ".github/workflows/ci.yml": workflow }, "app/Dockerfile")).toEqual(["api in app"]);
    const gitlab = `variables: { A: b }
build:
  script:
    - docker build --pull -f "$CI_PROJECT_DIR/Dockerfile" --target prod $CI_PROJECT_DIR
    - [ "/kaniko/executor --context \${CI_PROJECT_DIR} --dockerfile Dockerfile --target=kaniko" ]
`;
    expect(targets({ ".gitlab-ci.yml": gitlab })).toEqual(["prod in .", "kaniko in ."]);
    const makefile = `ENGINE ?= docker
image: deps
\t@cd app && $(ENGINE) build \\
\t\t--target web -t $(TAG) .
\techo docker build --target no .
`;
    expect(targets({ Makefile: makefile }, "app/Dockerfile")).toEqual(["web in app"]);
  });

  it("are told by their paths", () => {
    expect(
      [
        "compose.yaml",
        "a/docker-compose.prod.yml",
        "docker-bake.override.json",
        ".github/workflows/x.yaml",
        "sub/Makefile",
      ].every(describesBuilds),
    ).toBe(true);
    expect(
      ["mycompose.yaml", "compose.json", "workflows/x.yml", "Makefile.am", "tasks.json"].some(
        describesBuilds,
      ),
    ).toBe(false);
  });
});

describe("stages that ship", () => {
  const text = `FROM a AS base
FROM base AS build
FROM base AS web
FROM base AS dev
FROM base AS worker
FROM base
`;
  const dockerfile = new Dockerfile(parseDockerfile(text));
  const shipped = (files: Readonly<Record<string, string>>) =>
    shippedTargets(dockerfile, builds(files)).map(({ stage }) => stage.name);
  const compose = (...names: readonly string[]) =>
    `services: { ${names.map((name, index) => `s${index}: { build: { context: ., target: ${name} } }`).join(", ")} }`;

  it("are those that a compose file or a bake file names, but for development", () => {
    expect(shipped({})).toEqual([]);
    expect(shipped({ "compose.yaml": compose("worker", "WEB", "dev", "5", "nowhere") })).toEqual([
      "web",
      "worker",
    ]);
    expect(shipped({ "compose.dev.yaml": compose("web") })).toEqual([]);
    expect(shipped({ "compose.yaml": compose("build") })).toEqual(["build"]);
  });

  it("are no builders that a pipeline builds to fill its cache", () => {
    const run = (target: string) => ({
      ".gitlab-ci.yml": `x: { script: [docker build --target ${target} .] }`,
    });
    expect(shipped(run("build"))).toEqual([]);
    expect(shipped(run("web"))).toEqual(["web"]);
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    ...'services:\n| web:\n|  build:|.|target: |{|}|[|]|"|${|}|\\|\n|target|=|variable|<<EOF\n|EOF\n|docker build --target x .|jobs:|\t|&a|*a|<<:'.split(
      "|",
    ),
  );
  const garbled = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

  it("gives a value", () => {
    const names = [
      "compose.yaml",
      "compose.x.yaml",
      "docker-bake.hcl",
      "docker-bake.json",
      ".vscode/tasks.json",
      ".github/workflows/a.yml",
      ".gitlab-ci.yml",
      "Makefile",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), garbled, garbled, (name, first, second) => {
        const found = builds({ "compose.yaml": `services:\n${second}`, [name]: first });
        expect(Array.isArray(found)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is read as HCL in time that grows with it", () => {
    const deep = `target "a" { x = ${"[".repeat(20_000)}`;
    expect(parseHcl(deep)).toHaveLength(1);
    expect(parseHcl(`${'target "a" { target = "b" }\n'.repeat(5_000)}`)).toHaveLength(5_000);
    expect(parseHcl(`x { y = "${"${".repeat(20_000)}`)).toHaveLength(1);
  });
});
