/** The papers an order can be printed as: the one-page order sheet, the case file with everything, one paper of it. */
export type SheetName = "order-sheet" | "case-file" | "paper";
