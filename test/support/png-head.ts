/** How a PNG begins: its signature and the size that it says, 16 by 16. What follows may be anything in a test. */
export const pngHead: readonly number[] = [
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ...[0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0, 16, 0, 0, 0, 16],
];
