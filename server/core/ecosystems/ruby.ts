// Ruby: the full images, and the commands that compile or bundle with what only they carry.

import { defineEcosystem } from "./ecosystem.ts";

const precompiles = /^(?:assets:precompile|webpacker:compile|vite:build)$/;

export const ruby = defineEcosystem({
  id: "ruby",
  title: "Ruby",
  images: ["ruby"],
  packages: ["ruby-dev", "ruby-full"],
  interpreted: true,
  manifests: ["Gemfile", "Gemfile.lock", "*.gemspec"],
  builds: (run) =>
    /^(?:rake|rails|bundle)$/.test(run.program) && run.args.some(({ value }) => precompiles.test(value)),
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:irb|pry|guard|rake)$/.test(program) ||
    args.some((arg) => /^(?:rspec|guard|console)$/.test(arg)),
  words: { carries: "compilers and headers", needs: "Ruby, its gems and the built files" },
  docs: { split: "Recognises the precompilation of assets on a full image. It is not split yet." },
});
