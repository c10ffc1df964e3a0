// The progress of a comparison on standard error: one line that is redrawn for a person, plain lines for a log.

import type { CompareProgress } from "../protocol/compare.ts";
import { printableLine, shorten } from "./printable.ts";
import type { Output } from "./terminal.ts";

export interface ProgressLine {
  readonly show: (progress: CompareProgress) => void;
  /** Takes the line off the terminal again. */
  readonly end: () => void;
}

export function progressLine(output: Output): ProgressLine {
  let last = "";
  const text = ({ side, step, steps, message }: CompareProgress): string =>
    printableLine(`${side} ${step}/${steps} ${message}`);
  if (!output.interactive) {
    return {
      show: (progress) => {
        const line = text(progress);
        if (line !== last) output.write(`${line}\n`);
        last = line;
      },
      end: () => {},
    };
  }
  return {
    show: (progress) => {
      last = shorten(text(progress), (output.columns ?? 80) - 1);
      output.write(`\r\u001B[2K${output.style("dim", last)}`);
    },
    end: () => {
      if (last !== "") output.write("\r\u001B[2K");
      last = "";
    },
  };
}
