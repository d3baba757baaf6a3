const ruleLine = /^- \*\*([A-Z]+-\d+)\*\*/gm;
const testTitle = /\[([A-Z]+-\d+(?:[ ,]+[A-Z]+-\d+)*)\]/g;
const ruleId = /[A-Z]+-\d+/g;

/**
 * Compares the numbered rules of the specification with the numbers in test titles.
 *
 * @param spec text of every file in docs/spec; a rule is a line `- **AS-12** …`
 * @param tests text of every test file; a title carries `[AS-12]` or `[AS-12, AS-13]`
 */
export function specComplaints(spec: string, tests: string): { complaints: readonly string[]; ruleCount: number } {
  const stated = [...spec.matchAll(ruleLine)].flatMap((match) => match[1] ?? []);
  const rules = new Set(stated);
  const tested = new Set([...tests.matchAll(testTitle)].flatMap((match) => match[1]?.match(ruleId) ?? []));
  const repeated = new Set(stated.filter((id, at) => stated.indexOf(id) !== at));
  return {
    ruleCount: rules.size,
    complaints: [
      ...[...repeated].map((id) => `${id} is stated twice`),
      ...[...rules.difference(tested)].map((id) => `${id} is a rule without a test`),
      ...[...tested.difference(rules)].map((id) => `${id} is tested but is not a rule`),
    ],
  };
}
