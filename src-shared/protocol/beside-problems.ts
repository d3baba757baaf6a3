/** What an order does not allow beside its state: co-handling, incidents. Part of the list in problem-code.ts. */
export const besideProblems = {
  "helps-already": {
    number: 2040,
    status: 409,
    meaning: "That office works on the order or helps already.",
    next: "Choose another office, or wait for its answer.",
  },
  "help-over": {
    number: 2041,
    status: 409,
    meaning: "This request for help is over.",
    next: "See what has become of the order; tell the office that asked.",
  },
  "answer-date-past": {
    number: 2042,
    status: 422,
    meaning: "The date for the answer has passed already.",
    next: "Choose a later date.",
  },
  "incident-already": {
    number: 2043,
    status: 409,
    meaning: "The order is flagged as an incident already.",
    next: "Write on its board.",
  },
  "no-incident": {
    number: 2044,
    status: 409,
    meaning: "No incident is open at this order.",
    next: "Look at the order as it is now; add a note.",
  },
  "incident-open": {
    number: 2045,
    status: 409,
    meaning: "An incident is open; the order cannot be ended.",
    next: "The hotline office closes the incident first, after a final report.",
  },
  "first-report-missing": {
    number: 2046,
    status: 409,
    meaning: "The first report has not been made.",
    next: "Make the first report.",
  },
  "final-report-missing": {
    number: 2047,
    status: 409,
    meaning: "The final report has not been made.",
    next: "Ask for the final report, then close the incident.",
  },
  "worker-withheld": {
    number: 2097,
    status: 403,
    meaning:
      "At a confidential order only the handling office and the hub may change who the worker is, or lift the mark.",
    next: "Ask the hotline office to correct it.",
  },
} as const;
