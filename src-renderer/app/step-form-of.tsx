import type { ActionType } from "../../src-shared/actions/action.ts";
import { ArchiveForm } from "../features/archive/archive-form.tsx";
import { AdjudicateForm } from "../features/cards/adjudicate-form.tsx";
import { CardReasonForm } from "../features/cards/card-reason-form.tsx";
import { RuleCardForm } from "../features/cards/rule-card-form.tsx";
import { CallbackForm } from "../features/callback/callback-form.tsx";
import { AnswerHelpForm } from "../features/co-handling/answer-help-form.tsx";
import { AskHelpForm } from "../features/co-handling/ask-help-form.tsx";
import { ReleaseHelpForm } from "../features/co-handling/release-help-form.tsx";
import { DispatchForm } from "../features/dispatch/dispatch-form.tsx";
import { ForwardForm } from "../features/dispatch/forward-form.tsx";
import { ReportForm } from "../features/handling/report-form.tsx";
import { ReturnForm } from "../features/handling/return-form.tsx";
import { EndIncidentForm } from "../features/incident/end-incident-form.tsx";
import { FlagIncidentForm } from "../features/incident/flag-incident-form.tsx";
import { ReportIncidentForm } from "../features/incident/report-incident-form.tsx";
import { InspectionForm } from "../features/inspection/inspection-form.tsx";
import { AmendForm } from "../features/intake/amend-form.tsx";
import { AnswerForm } from "../features/intake/answer-form.tsx";
import { AssignHandlerForm } from "../features/requests/assign-handler-form.tsx";
import { DecideExtensionForm } from "../features/requests/decide-extension-form.tsx";
import { DecideReopenForm } from "../features/requests/decide-reopen-form.tsx";
import { ExtensionForm } from "../features/requests/extension-form.tsx";
import { ObjectForm } from "../features/requests/object-form.tsx";
import { RecallForm } from "../features/requests/recall-form.tsx";
import { RecuseForm } from "../features/requests/recuse-form.tsx";
import { RequestReopenForm } from "../features/requests/request-reopen-form.tsx";
import { RuleObjectionForm } from "../features/requests/rule-objection-form.tsx";
import { ApproveForm } from "../features/review/approve-form.tsx";
import { DecideReturnForm } from "../features/review/decide-return-form.tsx";
import { SendBackForm } from "../features/review/send-back-form.tsx";
import { AnswerNoticeForm } from "../features/supervision/answer-notice-form.tsx";
import { EndForm } from "../features/supervision/end-form.tsx";
import { IssueNoticeForm } from "../features/supervision/issue-notice-form.tsx";
import { MergeForm } from "../features/supervision/merge-form.tsx";
import { ResumeForm } from "../features/supervision/resume-form.tsx";
import { SettleNoticeForm } from "../features/supervision/settle-notice-form.tsx";
import { SuspendForm } from "../features/supervision/suspend-form.tsx";
import type { StepProps } from "../ui/form/step-props.ts";

type StepFormComponent = (props: StepProps) => React.JSX.Element;

const RefuseForm: StepFormComponent = (props) => <EndForm {...props} as="refuse-order" />;
const RevokeCardForm: StepFormComponent = (props) => <CardReasonForm {...props} as="revoke-card" />;
const ObjectToCardForm: StepFormComponent = (props) => <CardReasonForm {...props} as="object-to-card" />;
const TerminateForm: StepFormComponent = (props) => <EndForm {...props} as="terminate-order" />;

const CloseIncidentForm: StepFormComponent = (props) => <EndIncidentForm {...props} as="close-incident" />;
const UnflagIncidentForm: StepFormComponent = (props) => <EndIncidentForm {...props} as="unflag-incident" />;

// Steps without a form of their own: registration has a page, acceptance is one click, notes and files have their box.
const forms: Readonly<Partial<Record<ActionType, StepFormComponent>>> = {
  "answer-directly": AnswerForm,
  amend: AmendForm,
  dispatch: DispatchForm,
  forward: ForwardForm,
  "report-result": ReportForm,
  "approve-result": ApproveForm,
  "send-back": SendBackForm,
  "return-order": ReturnForm,
  "decide-return": DecideReturnForm,
  suspend: SuspendForm,
  resume: ResumeForm,
  "call-back": CallbackForm,
  inspect: InspectionForm,
  archive: ArchiveForm,
  "ask-help": AskHelpForm,
  "answer-help": AnswerHelpForm,
  "release-help": ReleaseHelpForm,
  "flag-incident": FlagIncidentForm,
  "unflag-incident": UnflagIncidentForm,
  "report-incident": ReportIncidentForm,
  "close-incident": CloseIncidentForm,
  "merge-order": MergeForm,
  "issue-notice": IssueNoticeForm,
  "answer-notice": AnswerNoticeForm,
  "settle-notice": SettleNoticeForm,
  "request-extension": ExtensionForm,
  "decide-extension": DecideExtensionForm,
  recall: RecallForm,
  "assign-handler": AssignHandlerForm,
  recuse: RecuseForm,
  object: ObjectForm,
  "rule-objection": RuleObjectionForm,
  "request-reopen": RequestReopenForm,
  "decide-reopen": DecideReopenForm,
  "refuse-order": RefuseForm,
  "terminate-order": TerminateForm,
  "revoke-card": RevokeCardForm,
  "object-to-card": ObjectToCardForm,
  "rule-on-card": RuleCardForm,
  "adjudicate-time": AdjudicateForm,
};

/** The form of a step; nothing for a step that needs none. */
export function StepFormOf({ step, ...props }: StepProps & { step: ActionType }): React.JSX.Element | null {
  const Form = forms[step];
  return Form ? <Form {...props} /> : null;
}
