/** The member of a list that a control's text names, or undefined: how text becomes a union again. */
export function oneOf<Member extends string>(
  members: readonly Member[],
  text: string | null | undefined,
): Member | undefined {
  return members.find((member) => member === text);
}
