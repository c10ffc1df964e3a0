// The terminal: where output goes, how wide it is, and whether it takes colours.

export type Style = "bold" | "dim" | "red" | "yellow" | "blue" | "cyan" | "green";

/** One of the two output streams. */
export interface Output {
  readonly write: (text: string) => void;
  /** True when a person watches; then lines may be redrawn. */
  readonly interactive: boolean;
  /** Columns to fit text into; undefined when the output goes to a file or another program. */
  readonly columns: number | undefined;
  readonly style: (style: Style, text: string) => string;
}

export interface Terminal {
  readonly out: Output;
  readonly err: Output;
}

/** What is used of a stream of node's. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => boolean;
}

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  green: [32, 39],
};

export function openOutput(stream: OutputStream, env: Readonly<Record<string, string | undefined>>): Output {
  const colours = usesColours(stream, env);
  return {
    write: (text) => {
      stream.write(text);
    },
    interactive: stream.isTTY === true && env.TERM !== "dumb",
    columns: stream.isTTY === true ? Math.max(40, stream.columns ?? 80) : undefined,
    style: (style, text) => {
      const [on, off] = codes[style];
      return colours && text !== "" ? `\u001B[${on}m${text}\u001B[${off}m` : text;
    },
  };
}

/** Colours go to terminals only. FORCE_COLOR wins over NO_COLOR, as in Node itself. */
function usesColours(stream: OutputStream, env: Readonly<Record<string, string | undefined>>): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = env;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (refused !== undefined && refused !== "") return false;
  return stream.isTTY === true && env.TERM !== "dumb";
}
