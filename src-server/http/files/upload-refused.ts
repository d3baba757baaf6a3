import { problemKinds, type ProblemName } from "../../../src-shared/protocol/problem-code.ts";

/** A refusal in the words of the tus server: it answers with these members of a thrown error. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
  readonly problem: ProblemName;
  readonly status_code: number;
  readonly body: string;
  constructor(problem: ProblemName) {
    super(problem);
    this.problem = problem;
    this.status_code = problemKinds[problem].status;
    this.body = problem;
  }
}
