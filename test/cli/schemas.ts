// Checks JSON outputs against the schemas in docs/schemas.

import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { root } from "../built.ts";

/** The parsed output; an error that names every place where it does not fit the schema. */
export function parseAs(schema: "lint" | "split" | "compare" | "rules", output: string): unknown {
  const file = path.join(root, "docs/schemas", `${schema}.schema.json`);
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
  const value: unknown = JSON.parse(output);
  if (validate(value)) return value;
  throw new Error(`The output does not fit ${schema}.schema.json: ${ajv.errorsText(validate.errors)}`);
}
