/** The papers an order can be printed as: the one-page order sheet, the case file with everything. */
export type SheetName = "order-sheet" | "case-file";
