// A tree in few words, for tests: each instruction as keyword, arguments and heredocs.

import { parseDockerfile } from "../../server/core/syntax/parse.ts";
import { sliceOf } from "../../server/core/text/span.ts";

/** One line for each instruction: `RUN cat <<E | E="body\n"`; other nodes are left out. */
export function outline(text: string): readonly string[] {
  return parseDockerfile(text).instructions.map((each) => {
    const heredocs = each.heredocs.map(
      ({ name, body }) => ` | ${name}=${JSON.stringify(sliceOf(text, body))}`,
    );
    return `${each.keyword} ${each.argsText}`.trimEnd() + heredocs.join("");
  });
}
