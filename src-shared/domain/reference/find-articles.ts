import type { Article } from "./knowledge.ts";

type Field = Readonly<{ grams: ReadonlySet<string>; weight: number }>;
type Entry = Readonly<{ article: Article; fields: readonly Field[]; whole: string }>;

/** Articles made ready to be searched. */
export type ArticleIndex = readonly Entry[];

/** What an order is about, to bring the articles for it forward: a problem code, empty when not chosen yet. */
export type Wanted = Readonly<{ text: string; problem: string }>;

/** Made once for a list of articles; a search then costs a fraction of a millisecond an article. */
export function indexArticles(articles: readonly Article[]): ArticleIndex {
  return articles.map((article) => {
    const { title, basis, text } = article;
    const heads = `${title.zh}\n${title.en}`;
    return {
      article,
      whole: folded([heads, text, ...basis].join("\n")),
      fields: [
        { grams: gramsOf(heads), weight: 4 },
        { grams: gramsOf(basis.join("\n")), weight: 2 },
        { grams: gramsOf(text), weight: 1 },
      ],
    };
  });
}

/**
 * The articles that answer what was typed, best first. Chinese has no blanks between words, so texts are compared by
 * pairs of characters; a rare pair says more than a common one. Without text: the articles for the problem, then all.
 * @see docs/spec/knowledge.md KB-4, KB-5
 */
export function findArticles(index: ArticleIndex, { text, problem }: Wanted): readonly Article[] {
  const asked = [...gramsOf(text)];
  const weights = new Map(asked.map((gram) => [gram, rarity(index, gram)]));
  const scored = index.map((entry, at) => {
    const words = asked.reduce((sum, gram) => sum + (weights.get(gram) ?? 0) * weightIn(entry, gram), 0);
    return {
      entry,
      at,
      words,
      score: words * (1 + nearness(entry.article, problem)) + nearness(entry.article, problem),
    };
  });
  const enough = Math.max(0, ...scored.map(({ words }) => words)) / 5;
  return scored
    .filter(({ words }) => asked.length === 0 || (words > 0 && words >= enough))
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .map(({ entry }) => entry.article);
}

function weightIn(entry: Entry, gram: string): number {
  return entry.fields.reduce((sum, { grams, weight }) => sum + (grams.has(gram) ? weight : 0), 0);
}

function rarity(index: ArticleIndex, gram: string): number {
  const holding = index.filter(({ whole }) => whole.includes(gram)).length;
  return holding === 0 ? 0 : Math.log(1 + index.length / holding);
}

/** 1 for the very problem, half for one of the same kind. */
function nearness({ problems }: Article, problem: string): number {
  if (problem === "") return 0;
  if (problems.includes(problem)) return 1;
  const kind = problem.split(".")[0] ?? "";
  return problems.some((one) => one.split(".")[0] === kind) ? 0.5 : 0;
}

/** Pairs of neighbouring Chinese characters (a lone one stands alone), and whole words of other letters and digits. */
function gramsOf(text: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (const [run] of folded(text).matchAll(/\p{Script=Han}+|[\p{Letter}\p{Number}%]+/gu)) {
    const letters = [...run];
    if (!/\p{Script=Han}/u.test(run) || letters.length === 1) grams.add(run);
    else letters.slice(1).forEach((letter, at) => grams.add(`${letters[at] ?? ""}${letter}`));
  }
  return grams;
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
