/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const roundWords = Uint32Array.of(
  ...[0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5],
  ...[0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174],
  ...[0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da],
  ...[0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967],
  ...[0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85],
  ...[0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070],
  ...[0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3],
  ...[0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2],
);
const firstState = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/**
 * SHA-256 of bytes, as eight 32-bit words. At once and without a platform: the browser's own answers one promise for each
 * of fifty thousand short texts, which costs more than this. For anything long, or secret, use the platform's.
 */
export function sha256Words(bytes: Uint8Array): Uint32Array {
  const state = Uint32Array.from(firstState);
  const padded = padTo64(bytes);
  const view = new DataView(padded.buffer);
  for (let at = 0; at < padded.length; at += 64) {
    for (let word = 0; word < 16; word += 1) schedule[word] = view.getUint32(at + word * 4);
    extend(schedule);
    compress(state, schedule);
  }
  return state;
}

function padTo64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(padded.length - 4, bytes.length * 8);
  return padded;
}

/** The words of the block at hand; the function below is the only one that uses it, and never awaits. */
const schedule = new Uint32Array(64);

const wordAt = (words: Uint32Array, at: number): number => words[at] ?? 0;

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function extend(schedule: Uint32Array): void {
  for (let at = 16; at < 64; at += 1) {
    const early = wordAt(schedule, at - 15);
    const late = wordAt(schedule, at - 2);
    const mixedEarly = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const mixedLate = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    schedule[at] = wordAt(schedule, at - 16) + mixedEarly + wordAt(schedule, at - 7) + mixedLate;
  }
}

/** One block. Written out with names and no lists: this is where the time goes. */
function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a, b, c, d] = [wordAt(state, 0), wordAt(state, 1), wordAt(state, 2), wordAt(state, 3)];
  let [e, f, g, h] = [wordAt(state, 4), wordAt(state, 5), wordAt(state, 6), wordAt(state, 7)];
  for (let at = 0; at < 64; at += 1) {
    const mixE = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + mixE + ((e & f) ^ (~e & g)) + wordAt(roundWords, at) + wordAt(schedule, at)) | 0;
    const mixA = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (mixA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = wordAt(state, at) + word));
}
