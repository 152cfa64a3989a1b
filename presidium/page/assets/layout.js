"use strict";
// To lay the whole page out anew takes longer than a hand fails to notice. So what is in sight is laid out at once,
// and the parts out of sight follow, one in each frame; until its turn a part keeps its height. From the second frame
// on a part that is scrolled into sight, looked for or printed does not wait for its turn.
const PARTS = "section, #story";
let waiting = [];
let nextFrame = 0;

/** Change something that all of the page is laid out anew for. */
function changeAll(change) {
  cancelAnimationFrame(nextFrame);
  const parts = [...document.querySelectorAll(PARTS)].map((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return { part, inSight: bottom >= 0 && top <= window.innerHeight, height: getComputedStyle(part).height };
  });
  waiting = parts.filter(({ inSight }) => !inSight).map(({ part }) => part);
  inPlace(() => {
    for (const { part, inSight, height } of parts) {
      part.style.cssText = inSight ? "" : `content-visibility: hidden; contain-intrinsic-size: auto ${height}`;
    }
    change();
  });
  nextFrame = requestAnimationFrame(() => {
    nextFrame = requestAnimationFrame(() => {
      inPlace(() => waiting.forEach((part) => (part.style.contentVisibility = "auto")));
      layOutNext();
    });
  });
}

function layOutNext() {
  const part = waiting.shift();
  if (!part) return;
  inPlace(() => (part.style.cssText = ""));
  nextFrame = requestAnimationFrame(layOutNext);
}

/** Change something above, in or below what is read; the block that is read stays where it is in the window. */
function inPlace(change) {
  const block = readBlock();
  const before = block?.getBoundingClientRect().top;
  change();
  if (block) window.scrollBy(0, block.getBoundingClientRect().top - before);
}

/** @returns {HTMLElement | undefined} the first block that begins in the window, else the last that began above */
function readBlock() {
  if (window.scrollY < 10) return undefined;
  const blocks = [...document.querySelectorAll("section, article, figure, tr, h3")].filter((one) =>
    one.checkVisibility({ contentVisibilityAuto: true }),
  );
  const begins = (one) => one.getBoundingClientRect().top;
  return blocks.find((one) => begins(one) >= 0 && begins(one) <= window.innerHeight) ?? blocks.findLast((one) => begins(one) < 0);
}
