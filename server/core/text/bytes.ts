// Sizes as text: decimal units with three significant digits, as docker shows them.

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** `703 MB`, `4.77 MB`, `12 B`. Bytes in, never read back from text. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** `~807 MB`, `~8 MB`, `~2.1 MB`: an estimate, with no more digits than it deserves. */
export function formatEstimate(bytes: number): string {
  const [value = "0", unit = "B"] = formatBytes(bytes).split(" ");
  const number = Number(value);
  return `~${number >= 9.5 ? Math.round(number) : Number(number.toFixed(1))} ${unit}`;
}
