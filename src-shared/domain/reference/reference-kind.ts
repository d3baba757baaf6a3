/** What the province publishes in versions, each kind by itself. */
export const referenceKinds = ["calendar", "policy", "offices", "dictionaries", "templates"] as const;
export type ReferenceKind = (typeof referenceKinds)[number];
