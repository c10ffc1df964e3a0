// PHP: composer's image and the commands that install with it.

import { defineEcosystem } from "./ecosystem.ts";
import { keepsBuildTools, planPhp } from "./php-split.ts";

export const php = defineEcosystem({
  id: "php",
  title: "PHP",
  images: ["composer", "php"],
  packages: [],
  manifests: ["composer.json", "composer.lock"],
  alsoStarts: /^php$/,
  builds: (run) =>
    run.program === "composer" &&
    ["install", "dump-autoload", "create-project"].includes(run.args[0]?.value ?? ""),
  runsSources: true,
  runsToolchain: (program) => /(?:^|\/)composer$/.test(program),
  words: { carries: "composer, git and its cache", needs: "PHP and the installed packages" },
  gains: (_file, stage) => keepsBuildTools(stage),
  plan: planPhp,
  docs: {
    split: [
      "Recognises composer, `docker-php-ext-install` and `pecl` on the official PHP images, which have no smaller variant:",
      "extensions and packages are made in the builder and copied into the same image, so that headers, git and",
      "composer's cache stay behind. Libraries that the extensions load are installed in the runtime stage. Nothing is",
      "offered where the image keeps nothing of the build.",
    ].join("\n"),
  },
});
