// Python: images, installers and the dependency step.

import { defineEcosystem, type Ecosystem } from "./ecosystem.ts";
import { pythonDependencyStep } from "./python-dependencies.ts";
import { installsPackages, planPython } from "./python-split.ts";

export const python: Ecosystem = defineEcosystem({
  id: "python",
  title: "Python",
  images: ["python", "miniconda3", "chainguard/python"],
  packages: ["python3-dev", "python-dev", "python3-devel", "python-devel"],
  interpreted: true,
  alsoStarts: /^(?:python[\d.]*|pip[\d.]*|uv|poetry)$/,
  words: {
    carries: "compilers, headers and installers",
    needs: "Python and the installed packages",
  },
  manifests: [
    "requirements*.txt",
    "requirements/*.txt",
    "constraints*.txt",
    "pyproject.toml",
    "poetry.lock",
    "uv.lock",
    "pdm.lock",
    "Pipfile",
    "Pipfile.lock",
    "setup.py",
    "setup.cfg",
  ],
  // What pip compiles can't be told from its command; a compiler that was installed for it shows.
  builds: (run) =>
    (/^python[\d.]*$/.test(run.program) &&
      run.args[0]?.value === "setup.py" &&
      /^(?:build|install|bdist)/.test(run.args[1]?.value ?? "")) ||
    (/^(?:pip[\d.]*)$/.test(run.program) && run.args[0]?.value === "wheel") ||
    (/^(?:poetry|uv|pdm|hatch)$/.test(run.program) && run.args[0]?.value === "build") ||
    run.program === "pyinstaller" ||
    run.program === "nuitka",
  runsToolchain: (program) => /(?:^|\/)(?:pip[\d.]*|poetry|pipenv|uv|pdm|conda|tox|pytest)$/.test(program),
  gains: installsPackages,
  dependencyStep: pythonDependencyStep,
  plan: (request) => planPython(request, python),
  docs: {
    split: [
      "Recognises pip, uv, poetry, pdm and pipenv on the official Python images. The packages go into a virtual",
      "environment that is made in the builder, or into the one that the file makes, and move with it to the slim image",
      "of the same Python; compilers, headers and package managers stay behind. Libraries that packages load at run",
      "time are installed in the runtime stage, the sources are copied there as the file copies them.",
    ].join("\n"),
  },
});
