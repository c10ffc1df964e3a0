// Erlang and Elixir: images with mix and rebar3, and the commands that build a release with them.

import { defineEcosystem } from "./ecosystem.ts";

export const erlang = defineEcosystem({
  id: "erlang",
  title: "Elixir and Erlang",
  images: ["elixir", "erlang"],
  packages: ["elixir", "esl-erlang", "erlang-dev"],
  manifests: ["mix.exs", "mix.lock", "rebar.config", "rebar.lock"],
  // Only a release runs without mix; `mix compile` alone leaves a program that mix has to start.
  builds: (run) =>
    (run.program === "mix" &&
      run.args.some(({ value }) => /^(?:release|distillery\.release)(?:,|$)/.test(value))) ||
    (/^rebar3?$/.test(run.program) && run.args.some(({ value }) => value === "release" || value === "tar")) ||
    (run.program === "make" && run.args.some(({ value }) => value === "rel")),
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:mix|iex|rebar3?)$/.test(program) || (/(?:^|\/)elixir$/.test(program) && args.includes("-S")),
  words: {
    carries: "mix, the compilers and the built dependencies",
    needs: "the release, which brings its own runtime",
  },
  docs: { split: "Recognises `mix release` and `rebar3 release`. It is not split yet." },
});
