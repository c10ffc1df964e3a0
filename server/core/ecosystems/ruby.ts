// Ruby: the full images, the commands that install and compile with what only they carry, and the split.

import { defineEcosystem } from "./ecosystem.ts";
import { installsGems, planRuby } from "./ruby-split.ts";

const precompiles = /^(?:assets:precompile|webpacker:compile|vite:build)$/;

export const ruby = defineEcosystem({
  id: "ruby",
  title: "Ruby",
  images: ["ruby"],
  packages: ["ruby-dev", "ruby-full"],
  interpreted: true,
  alsoStarts: /^(?:ruby|bundle|rake|rails|gem)$/,
  manifests: ["Gemfile", "Gemfile.lock", "*.gemspec"],
  builds: (run) =>
    /^(?:rake|rails|bundle)$/.test(run.program) && run.args.some(({ value }) => precompiles.test(value)),
  runsToolchain: (program, args) =>
    /(?:^|\/)(?:irb|pry|guard|rake)$/.test(program) ||
    args.some((arg) => /^(?:rspec|guard|console)$/.test(arg)),
  words: { carries: "compilers and headers", needs: "Ruby, its gems and the built files" },
  gains: (_file, stage) => installsGems(stage),
  plan: planRuby,
  docs: {
    split: [
      "Recognises bundler and RubyGems on the official Ruby images. The gems move as a whole, with bundler's settings,",
      "to the slim image of the same Ruby; compilers and headers stay behind. Libraries that gems load are installed in",
      "the runtime stage; the sources come with what the build made of them, such as precompiled assets.",
    ].join("\n"),
  },
});
