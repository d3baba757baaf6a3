import type { SecondClient } from "./second-client.ts";

type Heads = Readonly<{ versions: Readonly<Record<string, number>> }>;

/** Hears the live channel until `enough` says so; what it says of each shard is held against the copy by the caller. */
export async function hearHeads(
  client: SecondClient,
  hear: (heads: Heads) => Promise<"enough" | "more">,
): Promise<void> {
  const ending = new AbortController();
  const request = { headers: client.authorization(), signal: ending.signal };
  const answer = await client.parts.line(`${client.parts.base}/api/sync/stream`, request);
  if (answer.body === null || !answer.ok) throw new Error(`no stream: ${answer.status}`);
  let text = "";
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    const events = (text + piece).split("\n\n");
    text = events.pop() ?? "";
    for (const heads of events.flatMap(headsOf)) {
      if ((await hear(heads)) === "more") continue;
      ending.abort();
      return;
    }
  }
}

/** A line that begins with a colon is the heartbeat. */
function headsOf(event: string): readonly Heads[] {
  const lines = event.split("\n");
  if (!lines.includes("event: heads")) return [];
  const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice("data: ".length));
  return [JSON.parse(data.join("\n")) as Heads];
}
