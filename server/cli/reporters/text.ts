// One line for each finding, in a form that stays: `file:line:column: severity: message [rule]`.

import { placeText } from "../findings.ts";
import { printableLine } from "../printable.ts";
import type { LintReporter } from "./report.ts";

export const textReporter: LintReporter = (files) =>
  files
    .flatMap(({ name, index, analysis }) =>
      analysis.findings.map((finding) => {
        const place = placeText(name, index, finding.span);
        return `${printableLine(`${place}: ${finding.severity}: ${finding.message} [${finding.rule}]`)}\n`;
      }),
    )
    .join("");
