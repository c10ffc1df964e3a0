// Sizes as text: decimal units with three significant digits, as docker shows them.

const units = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** Bytes in decimal units with three digits, as docker shows them but with a space: `703 MB`, `4.77 MB`. */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (unit < units.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit++;
  }
  return `${bytes < 0 ? "-" : ""}${Number(value.toPrecision(3))} ${units[unit] ?? "B"}`;
}

/** `~807 MB`, `~8 MB`, `~2.1 MB`: an estimate, with no more digits than it deserves. */
export function formatEstimate(bytes: number): string {
  const [value = "0", unit = "B"] = formatBytes(bytes).split(" ");
  const number = Number(value);
  return `~${number >= 9.5 ? Math.round(number) : Number(number.toFixed(1))} ${unit}`;
}
