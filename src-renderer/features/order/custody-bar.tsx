import { useTranslation } from "react-i18next";

import { totalOf, type Hop } from "../../../src-shared/domain/assignment/custody-chain.ts";
import { useClockTime } from "../../ui/custody-words.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./order.module.css";

/** One bar: each office's part of the whole time, in the order in which it held the order; hatched while it rested. */
export function CustodyBar({ hops }: { hops: readonly Hop[] }): React.JSX.Element | null {
  const { t } = useTranslation("order");
  const office = useOfficeName();
  const span = useClockTime();
  const total = totalOf(hops).ms;
  if (total === 0) return null;
  const offices = [...new Set(hops.map((hop) => hop.office))];
  return (
    <div className={styles["custodyBar"]}>
      <div className={styles["bar"]} role="img" aria-label={t("custody.bar")}>
        {hops.map((hop) => (
          <span
            key={hop.why.id}
            data-shade={offices.indexOf(hop.office) % 4}
            data-rests={hop.state === "suspended"}
            style={{ flexGrow: hop.ms / total }}
          />
        ))}
      </div>
      <ul className={styles["barKey"]}>
        {offices.map((id, at) => {
          const held = totalOf(hops.filter((hop) => hop.office === id)).ms;
          const share = Math.round((held / total) * 100);
          return (
            <li key={id}>
              <span className={styles["barMark"]} data-shade={at % 4} />
              {t("custody.barPart", { office: office(id), span: span(held), share })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
