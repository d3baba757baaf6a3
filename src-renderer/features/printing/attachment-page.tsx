import { useTranslation } from "react-i18next";

import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { usePrintJob } from "./print-context.ts";
import { SheetHead } from "./sheet-frame.tsx";

/** 附件: one picture, one page; what is no picture, or not on this computer, is named with its hash. */
export function AttachmentPage({ attachment, n }: { attachment: Attachment; n: number }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { pictures } = usePrintJob();
  const url = pictures.get(attachment.sha256) ?? null;
  const isPicture = attachment.type.startsWith("image/");
  const missing = t(isPicture ? "attachmentMissing" : "attachmentOther", { hash: attachment.sha256 });
  return (
    <>
      <SheetHead title={t("attachment", { n, name: attachment.name })} />
      <p>{[attachment.caption, attachment.addedBy, toChinaText(attachment.addedAt)].filter(Boolean).join(" · ")}</p>
      {isPicture && url !== null ? (
        <div className="paper-attachment">
          <img src={url} alt={attachment.name} data-sha256={attachment.sha256} />
        </div>
      ) : (
        <p className="paper-marks">{missing}</p>
      )}
    </>
  );
}
