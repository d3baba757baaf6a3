import { demoFileNamed, readDemoFiles } from "../../../src-server/jobs/demo-files.ts";
import type { DemoStage } from "../../../src-server/jobs/demo-plan.ts";
import { demoActors, demoColleagues, readDemoUsers } from "../../../src-server/jobs/demo-users.ts";
import { readResources } from "../../../src-server/store/read-resources.ts";
import { knownCodes } from "../../../src-shared/domain/reference/known-codes.ts";
import { officeId, userId } from "../../../src-shared/kernel/ids.ts";

const { calendar, policy, officeList, dictionaries } = readResources();
const offices = new Map(officeList.offices.map((office) => [office.id, office]));
const hub = officeId("p37");

/** The demo's people and rules as seen from a moment, without a province. */
export function demoStage(moment: string): DemoStage {
  return {
    rules: {
      calendar,
      policy,
      offices: { find: (id) => offices.get(id), hub },
      colleagues: demoColleagues(readDemoUsers().users),
      codes: knownCodes(dictionaries),
    },
    now: Date.parse(moment),
    actorNamed: demoActors(readDemoUsers().users),
    province: { id: userId("p"), name: "省级平台", office: hub, roles: ["province-itself"] },
    fileNamed: demoFileNamed(readDemoFiles()),
  };
}
