import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import type { Intent } from "../../../src-shared/actions/action.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useDesk } from "../../data/use-desk.ts";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { formatMoney, maskIdNumber, maskName, maskPhone } from "../../ui/format.ts";
import { MaskedText } from "../../ui/person-line.tsx";
import { useLabel, useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./order.module.css";

type DisclosedField = Extract<Intent, { type: "disclose" }>["payload"]["field"];

/** 诉求: who, against whom, what about. Personal data is hidden until somebody gives a reason. */
export function FactsTab({ order }: { order: WorkOrder }): React.JSX.Element {
  return (
    <div className={styles["tab"]}>
      <ClaimFacts order={order} />
      <WorkerFacts order={order} />
      <EmployerFacts order={order} />
      <ClassificationFacts order={order} />
    </div>
  );
}

function useReveal(order: WorkOrder): (field: DisclosedField) => (reason: string) => Promise<boolean> {
  const desk = useDesk();
  return (field) => async (reason) => {
    const outcome = await desk.submit({ type: "disclose", orderId: order.id, payload: { field, reason } });
    return outcome.ok;
  };
}

function WorkerFacts({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const label = useLabel();
  const { worker } = order;
  return (
    <FieldList title={t("facts.worker")}>
      {order.workerWithheld ? (
        <Field name={t("facts.name")}>{t("withheldWhy", { ns: "inbox" })}</Field>
      ) : (
        <WhoItIs order={order} />
      )}
      <Field name={t("facts.identity")}>{label("worker-identity", worker.identity)}</Field>
      <Field name={t("facts.gender")}>{label("gender", worker.gender)}</Field>
      <Field name={t("facts.unionMember")}>{label("yes-no", worker.unionMember)}</Field>
      <Field name={t("facts.persons")}>{worker.persons}</Field>
      <Given name={t("facts.address")} value={worker.address} />
      {worker.coClaimants.length > 0 && (
        <Field name={t("facts.coClaimants")}>
          {worker.coClaimants.map(maskName).join(t("separator", { ns: "common" }))}
        </Field>
      )}
    </FieldList>
  );
}

function WhoItIs({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const reveal = useReveal(order);
  const { worker } = order;
  return (
    <>
      <Field name={t("facts.name")}>
        <MaskedText full={worker.name} masked={maskName(worker.name)} onReveal={reveal("name")} />
      </Field>
      <Field name={t("facts.phone")}>
        <MaskedText
          full={worker.phones.join(t("separator", { ns: "common" }))}
          masked={worker.phones.map(maskPhone).join(t("separator", { ns: "common" }))}
          onReveal={reveal("phone")}
        />
      </Field>
      <Field name={t("facts.idNumber")}>
        <MaskedText full={worker.idNumber} masked={maskIdNumber(worker.idNumber)} onReveal={reveal("id-number")} />
      </Field>
    </>
  );
}

function EmployerFacts({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const label = useLabel();
  const { offices } = useSurroundings();
  const { employer } = order;
  const region = offices.find((office) => office.regionCode === employer.region && employer.region !== "");
  return (
    <FieldList title={t("facts.employer")}>
      <Given name={t("facts.employerName")} value={employer.name} always />
      <Given name={t("facts.creditCode")} value={employer.creditCode} />
      <Given name={t("facts.nature")} value={label("enterprise-nature", employer.nature)} />
      <Given name={t("facts.industry")} value={label("industry", employer.industry)} />
      <Given name={t("facts.size")} value={label("enterprise-size", employer.size)} />
      <Given name={t("facts.region")} value={region ? regionName(region.name) : employer.region} />
      <Given name={t("facts.hasUnion")} value={label("employer-union", employer.hasUnion)} />
      <Given name={t("facts.employerContact")} value={employer.contact} />
      <Given name={t("facts.employerAddress")} value={employer.address} />
      <Given name={t("facts.project")} value={employer.project} />
      <Given name={t("facts.generalContractor")} value={employer.generalContractor} />
      <Given name={t("facts.subcontractor")} value={employer.subcontractor} />
    </FieldList>
  );
}

/** The region an office's name begins with: 泰山区总工会 → 泰山区. */
function regionName(officeName: string): string {
  return officeName.replace(/总工会$/, "");
}

function ClaimFacts({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const label = useLabel();
  const { language } = useSurroundings();
  const { claim } = order;
  return (
    <FieldList title={t("facts.claim")}>
      <Field name={t("facts.facts")}>
        <p>{claim.facts}</p>
      </Field>
      <Given
        name={t("facts.claimed")}
        value={claim.claimedCents > 0 ? formatMoney(claim.claimedCents, language) : ""}
      />
      <Given name={t("facts.period")} value={claim.period} />
      <Given name={t("facts.legalRoute")} value={label("legal-route", claim.legalRoute)} />
      <Given name={t("facts.evidence")} value={claim.evidence} />
    </FieldList>
  );
}

function ClassificationFacts({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const label = useLabel();
  const office = useOfficeName();
  const { classification } = order;
  const markOf = ({ class: kind, outcome }: WorkOrder["contacts"][number]): string => {
    if (outcome !== undefined) return label("contact-outcome", outcome);
    return kind === undefined ? "" : label("contact-class", kind);
  };
  return (
    <FieldList title={t("facts.classification")}>
      <Field name={t("facts.problem")}>{label("problem-type", classification.problem)}</Field>
      <Field name={t("facts.urgency")}>{label("urgency", classification.urgency)}</Field>
      <Field name={t("facts.difficulty")}>{label("difficulty", classification.difficulty)}</Field>
      <Field name={t("facts.registeredBy")}>{office(order.registeredBy)}</Field>
      {order.contacts.map((contact) => (
        <Fragment key={contact.id}>
          <Field name={t("facts.channel")}>
            {[label("channel", contact.channel), markOf(contact)].filter(Boolean).join(" · ")}
          </Field>
          <Field name={t("facts.receivedAt")}>{toChinaText(contact.receivedAt)}</Field>
          <Given
            name={t("facts.callSatisfaction")}
            value={contact.callSatisfaction > 0 ? label("satisfaction", String(contact.callSatisfaction)) : ""}
          />
        </Fragment>
      ))}
    </FieldList>
  );
}

/** A field that was given; one that was not stays away unless its absence matters. */
function Given({
  name,
  value,
  always = false,
}: {
  name: string;
  value: string;
  always?: boolean;
}): React.JSX.Element | null {
  const { t } = useTranslation("order");
  if (value === "" && !always) return null;
  return <Field name={name}>{value === "" ? t("facts.empty") : value}</Field>;
}
