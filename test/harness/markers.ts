// Marker lines: what a fixture says about its own text, and how they are written.
//
// `#    ^^^^ rule: message` labels the columns above its carets. `rule(hint): message` gives a severity other than
// the rule's own, a message that ends in `...` is a prefix. A span that starts in the first column, where the `#`
// stands, is written `#<^^^`. A span that ends on a later line gives its end: `#   ^^^>2:14` is two lines further
// down in column 14, counted without marker lines. Lines `#: key=value` at the top are options of the fixture.

import type { Finding, Severity } from "../../server/core/finding.ts";
import { LineIndex, type LinePosition } from "../../server/core/text/lines.ts";

/** What a fixture expects at one place. */
export interface Marker {
  readonly start: LinePosition;
  readonly end: LinePosition;
  readonly rule: string;
  readonly severity: Severity | undefined;
  readonly message: string;
}

export interface MarkedText {
  /** Without markers and options: what is analysed. */
  readonly text: string;
  readonly markers: readonly Marker[];
  readonly options: ReadonlyMap<string, string>;
}

const markerPattern =
  /^#(<?)( *)(\^*)(?:>(\d+):(\d+))? ([a-z][a-z0-9-]*)(?:\((error|warning|info|hint)\))?: (.*?)\r?$/;
const optionPattern = /^#: *([a-z-]+)=(.*?)\r?$/;

/** Takes markers and options out of a fixture. */
export function readMarkers(fixture: string): MarkedText {
  const lines = fixture.split("\n");
  const kept: string[] = [];
  const markers: Marker[] = [];
  const options = new Map<string, string>();
  for (const line of lines) {
    const option = kept.length === 0 ? optionPattern.exec(line) : null;
    const marker = option === null ? markerPattern.exec(line) : null;
    if (option !== null) options.set(option[1] ?? "", option[2] ?? "");
    else if (marker !== null && (marker[3] !== "" || marker[1] !== "" || marker[4] !== undefined))
      markers.push(markerOf(marker, kept.length - 1));
    else kept.push(line);
  }
  const text = kept.join("\n");
  return { text: options.get("end") === "bare" ? text.replace(/\r?\n$/, "") : text, markers, options };
}

function markerOf(match: RegExpExecArray, line: number): Marker {
  const [, atStart, spaces = "", carets = "", linesDown, column, rule = "", severity, message = ""] = match;
  const start = atStart === "<" ? 0 : 1 + spaces.length;
  const end = (atStart === "<" ? 2 : start) + carets.length;
  return {
    start: { line, character: start },
    end:
      linesDown === undefined
        ? { line, character: end }
        : { line: line + Number(linesDown), character: Number(column) },
    rule,
    severity: severity as Severity | undefined,
    message,
  };
}

/**
 * The fixture as its findings say it: text with options and a marker for every finding. A marker of `expected` that
 * agrees with a finding keeps its wording, so that a message given as a prefix stays one.
 */
export function writeMarkers(
  marked: MarkedText,
  findings: readonly Finding[],
  severityOf: (rule: string) => Severity | "off" | undefined,
): string {
  const index = new LineIndex(marked.text);
  const byLine = new Map<number, string[]>();
  const unused = [...marked.markers];
  for (const finding of findings) {
    const start = index.positionAt(finding.span.start);
    const end = index.positionAt(finding.span.end);
    const severity = finding.severity === severityOf(finding.rule) ? undefined : finding.severity;
    const found: Marker = { start, end, rule: finding.rule, severity, message: finding.message };
    const agreeing = unused.findIndex((each) => agrees(each, found));
    const [expected] = agreeing === -1 ? [] : unused.splice(agreeing, 1);
    const lines = byLine.get(start.line) ?? [];
    lines.push(markerLine({ ...found, message: expected?.message ?? finding.message }));
    byLine.set(start.line, lines);
  }
  const eol = marked.text.includes("\r\n") ? "\r\n" : "\n";
  const options = [...marked.options].map(([key, value]) => `#: ${key}=${value}${eol}`);
  const lines = marked.text.split("\n");
  const body = lines.map((line, at) => {
    const markers = byLine.get(at) ?? [];
    const last = at === lines.length - 1;
    if (markers.length === 0) return last ? line : `${line}\n`;
    return `${line}${last ? eol : "\n"}${markers.map((each) => each + eol).join("")}`;
  });
  const whole = options.join("") + body.join("");
  return marked.options.get("end") === "bare" && !whole.endsWith("\n") ? whole + eol : whole;
}

function agrees(expected: Marker, found: Marker): boolean {
  return (
    expected.rule === found.rule &&
    samePlace(expected.start, found.start) &&
    samePlace(expected.end, found.end) &&
    (expected.message.endsWith("...")
      ? found.message.startsWith(expected.message.slice(0, -3))
      : expected.message === found.message)
  );
}

function samePlace(a: LinePosition, b: LinePosition): boolean {
  return a.line === b.line && a.character === b.character;
}

function markerLine(marker: Marker): string {
  const { start, end } = marker;
  const oneLine = start.line === end.line;
  const atStart = start.character === 0;
  const lead = atStart ? "#<" : `#${" ".repeat(start.character - 1)}`;
  const length = oneLine ? end.character - lead.length : 1;
  const drawn = oneLine && length >= (atStart ? 0 : 1);
  const carets = drawn ? "^".repeat(length) : oneLine ? "" : "^";
  const tail = drawn ? "" : `>${end.line - start.line}:${end.character}`;
  const severity = marker.severity === undefined ? "" : `(${marker.severity})`;
  return `${lead}${carets}${tail} ${marker.rule}${severity}: ${marker.message}`;
}
