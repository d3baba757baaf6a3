import { expect, test } from "vitest";
import { pathTo, pathToPrint, placeOf } from "../../../src-renderer/app/routes.ts";
import { workListsFor } from "../../../src-renderer/app/work-lists.ts";
import { roles } from "../../../src-shared/domain/permission/role.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";

const order = orderId("00000000-0000-7000-9000-000000000001");

test("[DE-3] a person sees the lists of the person's roles, always in one order", () => {
  expect(workListsFor(["handler"])).toEqual({
    work: ["to-accept", "in-handling", "to-dispatch"],
    look: ["ended", "all"],
  });
  expect(workListsFor(["archivist", "inspector"]).work).toEqual(["to-inspect", "to-archive"]);
  expect(workListsFor(["analyst"]).work).toEqual([]);
  expect(workListsFor([...roles]).work).toHaveLength(9);
});

test("[DE-4] every address that the desk makes is one it reads", () => {
  expect(placeOf(pathTo("to-accept", order), "all")).toEqual({ page: "order", list: "to-accept", order, step: null });
  expect(placeOf(pathTo("all", order, "report-result"), "all")).toMatchObject({ order, step: "report-result" });
  expect(placeOf(pathToPrint(order, "case-file"), "all")).toEqual({ page: "print", order, sheet: "case-file" });
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
