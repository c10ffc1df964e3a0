// Every check of the neighbours beside hadolint, BuildKit and dockerfile-utils: the rule that makes it, or why none does.
//
// Read from their sources and documentation in August 2026. A value of rules' names says which find the
// same defect (often more narrowly: in what ships, with what follows from it); a sentence says why there is none.

export type NeighbourChecks = Readonly<Record<string, string>>;

/** trivy-checks, by its ids. */
const trivy: NeighbourChecks = {
  "DS-0001": "floating-base-tag",
  "DS-0002": "root-user",
  "DS-0004": "ssh-port-exposed",
  "DS-0005": "add-instead-of-copy",
  "DS-0006": "copy-from-unknown-stage",
  "DS-0007": "multiple-cmd",
  "DS-0008": "invalid-port",
  "DS-0009": "relative-workdir",
  "DS-0010": "sudo-in-build",
  "DS-0011": "copy-many-without-slash",
  "DS-0012": "duplicate-stage-name",
  "DS-0013": "cd-in-run",
  "DS-0014": "wget-and-curl",
  "DS-0015": "package-lists-in-layer",
  "DS-0016": "multiple-cmd",
  "DS-0017": "package-index-in-own-layer",
  "DS-0019": "package-lists-in-layer",
  "DS-0020": "package-lists-in-layer",
  "DS-0021": "interactive-install",
  "DS-0022": "maintainer",
  "DS-0023": "multiple-cmd",
  "DS-0024": "distribution-upgrade",
  "DS-0025": "package-lists-in-layer",
  "DS-0026": "health-check-missing",
  "DS-0027": "package-lists-in-layer",
  "DS-0029": "recommended-packages-installed",
  "DS-0030": "workdir-in-system-folder",
  "DS-0031": "secret-in-arg-or-env secret-file-copied",
};

/** checkov, by its ids. */
const checkov: NeighbourChecks = {
  CKV_DOCKER_1: "ssh-port-exposed",
  CKV_DOCKER_2: "health-check-missing",
  CKV_DOCKER_3: "root-user",
  CKV_DOCKER_4: "add-instead-of-copy",
  CKV_DOCKER_5: "package-index-in-own-layer",
  CKV_DOCKER_6: "maintainer",
  CKV_DOCKER_7: "floating-base-tag",
  CKV_DOCKER_8: "root-user",
  CKV_DOCKER_9: "apt-instead-of-apt-get",
  CKV_DOCKER_10: "relative-workdir",
  CKV_DOCKER_11: "duplicate-stage-name",
  CKV2_DOCKER_1: "sudo-in-build",
  CKV2_DOCKER_2: "verification-disabled",
  CKV2_DOCKER_3: "verification-disabled",
  CKV2_DOCKER_4: "verification-disabled",
  CKV2_DOCKER_5: "verification-disabled",
  CKV2_DOCKER_6: "verification-disabled",
  CKV2_DOCKER_7: "verification-disabled",
  CKV2_DOCKER_8: "verification-disabled",
  CKV2_DOCKER_9: "verification-disabled",
  CKV2_DOCKER_10: "verification-disabled",
  CKV2_DOCKER_11: "verification-disabled",
  CKV2_DOCKER_12: "verification-disabled",
  CKV2_DOCKER_13: "verification-disabled",
  CKV2_DOCKER_14: "verification-disabled",
  CKV2_DOCKER_15: "verification-disabled",
  CKV2_DOCKER_16: "verification-disabled",
  CKV2_DOCKER_17: "password-set-in-image",
};

const upgrade =
  "A plain upgrade brings security fixes that the base image does not have yet; only what moves the distribution on is reported.";

/** semgrep-rules, `dockerfile/`, by the names of their files. */
const semgrep: NeighbourChecks = {
  "avoid-apk-upgrade": upgrade,
  "avoid-apt-get-upgrade": "distribution-upgrade",
  "avoid-dnf-update": upgrade,
  "avoid-latest-version": "floating-base-tag",
  "avoid-platform-with-from": "constant-platform",
  "avoid-yum-update": upgrade,
  "avoid-zypper-update": "distribution-upgrade",
  "dockerd-socket-mount": "docker-socket-volume",
  "dockerfile-pip-extra-index-url":
    "An index beside PyPI is what private packages need; whether a name is taken in both is not in the file.",
  "dockerfile-source-not-pinned": "unpinned-digest",
  "invalid-port": "invalid-port",
  "last-user-is-root": "root-user",
  "maintainer-is-deprecated": "maintainer",
  "missing-apk-no-cache": "package-lists-in-layer",
  "missing-assume-yes-switch": "interactive-install",
  "missing-dnf-assume-yes-switch": "interactive-install",
  "missing-dnf-clean-all": "package-lists-in-layer",
  "missing-image-version": "floating-base-tag",
  "missing-no-install-recommends": "recommended-packages-installed",
  "missing-pip-no-cache-dir": "dependency-cache-in-layer",
  "missing-user": "root-user",
  "missing-user-entrypoint": "root-user",
  "missing-yum-assume-yes-switch": "interactive-install",
  "missing-zypper-clean": "package-lists-in-layer",
  "multiple-entrypoint-instructions": "multiple-cmd",
  "no-sudo-in-dockerfile": "sudo-in-build",
  "nonsensical-command": "system-tool-in-build",
  "prefer-apt-get": "apt-instead-of-apt-get",
  "prefer-copy-over-add": "add-instead-of-copy",
  "prefer-json-notation": "shell-form-entrypoint",
  "remove-package-cache": "package-lists-in-layer",
  "remove-package-lists": "package-lists-in-layer",
  "run-security-insecure":
    "Builders refuse it unless whoever builds allows it by name, so nobody is surprised by it.",
  "secret-in-build-arg": "secret-in-arg-or-env",
  "set-pipefail": "pipe-without-pipefail",
  "use-either-wget-or-curl": "wget-and-curl",
  "use-shell-instruction": "link-instead-of-shell",
  "use-workdir": "cd-in-run",
};

/** dockle, which looks at images, by its ids. */
const dockle: NeighbourChecks = {
  "CIS-DI-0001": "root-user",
  "CIS-DI-0005": "Content trust is a variable of whoever pulls and pushes, not of the file.",
  "CIS-DI-0006": "health-check-missing",
  "CIS-DI-0007": "package-index-in-own-layer",
  "CIS-DI-0008": "setuid-bit-set",
  "CIS-DI-0009": "add-instead-of-copy",
  "CIS-DI-0010": "secret-in-arg-or-env secret-file-copied",
  "DKL-DI-0001": "sudo-in-build",
  "DKL-DI-0002": "docker-socket-volume",
  "DKL-DI-0003": "distribution-upgrade",
  "DKL-DI-0004": "package-lists-in-layer",
  "DKL-DI-0005": "package-lists-in-layer",
  "DKL-DI-0006": "floating-base-tag",
  "DKL-LI-0001": "password-set-in-image",
  "DKL-LI-0002":
    "Two users with one number need the files of the image: nothing in a Dockerfile tells what a base image's are.",
  "DKL-LI-0003": "dockerignore-incomplete",
};

/** dockerfilelint 1.8, by the names of its checks. */
const dockerfilelint: NeighbourChecks = {
  "add-dest-invalid": "copy-many-without-slash",
  "add-src-invalid": "ignored-file-copied",
  "apkadd-missing-virtual":
    "A virtual package helps to remove again; what is still there at the end has a finding (`build-packages-in-final-image`).",
  "apkadd-missing_nocache_or_updaterm": "package-lists-in-layer",
  "apt-get_missing_param": "interactive-install",
  "apt-get_missing_rm": "package-lists-in-layer",
  "apt-get_recommends": "recommended-packages-installed",
  "apt-get-dist-upgrade": "distribution-upgrade",
  "apt-get-update_require_install": "package-index-in-own-layer",
  "apt-get-upgrade": upgrade,
  deprecated_in_1_13: "maintainer",
  expose_host_port: "expose-format",
  extra_args: "invalid-arguments",
  from_first: "instruction-before-from",
  healthcheck_options_missing_args: "unknown-flag",
  healthcheck_trailing_cmd: "invalid-arguments",
  invalid_command: "unknown-instruction",
  invalid_format: "invalid-arguments",
  invalid_line: "unknown-instruction",
  invalid_port: "invalid-port",
  invalid_workdir: "relative-workdir",
  label_invalid: "invalid-arguments",
  latest_tag: "floating-base-tag",
  missing_args: "invalid-arguments",
  missing_tag: "floating-base-tag",
  required_params: "invalid-arguments",
  sudo_usage: "sudo-in-build",
  uppercase_commands: "inconsistent-instruction-case",
};

/** `slim lint`, by its ids. */
const slim: NeighbourChecks = {
  "ID.10001": "dockerignore-missing",
  "ID.10002": "dockerignore-incomplete",
  "ID.20003":
    "A stage that only names its image may be a name for it, which other stages use; `unused-stage` tells the rest.",
  "ID.20006": "floating-base-tag",
  "ID.20008": "maintainer",
  "ID.20009": "instruction-before-from",
  "ID.20010": "multiple-cmd",
  "ID.20011": "multiple-cmd",
  "ID.20012": "shell-form-entrypoint",
  "ID.20015": "relative-workdir",
  "ID.20017": "root-user",
  "ID.20018": "unpinned-package",
  "ID.20019": "consecutive-run",
  "ID.20020": "The number of layers costs nothing by itself; what a layer holds does.",
  "ID.20021": "removed-in-later-layer",
  "ID.20022": "system-tool-in-build",
};

const ofBuilder =
  "It takes the room of what the step leaves behind, mostly in a builder; what ships has findings of its own (`removed-in-later-layer`, `build-packages-in-final-image`).";

/** docker-parfum 1.0, by the names of its rules. */
const parfum: NeighbourChecks = {
  DL3002: "root-user",
  DL3004: "sudo-in-build",
  DL3020: "add-instead-of-copy",
  DL3027: "apt-instead-of-apt-get",
  DL3029: "constant-platform",
  DL3046: "useradd-sparse-log",
  apkAddUseNoCache: "package-lists-in-layer",
  aptGetInstallThenRemoveAptLists: "package-lists-in-layer",
  aptGetInstallUseNoRec: "recommended-packages-installed",
  aptGetInstallUseY: "interactive-install",
  aptGetUpdatePrecedesInstall: "package-index-in-own-layer",
  configureShouldUseBuildFlag:
    "`configure` guesses the machine it runs on, and rightly so in a build for it.",
  curlUseFlagF: "download-failure-ignored",
  curlUseFlagL:
    "Whether an address redirects is not in the file; the answer of one that does is empty and fails to be read.",
  curlUseHttpsUrl:
    "Whether a server has the same at `https` is not in the file, and packages from there are signed.",
  gemUpdateNoDocument: "dependency-cache-in-layer",
  gemUpdateSystemRmRootGem: "dependency-cache-in-layer",
  gpgUseBatchFlag: "gpg falls back by itself without a terminal; where it asks, the build stops and says so.",
  gpgUseHaPools: "The pools of keyservers that it names were shut down in 2021.",
  gpgVerifyAscRmAsc: "A signature has some hundred bytes.",
  mkdirUsrSrcThenRemove: ofBuilder,
  npmCacheCleanAfterInstall: "dependency-cache-in-layer",
  npmCacheCleanUseForce: "npm stops without it and says so: the build does not go on.",
  pipUseNoCacheDir: "dependency-cache-in-layer",
  rmRecursiveAfterMktempD: ofBuilder,
  ruleMoreThanOneInstall: "consecutive-run",
  sha256sumEchoOneSpaces: "`sha256sum -c` stops at a line that it can't read, so the build does not go on.",
  tarSomethingRmTheSomething: "archive-copied-and-extracted",
  wgetUseHttpsUrl:
    "Whether a server has the same at `https` is not in the file, and packages from there are signed.",
  yarnCacheCleanAfterInstall: "dependency-cache-in-layer",
  yumInstallForceYes: "interactive-install",
  yumInstallRmVarCacheYum: "package-lists-in-layer",
};

const layout = "How a file is laid out is a formatter's business.";
const gpu = "Which driver and which toolkit a machine has is not in the project; a subject of its own.";
const windows =
  "Windows images are read, but not judged: their layers can't be measured, and little is known of them.";
const powershell = "PowerShell scripts are not read.";
const taste = "A matter of taste that changes nothing about the image.";
const rails = "Rails reads it in many ways; a wrong word here would cost more than it helps.";

/** tally 0.44: its own rules; those it has from hadolint and BuildKit are named with these. */
const tally: NeighbourChecks = {
  "circular-stage-deps": "copy-from-unknown-stage",
  "consistent-indentation": layout,
  "copy-after-user-without-chown":
    "Programs and libraries that the program can't change are the safer ones; what it must write has findings where it fails.",
  "copy-from-empty-scratch-stage": "copy-from-missing-path",
  "curl-should-follow-redirects":
    "Whether an address redirects is not in the file; the answer of one that does is empty and fails to be read.",
  "eol-last": layout,
  "epilogue-order": layout,
  "gpu/cuda-version-mismatch": gpu,
  "gpu/no-buildtime-gpu-queries": gpu,
  "gpu/no-container-runtime-in-image": gpu,
  "gpu/no-hardcoded-visible-devices": gpu,
  "gpu/no-redundant-cuda-install": gpu,
  "gpu/prefer-minimal-driver-capabilities": gpu,
  "gpu/prefer-runtime-final-stage": gpu,
  "gpu/prefer-uv-over-conda": gpu,
  "invalid-json-form": "invalid-json-form",
  "invalid-onbuild-trigger": "onbuild-forbidden-trigger",
  "js/node-gyp-cache-mounts": "cache-mount-missing",
  "labels/no-buildx-git-overlap": "Labels of a build's options are not in the file.",
  "labels/no-duplicate-keys": "duplicate-label",
  "labels/no-stale-base-digest":
    "The label is written by hand in hardly any file; digests are pinned in FROM.",
  "labels/prefer-grouped": taste,
  "labels/prefer-stable-order": taste,
  "labels/valid-key": "label-invalid-key",
  "max-lines": taste,
  "named-identity-in-passwdless-stage": "named-user-without-passwd",
  "newline-between-instructions": layout,
  "newline-per-chained-call": layout,
  "no-multi-spaces": layout,
  "no-multiple-empty-lines": layout,
  "no-trailing-spaces": layout,
  "no-ungraceful-stopsignal":
    "Four of 16,001 files have it, and a container that is to end at once is a use of it.",
  "no-unreachable-stages": "unused-stage",
  "php/composer-no-dev-in-production": "dev-dependencies-in-final-image",
  "php/enable-opcache-in-production": "How PHP is set up for speed is not about the image's build.",
  "php/no-xdebug-in-final-image":
    "Whether an image is for developing is mostly not in the file, and there the debugger is wanted.",
  "platform-mismatch": "base-image-platform-mismatch",
  "powershell/PowerShell": powershell,
  "powershell/error-action-preference": powershell,
  "powershell/prefer-shell-instruction": powershell,
  "powershell/progress-preference": powershell,
  "prefer-add-git":
    "The git repository of a build's argument is another cache than a clone; which is wanted is not in the file.",
  "prefer-add-unpack": "unverified-download",
  "prefer-canonical-stopsignal": taste,
  "prefer-copy-chmod": "copy-then-change-owner",
  "prefer-copy-heredoc": taste,
  "prefer-curl-config":
    "Whether to try again is for whoever runs the builds: the same file may not hide a server that is down.",
  "prefer-formatted-heredocs": layout,
  "prefer-multi-stage-build": "toolchain-in-final-image",
  "prefer-nginx-sigquit":
    "The official image sets it already; for others the file does not tell which way of ending is wanted.",
  "prefer-package-cache-mounts": "cache-mount-missing",
  "prefer-run-heredoc": taste,
  "prefer-systemd-sigrtmin-plus-3":
    "Images that start systemd are machines in all but name, not what this is for.",
  "prefer-telemetry-opt-out": "What tools may send home is the user's choice.",
  "prefer-vex-attestation": taste,
  "prefer-wget-config":
    "Whether to try again is for whoever runs the builds: the same file may not hide a server that is down.",
  "require-secret-mounts": "secret-in-arg-or-env",
  "require-stages": "instruction-before-from",
  "ruby/asset-precompile-without-dummy-key": rails,
  "ruby/bootsnap-precompile-without-j1": rails,
  "ruby/deprecated-bundler-install-flags": "Bundler says so itself in the build's output.",
  "ruby/eol-ruby-version": "end-of-life-base-image",
  "ruby/healthcheck-rails-up-endpoint": "health-check-missing",
  "ruby/jemalloc-installed-but-not-preloaded": rails,
  "ruby/leftover-bundler-cache": "dependency-cache-in-layer",
  "ruby/missing-bundle-deployment": "lockfile-ignored",
  "ruby/missing-bundle-without-development": "dev-dependencies-in-final-image",
  "ruby/prefer-bundler-cache-mount": "cache-mount-missing",
  "ruby/prefer-gemfile-bind-mounts":
    "A copy of two files costs some kilobytes, and works with every builder.",
  "ruby/prefer-network-none-install": taste,
  "ruby/prefer-secret-mounts-for-build-credentials": "secret-in-arg-or-env",
  "ruby/redundant-bundler-install":
    "Another version than the image's is a reason for it, and which one the image has is not in the file.",
  "ruby/secrets-in-arg-or-env": "secret-in-arg-or-env",
  "ruby/state-paths-not-writable-as-non-root": "user-cannot-read",
  "ruby/yjit-not-enabled-on-supported-runtime":
    "How Ruby is set up for speed is not about the image's build.",
  "secrets-in-code": "secret-in-command",
  "shell-run-in-scratch": "shell-form-without-shell",
  "sort-packages": taste,
  "stateful-root-runtime": "root-user",
  "syntax-directive-typo": "invalid-directive",
  "unknown-instruction": "unknown-instruction",
  "user-created-but-never-used": "unused-user",
  "user-explicit-group-drops-supplementary-groups":
    "Which groups the program needs is not in the file, and the number of the group is what hardened clusters ask for.",
  "windows/no-chown-flag": windows,
  "windows/no-run-mounts": windows,
  "windows/no-stopsignal": windows,
  "world-writable-state-path-workaround": "world-writable-path",
  SC1040: "shell-pitfall",
};

/** By the name that `sources` has for each tool. */
export const neighbours: Readonly<Record<string, NeighbourChecks>> = {
  trivy,
  checkov,
  semgrep,
  dockle,
  dockerfilelint,
  slim,
  parfum,
  tally,
};
