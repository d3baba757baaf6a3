const ruleLine = /^- \*\*([A-Z]+-\d+)\*\*/gm;
const testTitle = /\[([A-Z]+-\d+(?:[ ,]+[A-Z]+-\d+)*)\]/g;
const ruleId = /[A-Z]+-\d+/g;
const citation = /\b[A-Z]+-\d+\b/g;

/**
 * Compares the numbered rules of the specification with the numbers in test titles.
 *
 * @param spec text of every file in docs/spec; a rule is a line `- **AS-12** …`
 * @param tests text of every test file; a title carries `[AS-12]` or `[AS-12, AS-13]`
 * @param citing text of the sources and pages that cite rules by their numbers
 */
export function specComplaints(
  spec: string,
  tests: string,
  citing = "",
): { complaints: readonly string[]; ruleCount: number } {
  const stated = [...spec.matchAll(ruleLine)].flatMap((match) => match[1] ?? []);
  const rules = new Set(stated);
  const tested = new Set([...tests.matchAll(testTitle)].flatMap((match) => match[1]?.match(ruleId) ?? []));
  // A number of another kind (LXQ-2098, GB-18030) has a prefix that no rule has.
  const prefixes = new Set(stated.map(prefixOf));
  const cited = new Set((citing.match(citation) ?? []).filter((id) => prefixes.has(prefixOf(id))));
  const repeated = new Set(stated.filter((id, at) => stated.indexOf(id) !== at));
  return {
    ruleCount: rules.size,
    complaints: [
      ...[...repeated].map((id) => `${id} is stated twice`),
      ...[...rules.difference(tested)].map((id) => `${id} is a rule without a test`),
      ...[...tested.difference(rules)].map((id) => `${id} is tested but is not a rule`),
      ...[...cited.difference(rules).difference(tested)].map((id) => `${id} is cited but is not a rule`),
    ],
  };
}

function prefixOf(id: string): string {
  return id.slice(0, id.indexOf("-"));
}
