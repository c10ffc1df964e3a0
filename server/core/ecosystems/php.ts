// PHP: composer's image and the commands that install with it.

import { defineEcosystem } from "./ecosystem.ts";

export const php = defineEcosystem({
  id: "php",
  title: "PHP",
  images: ["composer"],
  packages: [],
  manifests: ["composer.json", "composer.lock"],
  builds: (run) =>
    run.program === "composer" &&
    ["install", "dump-autoload", "create-project"].includes(run.args[0]?.value ?? ""),
  runsToolchain: (program) => /(?:^|\/)composer$/.test(program),
  words: { carries: "composer, git and its cache", needs: "PHP and the installed packages" },
  docs: { split: "Recognises `composer install` on composer's own image. It is not split yet." },
});
