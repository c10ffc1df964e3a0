// The README's table of splits that were built: what test/split/built.test.ts measured, by case.

/** Bytes by `ecosystem/case (runtime)`. */
export type Measurements = Readonly<
  Record<string, { readonly before: number; readonly split: number; readonly byHand: number }>
>;

export function measuredTable(measurements: Measurements): string {
  const rows = Object.entries(measurements).map(([name, { before, split, byHand }]) => {
    const cells = [name.replace(" (auto)", ""), bytes(before), bytes(split), bytes(byHand)];
    return `| ${[...cells, `${(before / split).toFixed(1)}x`].join(" | ")} |`;
  });
  return [
    "| Case | Before | Split | By hand | Smaller |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

function bytes(count: number): string {
  return count.toLocaleString("en-US");
}
