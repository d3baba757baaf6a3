import { fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { actionId, sha256 } from "../../../src-shared/kernel/ids.ts";
import { fakeId } from "../../support/fake-orders.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";
import { people } from "../../support/fake-reference.ts";
import { fakeWorld } from "../../support/fake-world.ts";

afterEach(putAway);

test("[DG-8] the sync centre says when the copy was last compared, and what was put right", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/sync");
  expect(await screen.findByText("还没有核对过")).toBeDefined();
  const at = desk.now();
  desk.say({ audit: { at, orders: 123, fetched: 0, removed: 0, left: 0 } });
  expect(await screen.findByText(/123 件工单，全部一致/)).toBeDefined();
  desk.say({ audit: { at, orders: 123, fetched: 3, removed: 1, left: 0 } });
  expect(await screen.findByText(/已补正 4 件，现在一致/)).toBeDefined();
  desk.say({ audit: { at, orders: 123, fetched: 3, removed: 1, left: 2 } });
  expect(await screen.findByText(/2 件还不一致/)).toBeDefined();
});

test("[FI-21] [FI-22] [FI-24] [RC-23] each file and all together say how far they are; one may be stopped or taken back", async () => {
  const world = fakeWorld();
  const [order] = world;
  if (!order) throw new Error("the world is empty");
  const desk = showDesk(people.county, world, "/sync");
  const line = {
    sha256: sha256("a".repeat(64)),
    actionId: actionId(fakeId()),
    orderId: order.id,
    name: "工资条.jpg",
    size: 4 * 1024 * 1024,
    sent: 1024 * 1024,
    stage: "sending",
    isSaved: false,
  } as const;
  const other = {
    ...line,
    sha256: sha256("b".repeat(64)),
    name: "合同.pdf",
    sent: 0,
    stage: "waiting" as const,
    isSaved: true,
  };
  const upload = { ...line, waiting: 1, secondsLeft: 200 };
  desk.say({ uploads: [line, other], upload });
  const panel = within(await screen.findByRole("region", { name: "附件上传" }));
  expect(
    panel.getByText(/2 份附件还没有全部送到省平台，已传 1.0 MB，共 8.0 MB。 按现在的网速，还需约 4 分钟。/),
  ).toBeDefined();
  expect(panel.getByText("正在上传，已传 1.0 MB，共 4.0 MB（25%）")).toBeDefined();
  expect(panel.getByText("等待上传，共 4.0 MB")).toBeDefined();
  expect(screen.getByText("正在传附件 2 份 · 12%")).toBeDefined();
  expect(screen.getByText("步骤都已送达省平台，还有 2 份附件没有传完。")).toBeDefined();
  expect(panel.queryByRole("button", { name: "取消添加 工资条.jpg" })).toBeNull();
  expect(panel.getByRole("button", { name: "取消添加 合同.pdf" })).toBeDefined();
  fireEvent.click(panel.getByRole("button", { name: "暂停 工资条.jpg" }));
  expect(await panel.findByText("已暂停，已传 1.0 MB，共 4.0 MB（25%）")).toBeDefined();
  fireEvent.click(panel.getByRole("button", { name: "全部暂停" }));
  expect(await panel.findByText(/都已暂停，点“继续”才会上传。/)).toBeDefined();
  expect(screen.getByText("2 份附件已暂停")).toBeDefined();
  fireEvent.click(panel.getByRole("button", { name: "全部继续" }));
  expect(await panel.findByText("等待继续，已传 1.0 MB，共 4.0 MB（25%）")).toBeDefined();
  desk.cut();
  expect(await panel.findByText(/现在没有网络，连上后自动从断开的地方继续。/)).toBeDefined();
});

test("[FI-42] the sync centre shows what is being fetched, too", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/sync");
  expect(await screen.findByText("还没有核对过")).toBeDefined();
  const hash = sha256("c".repeat(64));
  const size = 8 * 1024 * 1024;
  desk.files.downloads.next([{ sha256: hash, name: "合同.pdf", size, got: size / 2, secondsLeft: 30 }]);
  const panel = within(await screen.findByRole("region", { name: "附件取回" }));
  expect(panel.getByText("正在从省平台取回，已到 4.0 MB，共 8.0 MB（50%） · 还需不到 1 分钟")).toBeDefined();
  fireEvent.click(panel.getByRole("button", { name: "停止 合同.pdf" }));
  expect(desk.files.stopped).toEqual([hash]);
});

test("[DE-51] without a line nothing is called being sent, whatever the engine tries", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/sync");
  desk.cut();
  desk.say({ unsent: 3, sending: true });
  expect(await screen.findByText("省平台暂时连不上。您的 3 步已存在本机，恢复后自动发送。")).toBeDefined();
  expect(screen.getByText("不用您处理，会自动发送。")).toBeDefined();
  expect(screen.queryByText(/正在把/)).toBeNull();
  desk.say({ line: "online", trouble: null });
  expect(await screen.findByText("正在把 3 步送往省平台。")).toBeDefined();
});
