import { createContext, use } from "react";
import { useTranslation } from "react-i18next";

import { codeOfPaper } from "../../../src-shared/domain/paper/paper-hash.ts";
import type { PaperName } from "../../../src-shared/domain/paper/paper-kind.ts";
import { paperText } from "../../../src-shared/domain/paper/paper-text.ts";
import { invariant } from "../../../src-shared/kernel/invariant.ts";
import { usePrintJob } from "./print-context.ts";
import { QrCode } from "./qr-code.tsx";

const context = createContext<PaperName | null>(null);
/** Says to everything below it which paper of the order it is on. */
export const PaperNameProvider = context.Provider;

/**
 * What a paper is checked by: a QR code, and the same in characters that people read; or why it cannot be checked yet.
 * @see docs/spec/paper-check.md PC-5, PC-6
 */
export function PaperMark(): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { standing } = usePrintJob();
  const paper = use(context);
  invariant(paper, "a mark is on a paper");
  if (typeof standing === "string") return <p className="paper-mark paper-unmarked">{t(`mark.${standing}`)}</p>;
  const code = codeOfPaper({ ...standing, paper });
  return (
    <div className="paper-mark">
      <QrCode text={paperText({ ...standing, paper, code })} label={t("mark.qr")} />
      <p className="paper-code">
        {code.slice(0, 9)}
        <wbr />
        {code.slice(10)}
      </p>
      <p className="paper-version">{t("mark.version", { n: standing.version })}</p>
    </div>
  );
}
