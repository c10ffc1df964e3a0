// The checks on fixed files find what they are there to find.

import { expect, test } from "vitest";
import { analyze } from "../../server/core/analysis.ts";
import { faultsOfFixed, original } from "./fixed-file.ts";

const today = "2026-11-21";

function faults(before: string, after: string): readonly string[] {
  return faultsOfFixed(original(analyze({ text: before, today })), analyze({ text: after, today }));
}

const from = "FROM debian:trixie-slim\n";
const end = 'USER 1000\nCMD ["/a"]\n';

test.each([
  ["ENV", "ENV A=b\n", "ENV A=c\n", /^Env A of stage 0 was b and is c$/],
  ["ENV taken away", "ENV A=b\n", "ARG A=b\n", /^Env A of stage 0 was b and is unset$/],
  ["LABEL", 'LABEL a="b c"\n', "LABEL a=b\\ d\n", /^Label a of stage 0/],
  ["USER", "", "USER root\n", undefined],
  ["WORKDIR", "", "WORKDIR /a\n", /^WorkingDir of stage 0 was \/ and is \/a$/],
  ["EXPOSE", "EXPOSE 80\n", "EXPOSE 81\n", /^ExposedPort 80\/tcp of stage 0/],
  ["VOLUME", "VOLUME /a\n", 'VOLUME ["/b"]\n', /^Volume \/a of stage 0/],
  ["STOPSIGNAL", "STOPSIGNAL SIGINT\n", "", /^StopSignal of stage 0/],
  ["HEALTHCHECK", "HEALTHCHECK CMD /a\n", "HEALTHCHECK NONE\n", /^Healthcheck of stage 0/],
  ["SHELL", "", 'SHELL ["/bin/bash", "-c"]\n', /^Shell of stage 0/],
  ["ONBUILD", "ONBUILD RUN a\n", "ONBUILD RUN b\n", /^OnBuild 0 of stage 0/],
  ["CMD", 'CMD ["a"]\n', "", undefined],
  ["ENTRYPOINT", "", 'ENTRYPOINT ["/b"]\n', /^Start of stage 0/],
  ["a comment", "# Why\n", "", /^the comment # Why is lost$/],
  ["a script", "RUN (a | b) && c\n", "RUN a | b) && c\n", /^a script is broken$/],
  ["JSON in a script", 'RUN ["a", "b"]\n', 'RUN x && ["a", "b"]\n', /^a script is broken$/],
  ["a finding", "", "RUN curl -k https://example.com/a\n", /^verification-disabled has 1 findings/],
])("sees what happens to %s", (_, before, after, fault) => {
  const found = faults(from + before + end, from + after + end);
  // What the end of the file says again is as it was.
  if (fault === undefined) expect(found.filter((each) => !each.startsWith("WorkingDir"))).toEqual([]);
  else expect(found.some((each) => fault.test(each))).toBe(true);
});

test("takes other spellings for the same", () => {
  const before = "ENV A b c\nLABEL x=y\nEXPOSE 8080:80/TCP\nVOLUME /v\n";
  const after = 'ENV A="b c"\nLABEL x="y"\nEXPOSE 80\nVOLUME ["/v"]\n';
  expect(faults(from + before + end, from + after + end)).toEqual([]);
  expect(faults(`${from}USER 1\nCMD exec a b\n`, `${from}USER 1\nCMD ["a", "b"]\n`)).toEqual([]);
});
