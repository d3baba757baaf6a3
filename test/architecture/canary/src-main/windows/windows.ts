export const windows = 1;
