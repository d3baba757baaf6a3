import pg from "pg";

/** Notes that were said to be saved and stand not once on the province's orders. */
export async function judgeNotes(
  databaseUrl: string,
  saved: ReadonlySet<string>,
): Promise<Readonly<{ lost: readonly string[]; doubled: readonly string[] }>> {
  if (saved.size === 0) return { lost: [], doubled: [] };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ text: string; times: number }>(
      `select e->'note'->>'text' as text, count(*)::int as times
       from work_orders, jsonb_array_elements(body->'timeline') e
       where e->>'type' = 'noted' and e->'note'->>'text' like '%在浏览器里写的%' group by 1`,
    );
    const times = new Map(rows.map((row) => [row.text, row.times]));
    return {
      lost: [...saved].filter((text) => !times.has(text)),
      doubled: rows.filter((row) => row.times > 1).map((row) => `${row.text} stands ${row.times} times`),
    };
  } finally {
    await client.end();
  }
}
