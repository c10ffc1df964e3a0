// Joints: stretches of an instruction that only join its lines, and the character that stands for them.

import type { Span } from "../text/span.ts";

/**
 * Stands for characters that join lines and mean nothing themselves: neither white space nor content. DEL, which no
 * file uses as content; one of the first 256 characters, so that text with it takes no more memory than without.
 */
export const fillerCode = 0x7f;
export const filler = String.fromCharCode(fillerCode);

/** The text with every joint replaced by as many fillers, so that offsets stay true. */
export function eraseJoints(raw: string, offset: number, joints: readonly Span[]): string {
  if (joints.length === 0) return raw;
  let result = "";
  let at = 0;
  for (const joint of joints) {
    const start = joint.start - offset;
    const end = Math.min(joint.end - offset, raw.length);
    result += raw.slice(at, start) + filler.repeat(end - start);
    at = end;
  }
  return result + raw.slice(at);
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}
