import { expect, test, vi } from "vitest";

import type { DeskBridge, ShellEvent } from "../../../src-shared/ipc/desk-bridge.ts";

type Listener = (event: unknown, told: ShellEvent) => void;
const world = vi.hoisted(() => ({ exposed: new Map<string, unknown>(), listeners: new Set<unknown>() }));

vi.mock("electron", () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => world.exposed.set(name, value) },
  ipcRenderer: {
    invoke: (...words: unknown[]) => Promise.resolve({ ok: true, value: words }),
    on: (channel: string, listener: unknown) => channel === "shell-event" && world.listeners.add(listener),
    removeListener: (_channel: string, listener: unknown) => world.listeners.delete(listener),
  },
}));

async function bridge(): Promise<DeskBridge> {
  await import("../../../src-main/preload/preload.ts");
  return world.exposed.get("lianxinqiao") as DeskBridge;
}

test("[SH-3] E3 the page gets two functions under one name, and nothing of Electron", async () => {
  const given = await bridge();
  expect([...world.exposed.keys()]).toEqual(["lianxinqiao"]);
  expect(Object.keys(given).toSorted()).toEqual(["call", "onShellEvent"]);
  expect(Object.values(given).every((member) => typeof member === "function")).toBe(true);
});

test("[SH-3] E3 a call goes over the one channel, with its name and its one argument", async () => {
  const given = await bridge();
  expect(await given.call("clock.read", {})).toEqual({ ok: true, value: ["desk-bridge", "clock.read", {}] });
});

test("[SH-3] E3 a listener gets the event's words without the event object, until it lets go", async () => {
  const given = await bridge();
  const heard: unknown[][] = [];
  const letGo = given.onShellEvent((...words) => heard.push(words));
  const [listener] = [...world.listeners] as Listener[];
  listener?.({ sender: "an event object" }, { type: "resumed" });
  expect(heard).toEqual([[{ type: "resumed" }]]);
  expect(letGo()).toBeUndefined();
  expect(world.listeners.size).toBe(0);
});
