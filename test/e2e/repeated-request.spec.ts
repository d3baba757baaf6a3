import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page } from "@playwright/test";

/** What a page asks of a server that breaks off whatever is posted to it, and how often it was asked. */
type Rude = Readonly<{ url: string; posts: () => number; close: () => void }>;

/** @param afterward what answers to a question say of their connection */
async function openRude(afterward: "keep-alive" | "close"): Promise<Rude> {
  let posts = 0;
  const server = createServer((request, reply) => {
    if (request.method === "GET") {
      return void reply.setHeader("connection", afterward).setHeader("content-type", "text/html").end("<p>");
    }
    posts += 1;
    request.resume().once("end", () => request.socket.resetAndDestroy());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => void server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, posts: () => posts, close: () => void server.close() };
}

/** How often a piece is posted that breaks off, after a question that left such a connection. */
async function postsOf(page: Page, afterward: "keep-alive" | "close"): Promise<number> {
  const server = await openRude(afterward);
  try {
    await page.goto(server.url);
    const end = await page.evaluate(async () => {
      await (await fetch("/", { cache: "no-store" })).text();
      return fetch("/piece", { method: "POST", body: "x".repeat(5000) }).then(
        () => "answered",
        () => "broke off",
      );
    });
    expect(end).toBe("broke off");
    return server.posts();
  } finally {
    server.close();
  }
}

test("[PF-22] still: Chromium repeats by itself what broke off on a connection that it had used before", async ({
  page,
}) => {
  expect(await postsOf(page, "keep-alive")).toBeGreaterThan(1);
});

test("[PF-22] a request on a connection of its own goes once", async ({ page }) => {
  expect(await postsOf(page, "close")).toBe(1);
});
