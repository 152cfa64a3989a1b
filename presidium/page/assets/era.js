// The era of the years in Thai text: as written (the common era), the Buddhist era, or both. As in dates.py, the
// eras lie 542 years apart on a day of January to March before 1941, else 543. A number that neither a month nor
// an era marks is no year; dates with hyphens stay as they are.

const YEARS = /(?:((?:มกร|มีน)?าคม|ายน|ุมภาพันธ์) )?(ค\.ศ\. )?(?<![\d-])(\d{4})(–\d{4})?(?![\d-])( \(พ\.ศ\. [\d–]+\))?/g;
const WRITTEN = new WeakMap();
let era = "ce";

/** @returns {string} a Thai text with its years in the era chosen */
function inEra(text) {
  if (era === "ce") return text;
  return text.replace(YEARS, (all, month, mark, year, until) => {
    if (!month && !mark) return all;
    const apart = year < 1941 && /^[มุ]/.test(month) ? 542 : 543;
    const there = `พ.ศ. ${+year + apart}${until ? "–" + (+until.slice(1) + 543) : ""}`;
    const before = month ? month + " " : "";
    return before + (era === "be" ? there : `${mark || ""}${year}${until || ""} (${there})`);
  });
}

/** @returns {string} a year by itself, of a row or on a scale; a scale has room for one era */
function yearInEra(text, onScale) {
  if (era === "ce" || shownLanguage() === "en") return text;
  if (!onScale) return inEra("ค.ศ. " + text);
  return era === "be" ? String(+text + 543) : text;
}

/** Write all years anew, those of names read aloud too. */
function showEra() {
  const set = (node, change) => {
    if (!WRITTEN.has(node)) WRITTEN.set(node, node.data);
    const text = change(WRITTEN.get(node));
    if (node.data !== text) node.data = text;
  };
  for (const part of document.querySelectorAll("i[lang=th], tspan[lang=th], div[lang=th], option")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) set(walker.currentNode, inEra);
  }
  for (const part of document.querySelectorAll("svg text, tbody th")) {
    const alone = WRITTEN.has(part.firstChild) || /^(1[89]|20)\d\d$/.test(part.textContent);
    if (alone) set(part.firstChild, (text) => yearInEra(text, part.tagName === "text"));
  }
  if (shownLanguage() === "en") return;
  for (const named of document.querySelectorAll("[aria-label][data-th]")) named.setAttribute("aria-label", inEra(named.dataset.th));
  document.title = inEra(document.querySelector("title").dataset.th);
}

function startEras() {
  const buttons = [...document.querySelectorAll("[data-era]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      document.documentElement.dataset.years = era = button.dataset.era;
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
      changeAll(showEra);
    });
  }
  const again = () => era === "ce" || showEra();
  document.documentElement.addEventListener("language", again);
  // What is told, counted or compared anew is in the era chosen too.
  new MutationObserver(again).observe(document.querySelector("main"), { childList: true, subtree: true });
}
