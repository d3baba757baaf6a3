import pg from "pg";
import { pino } from "pino";

import { rebuildOrders } from "../../src-server/projection/rebuild.ts";
import { openPostgres } from "../../src-server/store/open-postgres.ts";

/** What was found wrong with what the province holds; every list is empty when all is well. */
export type Findings = Readonly<{ lost: readonly string[]; doubled: readonly string[]; wrong: readonly string[] }>;

/**
 * Judges the database at rest against what devices were told: every saved step has one row with one verdict, every
 * device's seq is dense, no alarm was raised, and replay gives the stored orders.
 */
export async function judgeRows(databaseUrl: string, saved: ReadonlySet<string>): Promise<Findings> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; copies: number }>(
      "select id, count(*)::int as copies from actions group by id",
    );
    const copies = new Map(rows.map((row) => [row.id, row.copies]));
    const lost = [...saved].filter((id) => !copies.has(id));
    const doubled = rows.filter((row) => row.copies > 1).map((row) => `${row.id} has ${row.copies} rows`);
    const twice = await doubledEffects(client);
    const wrong = [...(await gaps(client)), ...(await alarms(client)), ...(await notReplayed(databaseUrl))];
    return { lost, doubled: [...doubled, ...twice], wrong };
  } finally {
    await client.end();
  }
}

/** An event that stands twice on a timeline, or that no applied action stands for. */
async function doubledEffects(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string; event: string; times: number }>(`
    select w.id, e->>'id' as event, count(*)::int as times
    from work_orders w, jsonb_array_elements(w.body->'timeline') e
    group by 1, 2 having count(*) > 1`);
  return rows.map((row) => `${row.event} stands ${row.times} times on ${row.id}`);
}

async function gaps(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ device_id: string; rows: number; last: number; told: number }>(`
    select a.device_id, count(*)::int as rows, max(a.seq)::int as last, d.last_seq::int as told
    from actions a join devices d on d.id = a.device_id group by a.device_id, d.last_seq
    having count(*) <> max(a.seq) or min(a.seq) <> 1 or max(a.seq) <> d.last_seq`);
  return rows.map((row) => `the device ${row.device_id} has ${row.rows} rows up to seq ${row.last}, told ${row.told}`);
}

async function alarms(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ kind: string; envelope: string }>("select kind, envelope from alarms");
  return rows.map((row) => `alarm ${row.kind}: ${row.envelope.slice(0, 200)}`);
}

async function notReplayed(databaseUrl: string): Promise<readonly string[]> {
  const store = await openPostgres(databaseUrl, pino({ level: "silent" }));
  try {
    const { differing } = await rebuildOrders(store, false);
    return differing.map((id) => `replay of ${id} gives another order`);
  } finally {
    await store.close();
  }
}

/** How many rows the province holds, by verdict, and what was not simply applied by its kind. */
export async function verdicts(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ verdict: string; count: number }>(
      `select case when verdict = 'applied' then verdict else concat_ws(' ', verdict, type, code) end as verdict,
       count(*)::int as count from actions group by 1 order by 2 desc`,
    );
    return Object.fromEntries(rows.map((row) => [row.verdict, row.count]));
  } finally {
    await client.end();
  }
}

/** Orders whose documents travelled to an account that never had them in its scope. */
export async function strangersOnTheWire(
  databaseUrl: string,
  documents: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found: string[] = [];
    for (const [account, ids] of documents) {
      const { rows } = await client.query<{ id: string }>(
        `select distinct v.order_id as id from visibility v, users u join offices o on o.id = u.office_id
         where u.username = $1 and v.office <@ o.path`,
        [account],
      );
      const allowed = new Set(rows.map((row) => row.id));
      found.push(...[...ids].filter((id) => !allowed.has(id)).map((id) => `${account} was sent ${id}`));
    }
    return found;
  } finally {
    await client.end();
  }
}
