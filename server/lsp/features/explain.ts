// The request for a rule's documentation.

import { ruleDocument } from "../../core/rules/document.ts";
import { rules } from "../../core/rules/registry.ts";
import type { ExplainParams, ExplainResponse } from "../../protocol/explain.ts";
import { requests } from "../../protocol/names.ts";
import type { Session } from "../session.ts";

export function addExplain({ connection }: Session): void {
  connection.onRequest(requests.explain, (params: ExplainParams | null): ExplainResponse => {
    const asked = params?.rule;
    if (asked === undefined) {
      return { rules: rules.map(({ name, docs }) => ({ rule: name, summary: docs.summary, markdown: "" })) };
    }
    const rule = rules.find(({ name, aliases }) => name === asked || aliases?.includes(asked) === true);
    if (rule === undefined) return { rules: [] };
    return { rules: [{ rule: rule.name, summary: rule.docs.summary, markdown: ruleDocument(rule) }] };
  });
}
