import type { TFunction } from "i18next";

import type { CardClock, CardColour, WithdrawalReason } from "../../../src-shared/domain/supervision/card.ts";
import type { ActionId, AssignmentId } from "../../../src-shared/kernel/ids.ts";
import type { DictionaryName, Language } from "../../../src-shared/domain/reference/dictionary.ts";
import type { OrderEvent, OrderEventType } from "../../../src-shared/domain/work-order/order-event.ts";

/** An event in words: a title, short marks, and paragraphs below. */
export type Told = Readonly<{ title: string; tags: readonly string[]; body: readonly string[] }>;

/** What telling of cards needs: names of a card, of clocks and reasons, and whose turn it was. */
export type CardWords = Readonly<{
  colour: (colour: CardColour) => string;
  clock: (clock: CardClock) => string;
  withdrawal: (reason: WithdrawalReason) => string;
  /** The card with its clock: 黄牌（受理）. */
  name: (card: ActionId) => string;
  officeOf: (assignment: AssignmentId) => string;
}>;

/** What telling needs: the words, the labels of codes, the names of offices. */
export type Say = Readonly<{
  t: TFunction<"timeline">;
  label: (name: DictionaryName, code: string) => string;
  office: (id: string) => string;
  language: Language;
  late: string;
  /** What marks a record that an office added after the order had moved on from it. */
  lateNote: (office: string) => string;
  separator: string;
  /** Titles of knowledge articles by id. */
  article: (id: string) => string;
  /** Names of files by hash, for events that only carry the hash. */
  fileName: (sha256: string) => string;
  /** Whether the province has the bytes of a file; true of one that this order does not show. */
  hasArrived: (sha256: string) => boolean;
  /** Names of helping offices by their request, for events that only carry its id. */
  helper: (help: string) => string;
  cards: CardWords;
}>;

export type EventOf<Type extends OrderEventType> = Extract<OrderEvent, { type: Type }>;

type Maybe = string | null | false | undefined;

/** Told without empty paragraphs and absent marks. */
export function told(title: string, body: readonly Maybe[] = [], tags: readonly Maybe[] = []): Told {
  return { title, body: body.filter(isSaid), tags: tags.filter(isSaid) };
}

function isSaid(text: Maybe): text is string {
  return typeof text === "string" && text !== "";
}
