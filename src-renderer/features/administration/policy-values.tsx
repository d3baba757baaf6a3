import { Button, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Policy } from "../../../src-shared/domain/reference/policy.ts";
import { policyCounts, policyLimits, type PolicyCount } from "../../../src-shared/domain/reference/policy-values.ts";
import styles from "./administration.module.css";
import { LimitCell } from "./limit-cell.tsx";

type Props = Readonly<{ policy: Policy; onChange: ((policy: Policy) => void) | null }>;

/** What a policy says once, for all orders: extensions, returns, cards, callbacks, incidents, supervision, offline work. */
export function PolicyValues({ policy, onChange }: Props): React.JSX.Element {
  const { t } = useTranslation("administration");
  return (
    <>
      <h2 className={styles["heading"]}>{t("policy.extensions")}</h2>
      <Extensions policy={policy} onChange={onChange} />
      <h2 className={styles["heading"]}>{t("policy.others")}</h2>
      <div className={styles["values"]}>
        {policyLimits.map(({ name, read, write }) => (
          <Value key={name} label={t(`policy.values.${name}`)}>
            <LimitCell
              label={t(`policy.values.${name}`)}
              limit={read(policy)}
              onChange={onChange === null ? null : (limit) => onChange(write(policy, limit))}
            />
          </Value>
        ))}
        {policyCounts.map((count) => (
          <Value key={count.name} label={t(`policy.values.${count.name}`)}>
            <Count count={count} policy={policy} onChange={onChange} />
          </Value>
        ))}
        <Choices policy={policy} onChange={onChange} />
      </div>
    </>
  );
}

function Value({ label, children }: { label: string; children: React.ReactNode }): React.JSX.Element {
  return (
    <div className={styles["value"]}>
      <span>{label}</span>
      {children}
    </div>
  );
}

function Count({ count, policy, onChange }: Props & Readonly<{ count: PolicyCount }>): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { name, least, most, read, write } = count;
  if (onChange === null) return <span>{read(policy)}</span>;
  return (
    <NumberInput
      aria-label={t(`policy.values.${name}`)}
      size="xs"
      w={88}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      value={read(policy)}
      onChange={(value) => onChange(write(policy, Math.max(least, Number(value) || least)))}
    />
  );
}

function Choices({ policy, onChange }: Props): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { callback, closeOfBusiness } = policy;
  return (
    <>
      <Value label={t("policy.differentDays")}>
        {onChange === null ? (
          <span>{t(callback.onDifferentDays ? "policy.yes" : "policy.no")}</span>
        ) : (
          <Switch
            aria-label={t("policy.differentDays")}
            checked={callback.onDifferentDays}
            onChange={({ currentTarget }) =>
              onChange({ ...policy, callback: { ...callback, onDifferentDays: currentTarget.checked } })
            }
          />
        )}
      </Value>
      <Value label={t("policy.closeOfBusiness")}>
        {onChange === null ? (
          <span>{closeOfBusiness}</span>
        ) : (
          <TextInput
            aria-label={t("policy.closeOfBusiness")}
            size="xs"
            w={88}
            value={closeOfBusiness}
            placeholder="24:00"
            onChange={({ currentTarget }) => onChange({ ...policy, closeOfBusiness: currentTarget.value.trim() })}
          />
        )}
      </Value>
    </>
  );
}

/** How often an order may be given more time, how much each time, and by whom. */
function Extensions({ policy, onChange }: Props): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { extensions } = policy;
  const put = (changed: Policy["extensions"]): void => onChange?.({ ...policy, extensions: changed });
  const judges = (["office-above", "hub"] as const).map((value) => ({ value, label: t(`policy.grantedBy.${value}`) }));
  return (
    <div className={styles["values"]}>
      {extensions.map((one, at) => (
        // The place in the list is what an extension is: the first, the second.
        <Value key={at} label={t("policy.extension", { n: at + 1 })}>
          <LimitCell
            label={t("policy.extension", { n: at + 1 })}
            limit={one.upTo}
            onChange={onChange === null ? null : (upTo) => put(extensions.with(at, { ...one, upTo }))}
          />
          {onChange === null ? (
            <span>{t(`policy.grantedBy.${one.grantedBy}`)}</span>
          ) : (
            <Select
              aria-label={t("policy.judge", { n: at + 1 })}
              size="xs"
              w={128}
              data={judges}
              value={one.grantedBy}
              allowDeselect={false}
              onChange={(judge) =>
                put(extensions.with(at, { ...one, grantedBy: judge === "hub" ? "hub" : "office-above" }))
              }
            />
          )}
        </Value>
      ))}
      {extensions.length === 0 && <span>{t("policy.noExtension")}</span>}
      {onChange !== null && (
        <div className={styles["tools"]}>
          <Button
            size="compact-xs"
            variant="default"
            disabled={extensions.length >= 5}
            onClick={() => put([...extensions, { grantedBy: "hub", upTo: { amount: 5, unit: "working-day" } }])}
          >
            {t("policy.addExtension")}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={extensions.length === 0}
            onClick={() => put(extensions.slice(0, -1))}
          >
            {t("policy.dropExtension")}
          </Button>
        </div>
      )}
    </div>
  );
}
