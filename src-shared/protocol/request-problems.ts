/** Why a request beside the course of an order, or the decision on it, is not taken: part of the one list of problems. */
export const requestProblems = {
  "return-not-allowed": {
    number: 2011,
    status: 409,
    meaning: "This order may not be returned (again).",
    next: "Handle it, or ask the hotline office.",
  },
  "return-too-late": {
    number: 2012,
    status: 409,
    meaning: "The two working days for a return have passed.",
    next: "Handle it, or ask the hotline office.",
  },
  "extension-too-late": {
    number: 2030,
    status: 409,
    meaning: "The limit to complete has passed; it counts as overdue.",
    next: "Report the result as soon as possible, or ask the hotline office.",
  },
  "extension-too-long": {
    number: 2031,
    status: 422,
    meaning: "More working days than may be asked for or granted.",
    next: "Choose fewer days.",
  },
  "extension-used-up": {
    number: 2032,
    status: 409,
    meaning: "The order has had all its extensions.",
    next: "Handle it within the limit, or ask the hotline office to suspend it.",
  },
  "request-settled": {
    number: 2033,
    status: 409,
    meaning: "The request has been decided or has lapsed.",
    next: "Look at the order as it is now.",
  },
  "not-a-colleague": {
    number: 2034,
    status: 422,
    meaning: "The person is no handler or leader of your office.",
    next: "Choose a colleague from the list.",
  },
  "not-the-handler": {
    number: 2035,
    status: 409,
    meaning: "Only the person in charge can withdraw.",
    next: "Look at who is in charge of the order.",
  },
  recused: {
    number: 2036,
    status: 409,
    meaning: "The person has withdrawn from this order.",
    next: "A colleague must take the step.",
  },
  "not-objectionable": {
    number: 2037,
    status: 409,
    meaning: "This cannot be objected to.",
    next: "Look at the last ratings and verdicts of the order.",
  },
  "objection-pending": {
    number: 2038,
    status: 409,
    meaning: "An objection waits for its ruling.",
    next: "Rule the objection first, then archive.",
  },
} as const;
