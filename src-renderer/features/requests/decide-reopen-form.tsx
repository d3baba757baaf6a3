import { useTranslation } from "react-i18next";

import { joinedFrom } from "../../../src-shared/domain/contact/joined-from.ts";
import { openReopening } from "../../../src-shared/domain/reopening/open-reopening.ts";
import { useReasoned } from "../../data/use-reasoned.ts";
import { ReasonedForm, VerdictChoice } from "../../ui/form/reasoned-form.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { AskedWords } from "./asked-words.tsx";

/** 审批重启: the hub decides whether an order that has ended is taken up again. */
export function DecideReopenForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  const { order } = props;
  const asked = openReopening(order);
  return (
    <ReasonedForm
      {...props}
      {...useReasoned(order.id, "decide-reopen")}
      title={t("reopen.decideTitle")}
      submitLabel={t("decide")}
      confirm={(verdict) => (verdict === "yes" ? t("reopen.confirm") : null)}
      top={
        asked && (
          <>
            <AskedWords head={t("reopen.wants", { office: office(asked.office), who: asked.by })} text={asked.reason} />
            <MergedContacts order={order} />
          </>
        )
      }
      choose={(field) => (
        <VerdictChoice label={t("verdict")} yes={t("reopen.grant")} no={t("reopen.refuse")} {...field} />
      )}
      intent={({ choice, reason }) =>
        asked
          ? {
              type: "decide-reopen",
              orderId: order.id,
              payload: { request: asked.id, granted: choice === "yes", reason },
            }
          : { refusal: "request-settled" }
      }
    />
  );
}

/** Where contacts of a merge are once the order is taken up again: what came along stays, what was given stays there. */
function MergedContacts({ order }: Pick<StepProps, "order">): React.JSX.Element | null {
  const { t } = useTranslation("requests");
  const joined = joinedFrom(order);
  if (order.mergedInto !== null) return <div>{t("reopen.wasMerged")}</div>;
  if (joined.length === 0) return null;
  const numbers = joined.map(({ number }) => number).join(t("separator", { ns: "common" }));
  return <div>{t("reopen.hasMerged", { numbers })}</div>;
}
