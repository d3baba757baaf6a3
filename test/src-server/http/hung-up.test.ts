import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Writable } from "node:stream";
import fastify from "fastify";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";

import { answerError } from "../../../src-server/http/plugins/problem-answers.ts";

const brokenOff = (): Error => Object.assign(new Error("Premature close"), { code: "ERR_STREAM_PREMATURE_CLOSE" });

test("[SV-38] a sender who hangs up before the answer is not logged as an error", async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = fastify({ loggerInstance: pino({ level: "warn" }, sink) });
  onTestFinished(() => app.close());
  app.setErrorHandler(answerError);
  app.get("/now", async () => Promise.reject(brokenOff()));
  app.get<{ Params: { fault: string } }>("/later/:fault", async ({ raw, params }) => {
    raw.socket.emit("asked");
    await once(raw.socket, "close");
    throw params.fault === "bug" ? new TypeError("a bug") : brokenOff();
  });
  const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const hangUp = async (fault: string): Promise<void> => {
    const failed = Promise.withResolvers<undefined>();
    app.server.once("connection", (socket: Socket) => socket.once("asked", () => caller.destroy()));
    app.server.once("connection", (socket: Socket) => socket.once("close", () => setTimeout(failed.resolve, 50)));
    const caller = connect(Number(port), "127.0.0.1");
    caller.write(`GET /later/${fault} HTTP/1.1\r\nhost: province\r\n\r\n`);
    await failed.promise;
  };
  await hangUp("line");
  expect(lines).toEqual([]);
  await hangUp("bug");
  expect(lines).toHaveLength(1);
  expect((await fetch(`http://127.0.0.1:${port}/now`)).status).toBe(500);
  expect(lines).toHaveLength(2);
});
