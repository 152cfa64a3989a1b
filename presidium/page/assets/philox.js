// The draws of a history, drawn again here: the same numbers as presidium/draws.py has (Salmon et al. 2011).

/** @returns {[number, number]} high and low word of the product of two 32-bit words */
function product(a, b) {
  const [ah, al, bh, bl] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const cross = ah * bl + ((al * bl) >>> 16);
  const other = al * bh + (cross % 0x10000);
  return [(ah * bh + Math.floor(cross / 0x10000) + Math.floor(other / 0x10000)) >>> 0, Math.imul(a, b) >>> 0];
}

/** @returns {number} a uniform number in [0, 1): Philox4x32-10 at (history, month, mechanism, slot) under a key */
function uniform([k0, k1], history, month, mechanism, slot) {
  let [c0, c1, c2, c3] = [history, month, mechanism, slot];
  for (let round = 0; round < 10; round++) {
    const [h0, l0] = product(0xd2511f53, c0);
    const [h1, l1] = product(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [(h1 ^ c1 ^ k0) >>> 0, l1, (h0 ^ c3 ^ k1) >>> 0, l0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return (c0 * 0x200000 + (c1 >>> 11)) / 2 ** 53;
}

const OPENING = 0xffffffff;

/** @returns {number} what a history drew for a number: from one of its rival ranges, evenly within */
function drawnNumber(key, history, { address: [mechanism, slot], rivals }) {
  let r = 0;
  if (rivals.length > 1) {
    const rival = uniform(key, history, OPENING, mechanism, slot * 2);
    while (r < rivals.length - 1 && rival >= rivals[r][2]) r++;
  }
  const [low, high] = rivals[r];
  return low + (high - low) * uniform(key, history, OPENING, mechanism, slot * 2 + 1);
}
