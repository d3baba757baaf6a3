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

/** Asks, so that there is a connection, and posts a piece; answers whether the page heard of an end. */
async function askAndPost(page: Page, { url }: Rude): Promise<string> {
  await page.goto(url);
  return page.evaluate(async () => {
    await (await fetch("/", { cache: "no-store" })).text();
    return fetch("/piece", { method: "POST", body: "x".repeat(5000) }).then(
      () => "answered",
      () => "broke off",
    );
  });
}

test("[PF-22] still: Chromium repeats by itself what broke off on a connection that it had used before", async ({
  page,
}) => {
  const server = await openRude("keep-alive");
  try {
    expect(await askAndPost(page, server)).toBe("broke off");
    expect(server.posts()).toBeGreaterThan(1);
  } finally {
    server.close();
  }
});

test("[PF-22] a request on a connection of its own goes once", async ({ page }) => {
  const server = await openRude("close");
  try {
    expect(await askAndPost(page, server)).toBe("broke off");
    expect(server.posts()).toBe(1);
  } finally {
    server.close();
  }
});
