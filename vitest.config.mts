import { defineConfig } from "vitest/config";

/** Tests that drive an engine or a VS Code, or measure a process: they run one after another, when the machine has nothing else to do. */
const real = [
  "test/engine/compare-*.test.ts",
  "test/engine/worker.test.ts",
  "test/split/built.test.ts",
  "test/engine/report-page.test.ts",
  "test/cli/compare.test.ts",
  "test/vscode/vscode.test.ts",
  "test/vscode/package.test.ts",
  "test/vscode/reload.test.ts",
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    pool: "threads",
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: real } },
      {
        extends: true,
        test: {
          name: "real",
          include: real,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // On a busy machine an engine or a browser may miss a moment that a test waits for. What fails is tried once
          // more there, which the report says; what fails twice fails.
          retry: process.env.CI === undefined ? 0 : 1,
        },
      },
    ],
  },
});
