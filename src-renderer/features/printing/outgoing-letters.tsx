import { useTranslation } from "react-i18next";

import type { PaperKind } from "../../../src-shared/domain/paper/paper-kind.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { only, type CasePart } from "./case-part.ts";
import { Letter, type LetterPart } from "./letter.tsx";
import { usePrintJob } from "./print-context.ts";
import { Signatures } from "./sheet-frame.tsx";

const kinds = ["employer", "notice", "opinion", "proposal"] as const;
type LetterKind = (typeof kinds)[number];
const paperOf = {
  employer: "LETTER-EMPLOYER",
  notice: "LETTER-NOTICE",
  opinion: "LETTER-OPINION",
  proposal: "LETTER-PROPOSAL",
} as const satisfies Readonly<Record<LetterKind, PaperKind>>;

/**
 * Letters that leave the house about an order: 告知函 to the employer and 一函两书. What the office found and asks for
 * is written by hand on the lines. None bears anything of the worker, nor the order's title or facts, which may name
 * the worker; they are no part of the case file before they were sent and attached.
 * @see docs/spec/desk.md DE-36
 */
export function useOutgoingLetters(): readonly CasePart[] {
  const { order, printedAt } = usePrintJob();
  const office = useOfficeName();
  const name = useLetterName();
  const { actor } = useDesk();
  if (order.employer.name === "") return [];
  const document = order.number ?? order.provisionalNumber;
  return kinds.map((kind) => ({
    key: `letter.${kind}`,
    paper: only(paperOf[kind]),
    title: name(kind),
    document,
    responsible: office(actor.office),
    at: printedAt,
    letter: true,
    body: <OutgoingLetter kind={kind} />,
  }));
}

function useLetterName(): (kind: LetterKind) => string {
  const { t } = useTranslation("papers");
  const label = useLabel();
  return (kind) => (kind === "employer" ? t("outgoing.employer.title") : label("letter-kind", kind));
}

function OutgoingLetter({ kind }: { kind: LetterKind }): React.JSX.Element {
  const { t } = useTranslation("papers");
  const label = useLabel();
  const name = useLetterName();
  const { officeById } = useSurroundings();
  const { actor } = useDesk();
  const { order, printedAt } = usePrintJob();
  const from = officeById.get(actor.office)?.name ?? actor.office;
  const number = order.number ?? order.provisionalNumber;
  const facts = { employer: order.employer.name, problem: label("problem-type", order.classification.problem), number };
  const lines = t(`outgoing.${kind}.body`, facts).split("\n");
  return (
    <>
      <Letter
        title={name(kind)}
        number={number}
        to={t(`outgoing.${kind}.to`, facts)}
        paragraphs={[...lines.map(partOf), t("outgoing.contact")]}
        from={from}
        at={printedAt}
      />
      <Signatures sealed />
    </>
  );
}

/** A line of underscores is a rule to write on, from margin to margin. */
function partOf(line: string, at: number): LetterPart {
  return line === "_" ? { rule: at } : line;
}
