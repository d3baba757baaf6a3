import { expect, test } from "vitest";
import { pathTo, pathToPrint, placeOf } from "../../../src-renderer/app/routes.ts";
import { mostPressing } from "../../../src-renderer/app/use-work-lists.ts";
import { isWatched, workListsFor } from "../../../src-renderer/app/work-lists.ts";
import type { WorkListName } from "../../../src-renderer/data/list-names.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";

const order = orderId("00000000-0000-7000-9000-000000000001");

test("[DE-3, WL-1] a person sees the lists of the person's roles, always in one order", () => {
  expect(workListsFor(["handler"])).toEqual({
    work: ["to-accept", "in-handling", "to-help", "to-reply", "to-dispatch", "late-records", "incidents"],
    look: ["ended", "all"],
  });
  expect(workListsFor(["operator"]).work).toEqual(["to-dispatch", "mine"]);
  expect(workListsFor(["archivist", "inspector"]).work).toEqual(["to-inspect", "to-archive"]);
  expect(workListsFor(["analyst"]).work).toEqual([]);
  expect(workListsFor([...roles]).work).toHaveLength(23);
});

test("[WL-1] dispatcher, leader, callback agent and supervisor have what they answer for", () => {
  expect(workListsFor(["dispatcher"]).work).toEqual([
    "returns",
    "to-decide",
    "to-dispatch",
    "late-records",
    "incidents",
    "below",
    "suspended",
  ]);
  expect(workListsFor(["leader"]).work).toEqual([
    ...["to-accept", "to-review", "to-help", "returns", "to-decide", "to-reply", "to-dispatch", "late-records"],
    ...["incidents", "own", "carded", "below"],
  ]);
  expect(workListsFor(["callback-agent"]).work).toEqual(["to-call-back", "call-again"]);
  expect(workListsFor(["supervisor"]).work).toEqual([
    ...["to-decide", "to-judge", "to-rule", "to-supervise", "incidents", "reply-awaited"],
    ...["carded", "below", "suspended"],
  ]);
});

test("[WL-2] the lists one works off come before those one watches", () => {
  const { work } = workListsFor([...roles]);
  const watched = work.map(isWatched);
  expect(watched.indexOf(true)).toBe(watched.lastIndexOf(false) + 1);
  const head = (list: WorkListName, due: number) => ({ list, page: { total: 1, lines: [{ due }] } }) as never;
  expect(mostPressing([head("carded", 1), head("to-accept", 9)])).toBe("to-accept");
  expect(mostPressing([head("carded", 5), head("below", 1)])).toBe("below");
});

test("[DE-4] every address that the desk makes is one it reads", () => {
  expect(placeOf(pathTo("to-accept", order), "all")).toEqual({ page: "order", list: "to-accept", order, step: null });
  expect(placeOf(pathTo("all", order, "report-result"), "all")).toMatchObject({ order, step: "report-result" });
  expect(placeOf(pathToPrint(order, "case-file"), "all")).toEqual({
    page: "print",
    order,
    sheet: "case-file",
    part: "",
  });
  expect(placeOf(pathToPrint(order, "paper", "notice.1"), "all")).toMatchObject({ sheet: "paper", part: "notice.1" });
  expect(placeOf(`/order/${order}`, "below")).toEqual({ page: "order", list: "all", order, step: null });
  expect(placeOf("/sync", "all")).toEqual({ page: "sync" });
});

test("[DE-4] an address it does not know leads to the first list", () => {
  const home = { page: "order", list: "to-review", order: null, step: null };
  for (const path of ["/", "", "/nowhere/at/all", "/list/nothing", "/print/x/case-file", `/print/${order}/poster`]) {
    expect(placeOf(path, "to-review")).toEqual(home);
  }
  expect(placeOf(`/list/all/${order}/constructor`, "all")).toMatchObject({ order, step: null });
  expect(placeOf("/list/all/<script>", "all")).toMatchObject({ order: null });
});
