export interface RuleGaps {
  /** Articles that must be carried out and that no element names. */
  uncovered: string[];
  /** Rules that elements name and the rule book does not have. */
  unknown: string[];
}

/** Elements (`file#id`) by article. */
export function elementsByArticle(folder?: string): Promise<Map<string, string[]>>;

export function gapsIn(
  book: { articles: readonly { id: string; kind: string }[]; law: readonly { id: string }[] },
  elements: ReadonlyMap<string, readonly string[]>,
): RuleGaps;
