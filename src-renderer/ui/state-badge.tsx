import { isEnded, isInHand } from "../../src-shared/domain/work-order/order-state.ts";
import styles from "./badges.module.css";
import { classes } from "./classes.ts";
import { useLabel } from "./surroundings.tsx";

/** The state of an order in words; a running one in the accent, an ended one in grey. */
export function StateBadge({ state }: { state: string }): React.JSX.Element {
  const label = useLabel();
  const tone = isInHand(state) ? styles["running"] : isEnded(state) ? styles["ended"] : styles["plain"];
  return <span className={classes(styles["badge"], tone)}>{label("order-state", state)}</span>;
}

/** A quiet word in a hairline frame: class, flag, round. `strong` for what must not be overlooked. */
export function WordBadge({
  strong: bold = false,
  children,
}: {
  strong?: boolean;
  children: string;
}): React.JSX.Element {
  return <span className={classes(styles["badge"], bold ? styles["strong"] : styles["plain"])}>{children}</span>;
}

/** Urgency: nothing for an ordinary order, words for the others. */
export function UrgencyBadge({ urgency }: { urgency: string }): React.JSX.Element | null {
  const label = useLabel();
  if (urgency === "normal") return null;
  return <WordBadge strong>{label("urgency", urgency)}</WordBadge>;
}
