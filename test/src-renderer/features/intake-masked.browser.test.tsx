import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { people } from "../../support/fake-reference.ts";
import { wagesInHandling } from "../../support/fake-world.ts";
import { pageFaults } from "../../support/page-faults.ts";
import { putAway, showDesk, showOrder } from "../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const idField = () => page.getByRole("textbox", { name: "身份证号" });

test("[IK-11, IK-12] a typed ID number is masked once the field is left, and its check digit is told in words", async () => {
  showDesk(people.hub, [], "/new");
  await page.getByText("更多职工信息").click();
  await idField().click();
  await userEvent.keyboard("110105194912310021");
  await expect.element(idField()).toHaveValue("110105194912310021");
  await expect.element(page.getByText(/校验码/)).not.toBeInTheDocument();
  await userEvent.keyboard("{Tab}");
  await expect.element(idField()).toHaveValue("110105********0021");
  await expect.element(page.getByText("身份证号最后一位（校验码）与前 17 位不符，请与职工核对。")).toBeVisible();
  expect(await pageFaults()).toEqual([]);
  await idField().click();
  await expect.element(idField()).toHaveValue("110105194912310021");
  await userEvent.keyboard("{End}{Backspace}");
  await userEvent.keyboard("{Tab}");
  await expect.element(page.getByText(/身份证号应为 18 位/)).toBeVisible();
  await idField().fill("11010519491231002x");
  await userEvent.keyboard("{Tab}");
  await expect.element(idField()).toHaveValue("110105********002x");
  await expect.element(page.getByText(/身份证号最后一位|身份证号应为/)).not.toBeInTheDocument();
});

test("[IK-11] a correction shows the registered ID number and telephone masked, also under the cursor", async () => {
  const { order } = wagesInHandling();
  const desk = showOrder(people.county, order, "amend");
  await page.getByText("更多职工信息").click();
  const phoneField = page.getByRole("textbox", { name: "联系电话" });
  await expect.element(idField()).toHaveValue("110105********002X");
  await expect.element(phoneField).toHaveValue("138****1234");
  await idField().click();
  await expect.element(idField()).toHaveValue("");
  await expect.element(page.getByText("已登记。重新输入即替换，不输入则不变。")).toBeVisible();
  expect(await pageFaults()).toEqual([]);
  await phoneField.click();
  await userEvent.keyboard("13900001111");
  await page.getByLabelText(/^补正理由/).fill("职工更换了电话。");
  await page.getByRole("button", { name: "保存补正" }).click();
  await expect.poll(() => desk.submitted.length).toBe(1);
  expect(desk.submitted[0]).toMatchObject({
    type: "amend",
    payload: { amendment: { worker: { phones: ["13900001111"], idNumber: "11010519491231002X" } } },
  });
});

test("[IK-11] a registered ID number that should not be there is cleared without being shown", async () => {
  const desk = showOrder(people.county, wagesInHandling().order, "amend");
  await page.getByText("更多职工信息").click();
  await page.getByRole("button", { name: "清除身份证号" }).click();
  await expect.element(idField()).toHaveValue("");
  await page.getByLabelText(/^补正理由/).fill("职工要求不留身份证号。");
  await page.getByRole("button", { name: "保存补正" }).click();
  await expect.poll(() => desk.submitted).toMatchObject([{ payload: { amendment: { worker: { idNumber: "" } } } }]);
});
