// Which recipe lines a Makefile's targets run.

import { describe, expect, it } from "vitest";
import { type MakeRequest, recipeLines } from "../../server/core/ecosystems/makefile.ts";

function request(targets: readonly string[], more: Partial<MakeRequest> = {}): MakeRequest {
  return { targets, overrides: new Map(), lookup: () => null, ...more };
}

function texts(
  makefile: string,
  targets: readonly string[],
  more: Partial<MakeRequest> = {},
): readonly string[] | undefined {
  return recipeLines(makefile, request(targets, more))?.map((line) => line.text);
}

/** A shell variable that no look-up knows. */
const unknown = `\${LEAN_UNKNOWN_MAKE_VALUE}`;

describe("recipe lines", () => {
  it("takes the first target without a goal, and prerequisites first", () => {
    const makefile =
      ".PHONY: all\nall: gen build\n\techo done\ngen:\n\t@go generate ./...\nbuild: gen\n\t-go build -o app .\n";
    expect(texts(makefile, [])).toEqual(["go generate ./...", "go build -o app .", "echo done"]);
  });

  it("replaces variables, joins lines and keeps the shell's own", () => {
    const makefile =
      "NAME = $(PREFIX)-server\nPREFIX := web\nFLAGS = -a\nFLAGS += -b\nbuild:\n\tgo build \\\n\t  $(FLAGS) -o ${NAME} $$PWD $@\n";
    expect(texts(makefile, ["build"])).toEqual(["go build  -a -b -o web-server $PWD build"]);
  });

  it("lets the command line and the environment decide", () => {
    const makefile = "OUT ?= app\nVERSION = dev\nbuild:\n\tgo build -o $(OUT) $(VERSION) $(EXTRA)\n";
    expect(texts(makefile, ["build"])).toEqual(["go build -o app dev "]);
    const lookup = (name: string): string | null => (name === "OUT" ? "other" : null);
    expect(texts(makefile, ["build"], { lookup, overrides: new Map([["VERSION", "2"]]) })).toEqual([
      "go build -o other 2 ",
    ]);
  });

  it("marks what it can't compute", () => {
    const makefile =
      "V := $(shell git describe)\nifeq ($(OS),x)\nOUT = a\nendif\nbuild:\n\tgo build -o $(OUT) -X v=$(V)\n";
    expect(texts(makefile, ["build"])).toEqual([`go build -o ${unknown} -X v=${unknown}`]);
  });

  it("exports what the file exports, for one target or for all", () => {
    const makefile =
      "export CGO_ENABLED := 0\nGOOS = linux\nstatic: export GOARCH = arm64\nstatic:\n\tgo build\nbuild:\n\tgo build\n";
    const environment = (target: string) =>
      Object.fromEntries(recipeLines(makefile, request([target]))?.[0]?.environment ?? []);
    expect(environment("build")).toEqual({ CGO_ENABLED: "0" });
    expect(environment("static")).toEqual({ CGO_ENABLED: "0", GOARCH: "arm64" });
  });

  it("follows pattern rules", () => {
    expect(texts("bin/%: go.mod\n\tgo build -o $@ ./cmd/$*\n", ["bin/web"])).toEqual([
      "go build -o bin/web ./cmd/web",
    ]);
  });

  it("knows no recipe of a target without a rule", () => {
    expect(texts("build:\n\tgo build\n", ["release"])).toBeUndefined();
  });

  it("comes to an end with rules and variables that name themselves", () => {
    expect(texts("A = $(A) x\nbuild: build\n\techo $(A)\n", ["build"])).toHaveLength(1);
    expect(texts("A := 1\nA := $(A)2\nbuild:\n\techo $(A)\n", ["build"])).toEqual(["echo 12"]);
  });
});
