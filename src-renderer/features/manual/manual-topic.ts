/** The topics of the manual, in the order of the work. */
export const manualTopics = [
  "accept",
  "record",
  "report",
  "return",
  "offline",
  "courier",
  "connection",
  "print",
  "refused",
  "keys",
] as const;
export type ManualTopic = (typeof manualTopics)[number];
