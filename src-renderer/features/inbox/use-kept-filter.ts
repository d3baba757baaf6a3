import { useLocalStorage } from "@mantine/hooks";
import { useState } from "react";
import { Type, type Static } from "typebox";
import Value from "typebox/value";

import { listFilterSchema, noFilter, type ListFilter } from "../../data/list-filter.ts";
import { useDesk } from "../../data/use-desk.ts";

const keptSchema = Type.Object({
  sort: Type.Enum(["due", "newest"]),
  saved: Type.Array(Type.Object({ name: Type.String(), filter: listFilterSchema })),
  /** The saved filter a list opens with; empty for none. */
  standard: Type.String(),
});
type Kept = Static<typeof keptSchema>;
const nothing: Kept = { sort: "due", saved: [], standard: "" };

export type KeptFilter = Readonly<{
  sort: Kept["sort"];
  setSort: (sort: Kept["sort"]) => void;
  filter: ListFilter;
  setFilter: (filter: ListFilter) => void;
  saved: Kept["saved"];
  standard: string;
  /** Keeps the filter in force under a name; the same name again replaces it. */
  save: (name: string) => void;
  forget: (name: string) => void;
  setStandard: (name: string) => void;
}>;

/**
 * How an account looks at its lists, kept on this computer: codes only, what was typed is not kept.
 * @see docs/spec/work-lists.md WL-7
 */
export function useKeptFilter(): KeptFilter {
  const { profile } = useDesk();
  const [stored, setStored] = useLocalStorage<unknown>({
    key: `lxq.lists.${profile.userId}`,
    defaultValue: nothing,
    getInitialValueInEffect: false,
  });
  const kept = Value.Check(keptSchema, stored) ? stored : nothing;
  const [chosen, setFilter] = useState<ListFilter | null>(null);
  const filter = chosen ?? kept.saved.find(({ name }) => name === kept.standard)?.filter ?? noFilter;
  const others = (name: string): Kept["saved"] => kept.saved.filter((one) => one.name !== name);
  return {
    ...kept,
    filter,
    setFilter,
    setSort: (sort) => setStored({ ...kept, sort }),
    save: (name) => setStored({ ...kept, saved: [...others(name), { name, filter: { ...filter, text: "" } }] }),
    forget: (name) =>
      setStored({ ...kept, saved: others(name), standard: kept.standard === name ? "" : kept.standard }),
    setStandard: (standard) => setStored({ ...kept, standard }),
  };
}
