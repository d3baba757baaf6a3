import { administrationEn } from "./administration-en.ts";
import { administrationZh } from "./administration.ts";
import { archiveEn, archiveZh } from "./archive.ts";
import { batchEn, batchZh } from "./batch.ts";
import { callbackEn, callbackZh } from "./callback.ts";
import { cardsEn, cardsZh } from "./cards.ts";
import { commonEn, commonZh } from "./common.ts";
import { coHandlingEn, coHandlingZh } from "./co-handling.ts";
import { incidentEn, incidentZh } from "./incident.ts";
import { diagnosisEn, diagnosisZh } from "./diagnosis.ts";
import { dispatchEn, dispatchZh } from "./dispatch.ts";
import { formEn, formZh } from "./form.ts";
import { handlingEn, handlingZh } from "./handling.ts";
import { inboxEn, inboxZh } from "./inbox.ts";
import { inspectionEn, inspectionZh } from "./inspection.ts";
import { intakeEn, intakeZh } from "./intake.ts";
import { manualEn, manualZh } from "./manual.ts";
import { noticeEn, noticeZh } from "./notice.ts";
import { knowledgeEn, knowledgeZh } from "./knowledge.ts";
import { orderEn, orderZh } from "./order.ts";
import { paperCheckEn, paperCheckZh } from "./paper-check.ts";
import { papersEn, papersZh } from "./papers.ts";
import { printingEn, printingZh } from "./printing.ts";
import { problemsEn, problemsZh } from "./problems.ts";
import { requestsEn, requestsZh } from "./requests.ts";
import { reviewEn, reviewZh } from "./review.ts";
import { sessionEn, sessionZh } from "./session.ts";
import { shellEn, shellZh } from "./shell.ts";
import { supervisionEn, supervisionZh } from "./supervision.ts";
import { courierEn, courierZh } from "./courier.ts";
import { previewEn, previewZh } from "./preview.ts";
import { syncCenterEn, syncCenterZh } from "./sync-center.ts";
import { timelineEn, timelineZh } from "./timeline.ts";
import { uiEn, uiZh } from "./ui.ts";

const zh = {
  common: commonZh,
  problems: problemsZh,
  shell: shellZh,
  session: sessionZh,
  inbox: inboxZh,
  batch: batchZh,
  ui: uiZh,
  form: formZh,
  notice: noticeZh,
  order: orderZh,
  timeline: timelineZh,
  intake: intakeZh,
  knowledge: knowledgeZh,
  dispatch: dispatchZh,
  handling: handlingZh,
  requests: requestsZh,
  review: reviewZh,
  callback: callbackZh,
  cards: cardsZh,
  inspection: inspectionZh,
  administration: administrationZh,
  archive: archiveZh,
  supervision: supervisionZh,
  coHandling: coHandlingZh,
  incident: incidentZh,
  syncCenter: syncCenterZh,
  diagnosis: diagnosisZh,
  courier: courierZh,
  preview: previewZh,
  paperCheck: paperCheckZh,
  papers: papersZh,
  printing: printingZh,
  manual: manualZh,
} as const;

const en = {
  common: commonEn,
  problems: problemsEn,
  shell: shellEn,
  session: sessionEn,
  inbox: inboxEn,
  batch: batchEn,
  ui: uiEn,
  form: formEn,
  notice: noticeEn,
  order: orderEn,
  timeline: timelineEn,
  intake: intakeEn,
  knowledge: knowledgeEn,
  dispatch: dispatchEn,
  handling: handlingEn,
  requests: requestsEn,
  review: reviewEn,
  callback: callbackEn,
  cards: cardsEn,
  inspection: inspectionEn,
  administration: administrationEn,
  archive: archiveEn,
  supervision: supervisionEn,
  coHandling: coHandlingEn,
  incident: incidentEn,
  syncCenter: syncCenterEn,
  diagnosis: diagnosisEn,
  courier: courierEn,
  preview: previewEn,
  paperCheck: paperCheckEn,
  papers: papersEn,
  printing: printingEn,
  manual: manualEn,
} as const;

/** Every word on screen and on paper: one namespace per feature, Chinese being the original. */
export const words = { "zh-CN": zh, en } as const;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof zh;
  }
}
