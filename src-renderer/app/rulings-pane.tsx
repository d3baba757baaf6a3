import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";

import type { ActionType } from "../../src-shared/actions/action.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import { useOrder, useOrderList } from "../data/use-desk.ts";
import { RulingList, rulingSteps, type RulingStep } from "../features/cards/ruling-list.tsx";
import { classes } from "../ui/classes.ts";
import { Face } from "../ui/face.tsx";
import { useTellSaved } from "./order-pane.tsx";
import { pathTo } from "./routes.ts";
import styles from "./shell.module.css";
import { StepFormOf } from "./step-form-of.tsx";

/**
 * 待认定: what is to be ruled on, and beside it the evidence with the form to rule.
 * @see docs/spec/fair-time.md FT-9
 */
export function RulingsPane({ order, step }: { order: OrderId | null; step: ActionType | null }): React.JSX.Element {
  const { t } = useTranslation("shell");
  const chosen = { order, step: step === "adjudicate-time" || step === "rule-on-card" ? step : null };
  return (
    <>
      <section
        className={classes(styles["list"], order !== null && styles["listAway"])}
        style={{ width: 400 }}
        aria-label={t("lists.to-rule")}
      >
        <div className={styles["listHead"]}>
          <h2 className={styles["listTitle"]}>{t("lists.to-rule")}</h2>
        </div>
        <div className={styles["listBody"]}>
          <RulingList chosen={chosen} hrefOf={(id, ruling) => `#${pathTo("to-rule", id, ruling)}`} />
        </div>
      </section>
      <main className={styles["order"]}>
        <div className={styles["showList"]}>
          <Anchor href={`#${pathTo("to-rule")}`}>{t("showList")}</Anchor>
        </div>
        {order === null ? <NothingChosen /> : <Ruling key={order} id={order} wanted={chosen.step} />}
      </main>
    </>
  );
}

/** What stands beside the list: nothing where the list itself says that there is nothing. */
function NothingChosen(): React.JSX.Element | null {
  const { t } = useTranslation("cards");
  const page = useOrderList({ list: "to-rule", limit: 1 });
  if (page === "loading" || page.lines.length === 0) return null;
  return <Face title={t("rulings.choose")} words={t("rulings.chooseHint")} />;
}

/** The order that is ruled on after this one, from the top again after the last; null where there is none. */
function useNextMatter(id: OrderId): OrderId | null {
  const page = useOrderList({ list: "to-rule", limit: 200 });
  const others = page === "loading" ? [] : page.lines.map((line) => line.id);
  const at = others.indexOf(id);
  return [...others.slice(at + 1), ...others.slice(0, Math.max(0, at))][0] ?? null;
}

function Ruling({ id, wanted }: { id: OrderId; wanted: RulingStep | null }): React.JSX.Element {
  const { t } = useTranslation("cards");
  const [, go] = useLocation();
  const told = useTellSaved();
  const next = useNextMatter(id);
  const view = useOrder(id);
  if (view === "loading") return <Face words={t("loading", { ns: "common" })} />;
  if (view === null) return <Face title={t("rulings.choose")} words={t("rulings.chooseHint")} />;
  const { order } = view;
  const steps = rulingSteps(order);
  const step = steps.find((one) => one === wanted) ?? steps[0];
  const leave = (): void => go(pathTo("to-rule"));
  return (
    <div className={styles["ruling"]}>
      <header className={styles["rulingHead"]}>
        <h2 id="order-title" tabIndex={-1}>
          {order.classification.title}
        </h2>
        <span>{order.number}</span>
        <Anchor href={`#${pathTo("all", id)}`}>{t("rulings.wholeOrder")}</Anchor>
      </header>
      {step === undefined ? (
        <Face words={t("noDoubt")} />
      ) : (
        <StepFormOf
          key={step}
          step={step}
          order={order}
          onLeave={leave}
          onSent={() => {
            told();
            go(pathTo("to-rule", steps.length > 1 ? null : next));
          }}
        />
      )}
    </div>
  );
}
