/** Problems of supervision (督办), a part of the one list in problem-code.ts: the order or its record does not allow it. */
export const supervisionProblems = {
  "no-open-turn": {
    number: 2060,
    status: 422,
    meaning: "That office is not in charge of the order now.",
    next: "Choose the holder or an office that has a turn at the order.",
  },
  "ladder-skipped": {
    number: 2061,
    status: 422,
    meaning: "Listed supervision and a summons build on a supervision order.",
    next: "Issue a supervision order first.",
  },
  "notice-without-ground": {
    number: 2062,
    status: 422,
    meaning: "The order's record does not bear this reason out.",
    next: "Choose another step of the ladder or another reason.",
  },
  "reply-date-past": {
    number: 2063,
    status: 422,
    meaning: "The date for the reply has passed.",
    next: "Choose a later date.",
  },
  "notice-unknown": {
    number: 2064,
    status: 404,
    meaning: "There is no such notice on the order.",
    next: "Look at the order as it is now.",
  },
  "notice-settled": {
    number: 2065,
    status: 409,
    meaning: "The notice was settled or withdrawn before.",
    next: "Nothing is asked any more; write a note if there is something to add.",
  },
  "reply-missing": {
    number: 2066,
    status: 422,
    meaning: "The office has not replied yet.",
    next: "Wait for the reply, ask again with a new date, or withdraw the notice.",
  },
} as const;
