import { lifeCycleEdges } from "../../src-shared/domain/work-order/life-cycle-edges.ts";
import { orderStates, type OrderState } from "../../src-shared/domain/work-order/order-state.ts";

const startMark = "<!-- life cycle: written by scripts/life-cycle-diagram.ts -->";
const endMark = "<!-- end of life cycle -->";

/** These may end an order from so many states that the arrows would hide the others; the table has them. */
const notDrawn: ReadonlySet<string> = new Set(["merged", "terminated"]);

const moves = Object.entries(lifeCycleEdges).map(([event, { from, to }]) => ({ event, from, to }));
const nodeOf = (state: OrderState): string => state.replaceAll("-", "_");

function arrows(): readonly string[] {
  const labels = new Map<string, string[]>();
  for (const { event, from, to } of moves.filter((move) => !notDrawn.has(move.event)))
    for (const before of from)
      for (const after of to) {
        const arrow = `${nodeOf(before)} --> ${nodeOf(after)}`;
        labels.set(arrow, [...(labels.get(arrow) ?? []), event]);
      }
  return [...labels].map(([arrow, events]) => `  ${arrow}: ${events.join(", ")}`);
}

/**
 * The table of allowed moves and its picture (Mermaid), as docs/spec/life-cycle.md shows them.
 * @param nameOf what a state is called in Chinese
 */
export function lifeCycleBlock(nameOf: (state: OrderState) => string): string {
  const nodes = orderStates.map((state) => `  state "${nameOf(state)} ${state}" as ${nodeOf(state)}`);
  const row = ({ event, from, to }: (typeof moves)[number]): string =>
    `| ${event} | ${from.join(", ")} | ${to.join(", ")} |`;
  return [
    startMark,
    "",
    "| Event | From | To |",
    "|---|---|---|",
    ...moves.map(row),
    "",
    "```mermaid",
    "stateDiagram-v2",
    ...nodes,
    "  [*] --> registered: registered",
    ...arrows(),
    "```",
    "",
    endMark,
  ].join("\n");
}

/** The same page with the block renewed; null when it has no place for one. */
export function withLifeCycle(page: string, block: string): string | null {
  const start = page.indexOf(startMark);
  const end = page.indexOf(endMark);
  return start < 0 || end < start ? null : page.slice(0, start) + block + page.slice(end + endMark.length);
}
