// What looks like a secret: names of variables, shapes of values, and files that hold them.

/** Words of a name that stand for a secret by themselves. */
const secretWord =
  /(?:^|[_-])(?:password|passwd|pword|passphrase|secret|secrets|token|apikey|api[_-]key|credential|credentials|(?:private|secret|access|encryption|signing|master|auth|ssh|deploy|license|licence|account|storage|shared)[_-]key)(?:$|[_-]|\d)/i;

/** Words that make it the name of something about a secret: where it lies, how long it lives, how it is checked. */
const aboutSecret =
  /(?:^|[_-])(?:public|pub|file|files|path|dir|folder|url|uri|host|endpoint|alias|mode|id|ids|name|names|username|user|type|header|prefix|suffix|ttl|expir\w*|expiry|lifetime|timeout|length|size|min|max|count|limit|enabled?|disabled?|required?|allow\w*|algorithm|alg|issuer|audience|policy|provider|store|manager|engine|version|hash|hashed|sha\d*|fingerprint|checksum|validity|rotation|refresh_interval|field|param|var|format|regex|pattern|scope|scopes|reset|require|strength|plugin|backend|driver|class|module|service|server|realm|method|validation|authentication|encoder|symbol|address|addr|contract|price|supply)(?:$|[_-])/i;

/** True for the name of a variable whose value is a secret: `NPM_TOKEN`, but not `TOKEN_FILE` or `KMS_KEY_ALIAS`. */
export function namesSecret(name: string): boolean {
  // `dbPassword` and `DB_PASSWORD` read alike.
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2");
  return secretWord.test(words) && !aboutSecret.test(words);
}

const plainValue =
  /^(?:|true|false|yes|no|on|off|none|null|nil|undefined|\d{1,4}|\/.*|\.{1,2}\/.*|https?:\/\/[^@]*|<.*>|\{\{.*|%.*%|\*.*|x+)$/i;

/** True for a value that is no secret whatever its name: a switch, a small number, a path, a place-holder. */
export function isPlainValue(value: string): boolean {
  return plainValue.test(value.trim());
}

/**
 * Shapes that only secrets have, with what each is called.
 * Sources: the publishers' own descriptions of their tokens' formats.
 */
const shapes: readonly (readonly [shape: RegExp, what: string])[] = [
  [/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/, "an AWS access key"],
  [/(?<!\w)gh[pousr]_[A-Za-z0-9]{36,}/, "a GitHub token"],
  [/(?<!\w)github_pat_[A-Za-z0-9_]{60,}/, "a GitHub token"],
  [/(?<!\w)glpat-[A-Za-z0-9_-]{20,}/, "a GitLab token"],
  [/(?<!\w)xox[abprs]-[A-Za-z0-9-]{10,}/, "a Slack token"],
  [/(?<!\w)(?:sk|rk)_live_[A-Za-z0-9]{16,}/, "a Stripe key"],
  [/(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/, "an npm token"],
  [/(?<!\w)pypi-AgE[A-Za-z0-9_-]{50,}/, "a PyPI token"],
  [/(?<!\w)AIza[A-Za-z0-9_-]{35}(?![\w-])/, "a Google API key"],
  [/(?<!\w)SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/, "a SendGrid key"],
  [/(?<!\w)dop_v1_[a-f0-9]{64}/, "a DigitalOcean token"],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, "a private key"],
  [/(?<!\w)eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, "a JSON web token"],
];

/** What a text holds that can only be a secret, and where in it; undefined when nothing does. */
export function secretIn(
  text: string,
): { readonly what: string; readonly start: number; readonly end: number } | undefined {
  for (const [shape, what] of shapes) {
    const found = shape.exec(text);
    // Examples in documentation are no secrets.
    if (found !== null && !/EXAMPLE/i.test(found[0]))
      return { what, start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}
