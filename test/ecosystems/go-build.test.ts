// What Go builds make, where it lands, and whether cgo is on.

import { describe, expect, it } from "vitest";
import { ruleFile } from "../../server/core/analysis.ts";
import { type GoBuild, goBuilds } from "../../server/core/ecosystems/go-build.ts";
import type { Wanted } from "../../server/core/project/project.ts";
import { contextOfRecord, snapshotOf } from "../harness/context.ts";

/** The builds of the first stage, once everything that was asked for is loaded. */
function builds(text: string, context?: Readonly<Record<string, string>>): readonly GoBuild[] {
  const wanted = new Map<string, Wanted>();
  const files = context === undefined ? undefined : contextOfRecord(context);
  for (let round = 0; round < 8; round++) {
    const file = ruleFile({ text, project: snapshotOf(files, [...wanted.values()]), today: "2026-11-21" });
    const found = file.dockerfile.stages.slice(0, 1).flatMap((stage) => goBuilds(file, stage));
    for (const build of found) void build.linkage;
    if (file.project.wanted.length === 0) return found;
    for (const each of file.project.wanted) wanted.set(JSON.stringify(each), each);
  }
  throw new Error("still wants files");
}

function outputs(script: string, context: Readonly<Record<string, string>> = module): GoBuild["outputs"] {
  return builds(`FROM golang:1.22\nWORKDIR /src\nCOPY . .\nRUN ${script}\n`, context)[0]?.outputs;
}

const main = "package main\n\nfunc main() {}\n";
const module = {
  "go.mod": "module example.com/harbour/v2\n\ngo 1.22\n",
  "main.go": main,
  "cmd/tide/main.go": main,
  "cmd/mole/main.go": main,
  "pier/pier.go": "package pier\n",
};

describe("outputs", () => {
  it.each([
    ["go build", ["/src/harbour"]],
    ["go build .", ["/src/harbour"]],
    ["go build -o server", ["/src/server"]],
    ["go build -o /usr/local/bin/server ./cmd/tide", ["/usr/local/bin/server"]],
    ["go build -o /usr/local/bin ./cmd/tide", ["/usr/local/bin/tide"]],
    ["go build -o bin/ ./cmd/tide ./cmd/mole", ["/src/bin/tide", "/src/bin/mole"]],
    ["mkdir -p out && go build -o out ./cmd/...", ["/src/out/mole", "/src/out/tide"]],
    ["go build ./cmd/tide", ["/src/tide"]],
    ["go build ./cmd/tide ./cmd/mole", []],
    ["go build main.go", ["/src/main"]],
    ["cd cmd/tide && go build", ["/src/cmd/tide/tide"]],
    ["go build -C cmd/tide", ["/src/cmd/tide/tide"]],
    ["GOOS=windows go build ./cmd/tide", ["/src/tide.exe"]],
    ["go install ./cmd/tide", ["/go/bin/tide"]],
    ["GOBIN=/out go install ./...", ["/out/mole", "/out/tide", "/out/harbour"]],
    ["GOPATH=/gopath go install .", ["/gopath/bin/harbour"]],
    ["go install example.com/tools/lint/v3@latest", ["/go/bin/lint"]],
    ["go build -o $NAME .", undefined],
    ['go build -ldflags "-X v=$(git describe)" -o server .', ["/src/server"]],
  ])("of `%s`", (script, expected) => {
    const found = outputs(script);
    expect(found === undefined ? undefined : [...found].sort()).toEqual(
      expected === undefined ? undefined : [...expected].sort(),
    );
  });

  it("names the program after the folder below GOPATH without modules", () => {
    const text = "FROM golang:1.10\nWORKDIR /go/src/example.com/harbour\nCOPY . .\nRUN go build\n";
    expect(builds(text, { "main.go": main })[0]?.outputs).toEqual(["/go/src/example.com/harbour/harbour"]);
  });

  it("takes the module's name from `go mod init`", () => {
    const text =
      "FROM golang:1.22\nWORKDIR /src\nCOPY main.go .\nRUN go mod init example.com/ahoy && go build\n";
    expect(builds(text, { "main.go": main })[0]?.outputs).toEqual(["/src/ahoy"]);
  });

  it("knows the folder where the name isn't known", () => {
    const [build] = builds("FROM golang:1.22\nWORKDIR /src\nCOPY . .\nRUN go build\n");
    expect(build?.outputs).toBeUndefined();
    expect(build?.outputFolder).toBe("/src");
  });

  it("has no build where nothing is built", () => {
    expect(builds("FROM golang:1.22\nRUN go get -d ./... && go vet . && go mod download\n")).toEqual([]);
  });
});

describe("builds in files of the project", () => {
  it("are found through make, with the words that call them", () => {
    const text = "FROM golang:1.22\nWORKDIR /src\nCOPY . .\nRUN make -C sub build NAME=tide\n";
    const context = {
      "sub/Makefile": "build:\n\tCGO_ENABLED=0 go build -o ../$(NAME) .\n",
      "sub/go.mod": "module x\n",
      "sub/main.go": main,
    };
    const [build] = builds(text, context);
    expect(build).toMatchObject({
      via: "make",
      file: "sub/Makefile",
      label: "make build",
      cgo: "off",
      outputs: ["/src/tide"],
    });
  });

  it("run in the folder and with the variables that a called script has there", () => {
    const script =
      "#!/bin/sh\nOUT=/out\n(cd cmd/tide; OUT=inner; go build -o $OUT/tide)\ngo build -o $OUT/app\n";
    const found = builds("FROM golang:1.22\nCOPY . /src\nWORKDIR /src\nRUN sh build.sh\n", {
      ...module,
      "build.sh": script,
    });
    expect(found.map((each) => each.outputs)).toEqual([["/src/cmd/tide/inner/tide"], ["/out/app"]]);
  });

  it("are found through scripts that call scripts", () => {
    const text = "FROM golang:1.22\nCOPY . /src\nWORKDIR /src\nRUN sh ci/all.sh\n";
    const context = {
      ...module,
      "ci/all.sh": "#!/bin/sh\n./ci/build.sh\n",
      "ci/build.sh": "#!/bin/sh\ngo build -o /out/app ./cmd/tide\n",
    };
    const [build] = builds(text, context);
    expect(build).toMatchObject({
      via: "script",
      file: "ci/build.sh",
      label: "sh ci/all.sh",
      outputs: ["/out/app"],
    });
    expect(build === undefined ? "" : text.slice(build.span.start, build.span.end)).toBe("sh ci/all.sh");
  });
});

describe("cgo", () => {
  const state = (before: string, script: string, image = "golang:1.22"): readonly (string | undefined)[] => {
    const [build] = builds(`FROM ${image}\n${before}WORKDIR /src\nCOPY . .\nRUN ${script}\n`, module);
    return [build?.cgo, build?.cgoSwitch.why];
  };

  it.each([
    ["", "go build -o x .", "golang:1.22", "on", "default"],
    ["", "CGO_ENABLED=0 go build -o x .", "golang:1.22", "off", "set"],
    ["", "env CGO_ENABLED=0 go build -o x .", "golang:1.22", "off", "set"],
    ["ENV CGO_ENABLED=0\n", "CGO_ENABLED=1 go build -o x .", "golang:1.22", "on", "set"],
    ["ARG CGO_ENABLED=0\n", "go build -o x .", "golang:1.22", "off", "set"],
    ["ARG CGO_ENABLED\n", "go build -o x .", "golang:1.22", "unknown", "unclear"],
    ["", "export CGO_ENABLED=0 && go build -o x .", "golang:1.22", "off", "set"],
    ["", "(export CGO_ENABLED=0); go build -o x .", "golang:1.22", "on", "default"],
    ["RUN go env -w CGO_ENABLED=0\n", "go build -o x .", "golang:1.22", "off", "set"],
    ["", "go build -o x .", "golang:1.22-alpine", "off", "no-compiler"],
    ["RUN apk add gcc musl-dev\n", "go build -o x .", "golang:1.22-alpine", "on", "default"],
    ["ENV CC=/opt/cc\n", "go build -o x .", "golang:1.22-alpine", "on", "default"],
    ["", "go build -o x .", "golang:1.18-alpine", "on", "default"],
    ["", "GOOS=linux GOARCH=riscv64 go build -o x .", "golang:1.22", "off", "cross-compiling"],
    ["", "GOARCH=arm64 go build -o x .", "golang:1.22", "unknown", "cross-compiling"],
    ["", "GOARCH=amd64 go build -o x .", "golang:1.22", "on", "default"],
    ["", "GOOS=windows go build -o x .", "golang:1.22", "off", "cross-compiling"],
    ["", "go build -o x .", "registry.example.com/team/builder", "unknown", "default"],
  ])("after %j, `%s` on %s", (before, script, image, expected, why) => {
    expect(state(before, script, image)).toEqual([expected, why]);
  });
});

describe("linkage", () => {
  const linkage = (flags: string, imports: string, requires = ""): string | undefined => {
    const text = `FROM golang:1.22\nWORKDIR /src\nCOPY . .\nRUN go build ${flags} -o x .\n`;
    const source = `package main\n\nimport (\n${imports})\n\nfunc main() {}\n`;
    return builds(text, { "go.mod": `module x\n${requires}`, "main.go": source })[0]?.linkage.kind;
  };

  // The first nine were seen with Go 1.22 and readelf.
  it.each([
    ["", '\t"net/http"\n', "dynamic"],
    ["-buildmode=pie", '\t"fmt"\n', "dynamic"],
    ["-race", '\t"fmt"\n', "dynamic"],
    ["-ldflags '-extldflags \"-static\"'", '\t"net/http"\n', "dynamic"],
    ["-ldflags '-linkmode external -extldflags \"-static\"'", '\t"net/http"\n', "static"],
    ["-tags netgo", '\t"net/http"\n', "static"],
    ["-tags netgo", '\t"os/user"\n', "dynamic"],
    ["", '\t"fmt"\n', "static"],
    ["-ldflags '-extldflags \"-static\"'", '\t"C"\n', "static"],
    ["", '\t"C"\n', "dynamic"],
    ["", '\t"plugin"\n', "dynamic"],
    ["-tags netgo,osusergo", '\t"C"\n', "dynamic"],
  ])("of `go build %s` with %j", (flags, imports, expected) => {
    expect(linkage(flags, imports)).toBe(expected);
  });

  it("isn't sure where modules were not read", () => {
    expect(linkage("", '\t"fmt"\n', "\nrequire example.com/tide v1.0.0\n")).toBe("likely-dynamic");
  });

  it("knows modules that need cgo", () => {
    const requires = "\nrequire github.com/mattn/go-sqlite3 v1.14.22\n";
    expect(linkage("", '\t_ "github.com/mattn/go-sqlite3"\n', requires)).toBe("dynamic");
  });
});
