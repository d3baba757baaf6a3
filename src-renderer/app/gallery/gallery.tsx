import { useState, type ReactNode } from "react";

import { dayMs, hourMs } from "../../../src-shared/kernel/instant.ts";
import { CardBadge } from "../../ui/card-badge.tsx";
import { DeadlineBadge } from "../../ui/deadline-badge.tsx";
import { Face, Strip, TroubleNote } from "../../ui/face.tsx";
import { maskIdNumber, maskName, maskPhone } from "../../ui/format.ts";
import { OfficePicker } from "../../ui/office-picker.tsx";
import { MaskedText } from "../../ui/person-line.tsx";
import { ReceiptLine } from "../../ui/receipt-line.tsx";
import { StateBadge, UrgencyBadge, WordBadge } from "../../ui/state-badge.tsx";
import { useSurroundings } from "../../ui/surroundings.tsx";
import { SyncFace } from "../../ui/sync-face.tsx";
import { Timeline, TimelineLine } from "../../ui/timeline.tsx";
import { WhyDue } from "../../ui/why-popover.tsx";
import styles from "./gallery.module.css";

/** Every shared composition in its states, side by side; in development only, so its words are nobody's. */
export function Gallery(): React.JSX.Element {
  return (
    <main className={styles["gallery"]}>
      <Badges />
      <Receipts />
      <Faces />
      <Person />
      <Offices />
    </main>
  );
}

function Shown({ name, children }: { name: string; children: ReactNode }): React.JSX.Element {
  return (
    <section className={styles["shown"]} aria-label={name}>
      <h2>{name}</h2>
      <div className={styles["row"]}>{children}</div>
    </section>
  );
}

function Badges(): React.JSX.Element {
  const { now, dictionaries } = useSurroundings();
  const dues = [now - 5 * dayMs, now - hourMs, now + 20 * 60_000, now + 5 * hourMs, now + 2 * dayMs, now + 20 * dayMs];
  const states = dictionaries.dictionaries["order-state"] ?? [];
  return (
    <>
      <Shown name="deadline-badge">
        {dues.map((due) => (
          <DeadlineBadge key={due} due={due} withDate />
        ))}
        <WhyDue start={now} limit={{ amount: 15, unit: "working-day" }} due={now + 20 * dayMs} />
      </Shown>
      <Shown name="state-badge">
        {states.map((state) => (
          <StateBadge key={state.code} state={state.code} />
        ))}
        <UrgencyBadge urgency="critical" />
        <UrgencyBadge urgency="urgent" />
        <WordBadge>word</WordBadge>
      </Shown>
      <Shown name="card-badge">
        <CardBadge card="yellow" />
        <CardBadge card="red" />
      </Shown>
      <Shown name="sync-face">
        <SyncFace kind="synced" words="synced" />
        <SyncFace kind="sending" words="sending" />
        <SyncFace kind="offline" words="offline" />
        <SyncFace kind="trouble" words="trouble" />
      </Shown>
    </>
  );
}

const blank = { savedAt: null, number: null, receivedAt: null, verdict: null } as const;

function Receipts(): React.JSX.Element {
  const { now } = useSurroundings();
  const entry = { when: "09:12", who: "—", tags: [], body: <p>…</p>, foot: null };
  return (
    <>
      <Shown name="receipt-line">
        <ReceiptLine receipt={{ ...blank, savedAt: now, stage: "saved" }} />
        <ReceiptLine receipt={{ ...blank, savedAt: now, stage: "sending" }} />
        <ReceiptLine receipt={{ savedAt: now, stage: "received", number: 4201, receivedAt: now, verdict: "applied" }} />
        <ReceiptLine receipt={{ savedAt: now, stage: "refused", number: 4202, receivedAt: now, verdict: "rejected" }} />
      </Shown>
      <Shown name="timeline">
        <Timeline label="timeline">
          <TimelineLine {...entry} mark="done" title="done" />
          <TimelineLine {...entry} mark="waiting" title="waiting" />
          <TimelineLine {...entry} mark="doubtful" title="doubtful" />
        </Timeline>
      </Shown>
    </>
  );
}

function Faces(): React.JSX.Element {
  return (
    <Shown name="face">
      <Face title="title" words="words" />
      <TroubleNote>trouble</TroubleNote>
      <Strip>strip</Strip>
    </Shown>
  );
}

const person = { name: "吴·买买提江", phone: "13812341234", id: "11010519491231002X" };

function Person(): React.JSX.Element {
  const reveal = async (): Promise<boolean> => true;
  return (
    <Shown name="masked-text">
      <MaskedText full={person.name} masked={maskName(person.name)} onReveal={reveal} />
      <MaskedText full={person.phone} masked={maskPhone(person.phone)} onReveal={reveal} />
      <MaskedText full={person.id} masked={maskIdNumber(person.id)} onReveal={reveal} />
    </Shown>
  );
}

function Offices(): React.JSX.Element {
  const { offices } = useSurroundings();
  const [office, setOffice] = useState("");
  const [first] = offices;
  return (
    <Shown name="office-picker">
      <OfficePicker
        label="office"
        offices={offices}
        value={office}
        suggestions={first ? [{ office: first, reason: "reason" }] : []}
        error={undefined}
        onChange={setOffice}
      />
    </Shown>
  );
}
