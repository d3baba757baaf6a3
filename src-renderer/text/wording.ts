/** The English (or any other) words for a namespace: the same keys as the Chinese original. */
export type Wording<Original> = {
  readonly [Key in keyof Original]: Original[Key] extends string ? string : Wording<Original[Key]>;
};
