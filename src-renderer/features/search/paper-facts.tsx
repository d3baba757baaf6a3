import { useTranslation } from "react-i18next";

import type { KnownOrder, PaperFinding } from "../../../src-shared/domain/paper/check-paper.ts";
import type { PaperName } from "../../../src-shared/domain/paper/paper-kind.ts";
import { replay } from "../../../src-shared/domain/work-order/evolve.ts";
import { isKnownEvent } from "../../../src-shared/domain/work-order/known-event.ts";
import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { formatMoney } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { tellEvent } from "../../ui/telling/tell-event.ts";
import { useSay } from "../../ui/telling/use-say.ts";
import styles from "./paper-check.module.css";

type Genuine = Extract<PaperFinding, { result: "genuine" }>;

/** What the order said when the paper was printed, to hold the paper's words against. */
export function PaperFacts({ known, finding }: { known: KnownOrder; finding: Genuine }): React.JSX.Element {
  const { t } = useTranslation("paperCheck");
  const { language } = useSurroundings();
  const { paper, version } = finding;
  const history = known.timeline.slice(0, version);
  const { subject, employer, cents } = saidThen(history);
  const rows: readonly (readonly [name: string, value: string])[] = [
    [t("facts.paper"), usePaperName(paper)],
    [t("facts.number"), known.number ?? ""],
    [t("facts.subject"), subject],
    [t("facts.employer"), employer],
    [t("facts.claimed"), cents > 0 ? formatMoney(cents, language) : ""],
    [t("facts.version"), t("facts.versionAt", { n: version, at: toChinaText(history.at(-1)?.at ?? 0) })],
  ];
  return (
    <dl className={styles["facts"]}>
      {rows
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** What papers state first; nothing where this program does not understand the history (NV-8). */
function saidThen(history: readonly OrderEvent[]): Readonly<{ subject: string; employer: string; cents: number }> {
  const order = history.every(isKnownEvent) ? replay(history) : undefined;
  if (!order) return { subject: "", employer: "", cents: 0 };
  const { classification, employer, claim } = order;
  return { subject: classification.title, employer: employer.name, cents: claim.claimedCents };
}

function usePaperName({ kind, n }: PaperName): string {
  const { t } = useTranslation("paperCheck");
  const name = t(`papers.${kind}`);
  return n === null ? name : t("numbered", { name, n });
}

/** So many steps are told; the others stand on the order's own page. */
const told = 3;

/** What happened after the paper was printed, the latest first. */
export function StepsSince({
  order,
  since,
}: {
  order: WorkOrder;
  since: readonly OrderEvent[];
}): React.JSX.Element | null {
  const { t } = useTranslation("paperCheck");
  const say = useSay(order);
  const office = useOfficeName();
  if (since.length === 0) return null;
  const more = since.length - told;
  return (
    <div className={styles["since"]}>
      <p>{t("facts.since", { n: since.length })}</p>
      <ul>
        {since
          .slice(-told)
          .toReversed()
          .map((event) => (
            <li key={event.id}>
              {[toChinaText(event.at), office(event.office), tellEvent(event, say).title].join(" ")}
            </li>
          ))}
        {more > 0 && <li>{t("facts.andMore", { n: more })}</li>}
      </ul>
    </div>
  );
}
