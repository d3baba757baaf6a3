/** Problems of warning cards (黄红牌) and fair time, a part of the one list in problem-code.ts. */
export const cardProblems = {
  "no-such-card": {
    number: 2090,
    status: 404,
    meaning: "The order has no such card.",
    next: "Look at the cards of the order again.",
  },
  "card-settled": {
    number: 2091,
    status: 409,
    meaning: "The card was taken back already.",
    next: "Nothing: it no longer counts.",
  },
  "card-not-due": {
    number: 2092,
    status: 409,
    meaning: "No such card or reminder is due.",
    next: "Nothing: the province looks again by itself.",
  },
  "card-stands": {
    number: 2093,
    status: 409,
    meaning: "Nothing speaks against the card.",
    next: "Nothing: the card stands.",
  },
  "card-wrong": {
    number: 2094,
    status: 409,
    meaning: "The card should not have fallen.",
    next: "Nothing: the province takes it back.",
  },
  "objected-before": {
    number: 2095,
    status: 409,
    meaning: "The office has objected to this card before.",
    next: "Wait for the ruling, or look at it.",
  },
  "nothing-to-rule": {
    number: 2096,
    status: 409,
    meaning: "Nothing is waiting for this ruling.",
    next: "Look at the order again; it may have been ruled.",
  },
} as const;
