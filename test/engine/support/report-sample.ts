// Results of comparisons to make reports of: one as a build gives it, and one whose every text tries to be markup.

import type {
  CompareFailure,
  CompareResult,
  FolderSize,
  SideResult,
} from "../../../server/protocol/compare.ts";

/** What a file may hold to get out of wherever it is put. */
export const evil = `"><script>alert(1)</script><img src=x onerror=a>'&\`</style>\${1}<!--`;

function side(label: string, folders: readonly FolderSize[], given: Partial<SideResult>): SideResult {
  return {
    label,
    dockerfile: "Dockerfile",
    contentBytes: folders[0]?.bytes ?? 0,
    engineBytes: folders[0]?.bytes ?? 0,
    compressedBytes: null,
    layers: [],
    wasted: { bytes: 0, files: [] },
    largest: [],
    folders,
    packages: [],
    config: null,
    buildSeconds: 12.3,
    cached: false,
    ...given,
  };
}

const beforeFolders: readonly FolderSize[] = [
  { path: "", bytes: 701_428_999 },
  { path: "usr", bytes: 619_509_509 },
  { path: "usr/lib", bytes: 373_617_130 },
  { path: "usr/share", bytes: 140_438_255 },
  { path: "usr/lib/gcc", bytes: 124_677_894 },
  { path: "usr/lib/gcc/x86_64-linux-gnu", bytes: 124_677_894 },
  { path: "usr/lib/x86_64-linux-gnu", bytes: 122_544_295 },
  { path: "usr/share/go-1.22", bytes: 117_500_233 },
  { path: "usr/lib/go-1.22", bytes: 101_310_741 },
  { path: "usr/bin", bytes: 79_076_848 },
  { path: "root", bytes: 66_375_983 },
  { path: "root/.cache", bytes: 66_375_251 },
  { path: "root/.cache/go-build", bytes: 66_375_251 },
  { path: "root/.cache/go-build/8d", bytes: 13_104_271 },
  { path: "var", bytes: 8_057_470 },
  { path: "app", bytes: 7_075_504 },
];

/** 703 MB against 6.57 MB, as the sample gives. */
export const sampleResult: CompareResult = {
  kind: "measured",
  engine: { name: "docker", version: "20.10.24", store: "overlay2" },
  sides: [
    side("original", beforeFolders, {
      contentBytes: 703_067_230,
      layers: [
        { bytes: 75_355_247, instruction: null, line: null },
        {
          bytes: 554_261_171,
          instruction: "RUN apt-get update && apt-get install -y gcc golang",
          line: null,
        },
        { bytes: 435, instruction: "COPY . .", line: 5 },
        { bytes: 73_450_320, instruction: "RUN go build -o server .", line: 6 },
      ],
      wasted: {
        bytes: 1_638_231,
        files: [{ path: "var/lib/dpkg/status-old", bytes: 77_105, layer: 0, hiddenBy: 1 }],
        between: [
          { layer: 0, hiddenBy: 1, bytes: 1_561_126, files: 1204 },
          { layer: 1, hiddenBy: 3, bytes: 77_105, files: 1 },
        ],
      },
      largest: [{ path: "usr/lib/gcc/x86_64-linux-gnu/12/cc1", bytes: 35_500_000 }],
      packages: [
        { kind: "dpkg", name: "golang-1.22-src", version: "1.22.12-3", bytes: 124_838_912 },
        { kind: "dpkg", name: "gcc-12", version: "12.2.0-14", bytes: 69_873_664 },
      ],
    }),
    side(
      "split (distroless)",
      [
        { path: "", bytes: 6_569_948 },
        { path: "app", bytes: 4_776_088 },
        { path: "usr", bytes: 1_558_204 },
        { path: "usr/share", bytes: 1_557_937 },
        { path: "usr/share/zoneinfo", bytes: 1_314_970 },
        { path: "etc", bytes: 235_656 },
      ],
      {
        layers: [
          { bytes: 1_793_860, instruction: "COPY dir:f0f4704c80e2 in /", line: null },
          { bytes: 4_776_088, instruction: "COPY --from=build /app/server /app/server", line: 13 },
        ],
      },
    ),
  ],
  difference: { bytes: -696_497_282, ratio: 107.01 },
  configDifferences: [
    { field: "env.GOPATH", before: "/go", after: "", planned: true },
    { field: "user", before: "root", after: "65532", planned: false },
  ],
  verification: {
    status: "starts",
    checks: [
      { name: "start-command", ok: true, detail: "`./server` is there and can be started" },
      { name: "certificates", ok: false, detail: "no CA bundle any more" },
    ],
    files: [],
  },
  smoke: {
    status: "fails",
    sides: [
      {
        label: "split (distroless)",
        state: "exited",
        exitCode: 1,
        ports: [],
        answers: [],
        output: ["listen tcp :8080: bind: permission denied"],
        seconds: 1,
      },
    ],
    checks: [{ name: "exit-code", ok: false, detail: "`1` instead of `0`" }],
  },
  budget: { limitBytes: 5_000_000, actualBytes: 6_569_948, exceeded: true },
  notes: ["The build cache and pulled base images stay; everything else of the comparison is removed."],
};

function hostileSide(label: string, folders: readonly FolderSize[]): SideResult {
  return side(label, folders, {
    dockerfile: evil,
    layers: [
      { bytes: 70, instruction: `RUN ${evil}`, line: 2 },
      { bytes: 30, instruction: null, line: null },
    ],
    wasted: {
      bytes: 5,
      files: [{ path: evil, bytes: 5, layer: 0, hiddenBy: 1 }],
      between: [{ layer: 0, hiddenBy: 1, bytes: 5, files: 1 }],
    },
    largest: [{ path: evil, bytes: 70 }],
    packages: [{ kind: "dpkg", name: evil, version: evil, bytes: 1024 }],
  });
}

/** Every text in it is `evil`, as far as a text can be anything. */
export const hostileResult: CompareResult = {
  kind: "measured",
  engine: { name: "docker", version: evil, store: evil },
  sides: [
    hostileSide(`original ${evil}`, [
      { path: "", bytes: 100_000_000 },
      { path: "usr", bytes: 90_000_000 },
      { path: "usr/lib", bytes: 60_000_000 },
      { path: `usr/${evil.replaceAll("/", "")}`, bytes: 20_000_000 },
    ]),
    { ...hostileSide(`split ${evil}`, [{ path: "", bytes: 5_000_000 }]), packages: [] },
  ],
  difference: { bytes: -95_000_000, ratio: 20 },
  configDifferences: [{ field: "env.X", before: evil, after: "", planned: false }],
  verification: {
    status: "fails",
    checks: [{ name: "start-command", ok: false, detail: `\`${evil}\` is missing` }],
    files: [],
  },
  smoke: {
    status: "fails",
    sides: [
      {
        label: evil,
        state: "exited",
        exitCode: 1,
        ports: [],
        answers: [],
        output: [evil, evil],
        seconds: 1,
      },
    ],
    checks: [{ name: "exit-code", ok: false, detail: `its last words: \`${evil}\`` }],
  },
  budget: { limitBytes: 1_000_000, actualBytes: 5_000_000, exceeded: true },
  notes: [evil],
};

/** Three images as a table, of which the one in the middle could not be built; `label` and the failure's words are given. */
export function tableResult(label = "worker", words = "dial tcp: lookup example.com"): CompareResult {
  const [first, last] = sampleResult.sides;
  if (first === undefined || last === undefined) throw new Error("the sample has two sides");
  const nothing = { contentBytes: null, engineBytes: null, wasted: null, buildSeconds: null, cached: null };
  const failure: CompareFailure = {
    kind: "build-failed",
    message: `The build of ${label} fails on line 3 at \`RUN curl -f example.com\` with exit code 6: its last lines say why.`,
    side: label,
    line: 2,
    output: ["first line", words],
  };
  return {
    ...sampleResult,
    sides: [{ ...first, label: "api" }, side(label, [], { ...nothing, failure }), { ...last, label: "web" }],
    configDifferences: [],
  };
}
