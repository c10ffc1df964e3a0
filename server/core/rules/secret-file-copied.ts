// secret-file-copied: a file that holds secrets becomes part of the image.

import type { Severity } from "../finding.ts";
import { instructionsOf } from "../model/occurrences.ts";
import { baseName } from "../model/paths.ts";
import { isPlainValue, namesSecret, secretIn } from "../model/secrets.ts";
import { contextPath } from "../project/copy-sources.ts";
import { defineRule, type RuleFile } from "./rule.ts";

const messages = {
  key: (path: string) =>
    `\`${path}\` is a private key, which stays in the layer for everyone who can pull the image, also when it is removed later`,
  holds: (path: string) =>
    `\`${path}\` holds passwords or tokens, which stay in the layer for everyone who can pull the image, also when it is removed later`,
  may: (path: string) =>
    `\`${path}\` is where passwords and tokens are kept, and what is copied stays in the layer for everyone who can pull the image`,
};

const privateKey =
  /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|.*_rsa|.*\.ppk|(?:.*[-_.])?(?:private|privkey|priv)(?:[-_.]?key)?\.(?:pem|key))$/i;
/** Files whose purpose is to hold secrets. */
const credentials =
  /(?:^|\/)(?:\.netrc|_netrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.htpasswd|kubeconfig|\.aws\/credentials|\.docker\/config\.json|\.kube\/config|\.m2\/settings-security\.xml|(?:service|gcp)[-_]?account(?:[-_]?key)?\.json|gcloud[-_]?(?:service[-_]?)?key\.json|(?:.*[-_])?credentials\.json)$/i;
/** Files that may hold secrets among other things. */
const mixed = /^(?:\.env(?:\..+)?|.+\.env|\.npmrc|\.yarnrc(?:\.yml)?|auth\.json)$/i;
const harmless =
  /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema|test|testing|ci|d|ts|vault)(?:$|[._-])/i;

const suspicious = /env|key|pem|ppk|_rsa|id_|rc|cred|auth|pass|git-|cnf|config|account|settings/i;

export const secretFileCopied = defineRule({
  name: "secret-file-copied",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  sources: ["trivy:DS-0031", "dockle:CIS-DI-0010"],
  reads: [".env", ".npmrc", "auth.json"],
  docs: {
    summary: "A file that holds secrets is copied into the image.",
    why: "Every layer is a part of the image: a key that a later `RUN` removes is still there for everyone who can pull it. Secrets for the build come through `RUN --mount=type=secret` or `--mount=type=ssh`, those for the program when the container starts. Private keys and files like `.netrc` count by their names, in every stage for keys. `.env`, `.npmrc` and composer's `auth.json` are looked into where the build context is known: they count when a name or a value in them is that of a secret; a token that is a variable does not.",
    examples: [
      {
        bad: `FROM debian:bookworm-slim
COPY id_rsa /root/.ssh/id_rsa
RUN git clone git@example.com:team/app.git
`,
        good: `FROM debian:bookworm-slim
RUN --mount=type=ssh git clone git@example.com:team/app.git
`,
      },
    ],
    whenNotToUse: "Where the file holds nothing but values for tests.",
  },
  check(file, report) {
    const { dockerfile } = file;
    for (const keyword of ["COPY", "ADD"]) {
      for (const instruction of instructionsOf(dockerfile, keyword)) {
        const stage = dockerfile.stageOf(instruction);
        if (stage === undefined || instruction.flag("from") !== undefined) continue;
        const shipped = dockerfile.shipped.includes(stage) && !dockerfile.isDevelopment(stage);
        const copy = dockerfile.copy(instruction);
        for (const { text, span } of copy?.sources ?? []) {
          // Nearly all files are told apart by these letters.
          if (!suspicious.test(text) || /[*?[$]|^<<|:\/\//.test(text)) continue;
          const found = judge(file, contextPath(text).path, shipped);
          if (found !== undefined)
            report(span, {
              message: found.message,
              ...(found.severity === undefined ? {} : { severity: found.severity }),
            });
        }
      }
    }
  },
});

function judge(
  file: RuleFile,
  path: string,
  shipped: boolean,
): { readonly message: string; readonly severity?: Severity } | undefined {
  const name = baseName(path);
  if (harmless.test(name.replace(/^\./, "")) || /\.pub$/.test(name)) return undefined;
  if (privateKey.test(name)) return { message: messages.key(path), ...(shipped ? {} : { severity: "info" }) };
  if (!shipped) return undefined;
  if (credentials.test(path)) return { message: messages.holds(path) };
  if (!mixed.test(name)) return undefined;
  const content = file.project.text(path);
  if (content === undefined)
    return file.project.known || !/^\.env/.test(name)
      ? undefined
      : { message: messages.may(path), severity: "hint" };
  return content !== null && holdsSecrets(content) ? { message: messages.holds(path) } : undefined;
}

function holdsSecrets(content: string): boolean {
  if (secretIn(content) !== undefined) return true;
  return content.split("\n").some((line) => {
    const [, name = "", value = ""] =
      /^\s*(?:export\s+)?["']?([\w:/.@-]+?)["']?\s*[=:]\s*(.+)$/.exec(line) ?? [];
    const plain = value.trim().replace(/^(["'])(.*)\1,?$/, "$2");
    // npm's own names have no underscore in front of the word.
    const key = name
      .replace(/^.*:_/, "_")
      .replace("_authToken", "auth_token")
      .replace("_password", "password");
    return !line.trim().startsWith("#") && namesSecret(key) && !plain.includes("$") && !isPlainValue(plain);
  });
}
