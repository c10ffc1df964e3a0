// download-failure-ignored: curl writes a server's error page into the file that was meant to be downloaded.

import type { RunCommand } from "../model/commands.ts";
import { commandsOf } from "../model/occurrences.ts";
import { addedWords } from "../model/run-edits.ts";
import { unsafeFix } from "./quick-fix.ts";
import { defineRule } from "./rule.ts";

const messages = {
  page: () =>
    "`curl` without `-f` ends well when the server answers with an error, so its error page can become this file",
};

export const downloadFailureIgnored = defineRule({
  name: "download-failure-ignored",
  category: "correctness",
  severity: "hint",
  since: "0.1.0",
  sources: ["parfum:curlUseFlagF"],
  reads: [],
  docs: {
    summary: "`curl` saves a file without `-f`, and nothing looks at what it got.",
    why: "When an address is gone, a server answers `404` and sends a page. `curl` saves the page under the file's name and reports success; the layer is cached, and the mistake shows when the program is started. With `-f` (or `--fail`) the step fails at once. Not reported is a file that the same `RUN` unpacks, installs or checks, since an error page makes that fail.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
RUN curl -sSL https://example.com/tool -o /usr/local/bin/tool && chmod +x /usr/local/bin/tool
`,
        good: `FROM debian:bookworm-slim
RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool && chmod +x /usr/local/bin/tool
`,
      },
    ],
    whenNotToUse: "Where the answer is wanted whatever it says.",
    fixSafety: "The fix adds `-f`. It is unsafe: a build that went on without the file stops then.",
  },
  check({ dockerfile, text }, report) {
    for (const run of commandsOf(dockerfile, "curl")) {
      const { args, command, instruction } = run;
      if (!saves(run) || args.some(({ value }) => fails(value))) continue;
      if (!args.some(({ value }) => /^["']?(?:https?|ftp):\/\/|^\$/.test(value))) continue;
      const rest = text.slice(command.span.end, instruction.span.end);
      if (looksAtIt.test(rest)) continue;
      report(command.programSpan, { message: messages.page() }, () => {
        const flag = args.find(({ value }) => /^-[sSL]+$/.test(value));
        return [
          unsafeFix(
            "Add `-f`",
            "A build that went on without the file stops then",
            flag !== undefined && flag.raw === flag.value
              ? { span: { start: flag.span.start + 1, end: flag.span.start + 1 }, newText: "f" }
              : addedWords(run, command.programSpan, "-f"),
          ),
        ];
      });
    }
  },
});

/** What fails when it is given a page in place of an archive, a package, a signature or a script of its language. */
const looksAtIt =
  /\b(?:sha\d+sum|shasum|md5sum|sha1sum|openssl|gpgv?|minisign|cosign|tar|bsdtar|unzip|gunzip|bunzip2|zcat|xz|unxz|7z[ar]?|jar|dpkg|dpkg-deb|rpm|apt|apt-get|apk|yum|dnf|zypper|gdebi|pip3?|gem|npm|patch|python[\d.]*|php|node|ruby|perl|sh|bash|java|grep|jq|file|test|cmp)\b|\[ /;

/** Letters that take what follows them as their value. */
const valued = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

function letters(word: string): string {
  if (!/^-[a-zA-Z]/.test(word)) return "";
  const found = word.slice(1).search(new RegExp(`[${valued}]`));
  return found === -1 ? word.slice(1) : word.slice(1, found + 2);
}

function fails(word: string): boolean {
  return /^--fail(?:-with-body|-early)?$/.test(word) || letters(word).includes("f");
}

function saves({ args, command }: RunCommand): boolean {
  if (
    args.some(
      ({ value }) =>
        /^--(?:output|remote-name(?:-all)?|remote-header-name)(?:=|$)/.test(value) ||
        /[oO]/.test(letters(value)),
    )
  )
    return !args.some(
      ({ value }, at) =>
        value === "/dev/null" || (value === "-" && /o$|^--output$/.test(args[at - 1]?.value ?? "")),
    );
  return command.redirects.some(
    ({ operator, target }) =>
      /^>{1,2}$/.test(operator) && target !== undefined && target.value !== "/dev/null",
  );
}
