// Settings as the user wrote them: the editor mixes defaults in, and a default is not a choice.

import { Uri, workspace } from "vscode";
import type { ConfigurationMiddleware } from "vscode-languageclient/node";
import { configurationSection } from "../server/protocol/names.ts";

/**
 * Leaves out the severities of rules that nobody set: a finding has a severity of its own, and a configuration file
 * may give it one, which a default would override.
 */
export const configurationMiddleware: ConfigurationMiddleware = {
  configuration: async (params, token, next) => {
    const values = await next(params, token);
    if (!Array.isArray(values)) return values;
    return values.map((value: unknown, index) => {
      const item = params.items[index];
      return item?.section === configurationSection ? withSetRules(value, item.scopeUri) : value;
    });
  },
};

function withSetRules(value: unknown, scope: string | undefined): unknown {
  if (typeof value !== "object" || value === null || !("rules" in value)) return value;
  const { rules } = value;
  if (typeof rules !== "object" || rules === null) return value;
  const settings = workspace.getConfiguration(
    configurationSection,
    scope === undefined ? null : Uri.parse(scope),
  );
  const set = Object.entries(rules).filter(([rule]) => {
    const found = settings.inspect(`rules.${rule}`);
    return [
      found?.globalValue,
      found?.workspaceValue,
      found?.workspaceFolderValue,
      found?.globalLanguageValue,
      found?.workspaceLanguageValue,
      found?.workspaceFolderLanguageValue,
    ].some((each) => each !== undefined);
  });
  return { ...value, rules: Object.fromEntries(set) };
}
