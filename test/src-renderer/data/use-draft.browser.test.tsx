import { cleanup, render } from "@testing-library/react";
import { Type } from "typebox";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";

import type { Desk } from "../../../src-renderer/data/desk-api.ts";
import { DeskProvider } from "../../../src-renderer/data/use-desk.ts";
import { useDraft } from "../../../src-renderer/data/use-draft.ts";
import { fakeDesk } from "../../support/fake-desk.ts";
import { people } from "../../support/fake-reference.ts";

const shape = Type.Object({ text: Type.String() });
const empty = { text: "" };

function Form(): React.JSX.Element {
  const draft = useDraft("a-form", shape, empty);
  if (draft === "loading") return <p>loading</p>;
  return (
    <form>
      <textarea
        aria-label="text"
        value={draft.value.text}
        onChange={(event) => draft.set({ text: event.currentTarget.value })}
      />
      <p>{draft.restored ? "restored" : "begun"}</p>
      <button type="button" onClick={() => void draft.clear()}>
        clear
      </button>
    </form>
  );
}

function show(desk: Desk): () => void {
  return render(
    <DeskProvider desk={desk}>
      <Form />
    </DeskProvider>,
  ).unmount;
}

afterEach(cleanup);

test("[LS-31] what was typed last is there when the form comes back, even when it went away at once", async () => {
  const desk = fakeDesk(people.county, []);
  const close = show(desk);
  await expect.element(page.getByText("begun")).toBeVisible();
  await page.getByLabelText("text").fill("已联系职工");
  close();
  await expect.poll(() => desk.drafts.read("a-form")).toEqual({ text: "已联系职工" });
  show(desk);
  await expect.element(page.getByText("restored")).toBeVisible();
  await expect.element(page.getByLabelText("text")).toHaveValue("已联系职工");
  await page.getByRole("button").click();
  await expect.element(page.getByLabelText("text")).toHaveValue("");
  await expect.poll(() => desk.drafts.read("a-form")).toBeFalsy();
});

test("[LS-31] a draft of another shape is not forced on the form", async () => {
  const desk = fakeDesk(people.county, []);
  await desk.drafts.write("a-form", { text: 5 });
  show(desk);
  await expect.element(page.getByText("begun")).toBeVisible();
  await expect.element(page.getByLabelText("text")).toHaveValue("");
});
