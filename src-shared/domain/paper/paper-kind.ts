import type { OrderEvent } from "../work-order/order-event.ts";

/** Papers of which an order has one, as their QR code names them. */
const single = [
  "ORDER",
  "CONTACT",
  "ACCEPTANCE",
  "TIMELINE",
  "REQUESTS",
  "CUSTODY",
  "CARDS",
  "CALLBACK",
  "INSPECTION",
  "CLOSING",
  "COVER",
  "CATALOGUE",
  "NOTES",
  "LETTER-EMPLOYER",
  "LETTER-NOTICE",
  "LETTER-OPINION",
  "LETTER-PROPOSAL",
] as const;

/** Papers of which an order has one for each event of a kind: `NOTICE.2` is the second notice. */
const counted = {
  RETURN: "return-asked",
  EXTENSION: "extension-asked",
  HELP: "help-asked",
  NOTICE: "notice-issued",
  INCIDENT: "incident-reported",
  FEEDBACK: "reported",
  ATTACHMENT: "attached",
} as const satisfies Readonly<Record<string, OrderEvent["type"]>>;

export type PaperKind = (typeof single)[number] | keyof typeof counted;

/** Which paper of an order; `n` counts from 1, and is null where there is one only. */
export type PaperName = Readonly<{ kind: PaperKind; n: number | null }>;

/** The name as it stands in the QR code and in the hash. */
export function paperNameText({ kind, n }: PaperName): string {
  return n === null ? kind : `${kind}.${n}`;
}

/** The paper that a text names; null when it names none. */
export function readPaperName(text: string): PaperName | null {
  const [, word = "", count] = /^([A-Z-]+)(?:\.([1-9]\d{0,3}))?$/.exec(text) ?? [];
  const kind = paperKinds.find((one) => one === word);
  if (kind === undefined || isCounted(kind) !== (count !== undefined)) return null;
  return { kind, n: count === undefined ? null : Number(count) };
}

/** Every paper that an order with this history can have been printed as. */
export function papersOf(timeline: readonly Readonly<{ type: string }>[]): readonly PaperName[] {
  const many = countedKinds.flatMap((kind) =>
    timeline.filter(({ type }) => type === counted[kind]).map((_, at) => ({ kind, n: at + 1 })),
  );
  return [...single.map((kind) => ({ kind, n: null })), ...many];
}

const countedKinds: readonly (keyof typeof counted)[] = [
  "RETURN",
  "EXTENSION",
  "HELP",
  "NOTICE",
  "INCIDENT",
  "FEEDBACK",
  "ATTACHMENT",
];
/** Every kind of paper. */
export const paperKinds: readonly PaperKind[] = [...single, ...countedKinds];

function isCounted(kind: PaperKind): boolean {
  return countedKinds.some((one) => one === kind);
}
