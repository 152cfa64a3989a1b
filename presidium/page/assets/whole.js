// What a line of Thai must not break: names, which no browser's dictionary knows, dates with their era, a number and
// what it counts, a word and the sign that repeats it. Each stands in a span of its own; the letters stay as they
// are, so that whoever searches or copies finds them. Names too long for a narrow line may break.

const LONGEST_WHOLE = 30;

/** @returns {string[]} patterns of Thai names: the last word, with or without those before it */
function namePatterns() {
  const names = document.body.dataset.names.split("\n").filter((name) => name.length > 2 && name.length <= LONGEST_WHOLE);
  const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return names.map((name) => name.replace(/^(?:(.*) )?(\S+)$/, (_, given, last) => (given ? `(?:${plain(given)} )?` : "") + plain(last)));
}

// A date that has its Buddhist year behind it is long: it may break, and stays one text, as era.js wants it.
const MONTH = "[ก-๙]{2,9}(?:าคม|ายน|าพันธ์)";
const NUMBER = "\\d{4}(?:–\\d{4})?(?![–\\d]| \\(พ)";
const DAY = [
  `(?:(?:วันที่ )?\\d{1,2} )?${MONTH} (?:[คพ]\\.ศ\\. )?${NUMBER}`,
  `(?:ค|(?<!\\()พ)\\.ศ\\. ${NUMBER}`,
  `(?:วันที่ )?\\d{1,2} ${MONTH}(?! (?:[คพ]\\.ศ\\. )?\\d{4})`,
].join("|");
const COUNTED =
  "ร้อยละ [<>]?[\\d.]+|(?:ลำดับ|ครั้ง)ที่(?: \\d+|หนึ่ง)|[\\d,.]+ (?:ครั้ง(?:ที่)?|คน|ข้อความ|ข้อ|จุดร้อยละ|รัฐ|ปี|เสียง|แห่ง|กรณี)|ระดับ [A-E]|[ก-๎]{2,6} ๆ";
// Looked through once, as written: a text in another era is the same text.
const LOOKED_THROUGH = new WeakSet();
let wholes = null;

/** Put what must not break into spans, wherever on the page Thai has come in anew. */
function keepWhole() {
  wholes ??= new RegExp([`(${DAY})`, COUNTED, ...namePatterns()].join("|"), "g");
  for (const part of document.querySelectorAll("i[lang=th], div[lang=th]")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter((one) => !LOOKED_THROUGH.has(one) && !one.parentNode.matches(".whole"))) {
      for (const found of [...text.data.matchAll(wholes)].reverse()) {
        const whole = text.splitText(found.index);
        for (const piece of [whole, whole.splitText(found[0].length)]) LOOKED_THROUGH.add(piece);
        const span = document.createElement("span");
        span.className = found[1] ? "whole day" : "whole";
        whole.replaceWith(span);
        span.append(whole);
      }
      LOOKED_THROUGH.add(text);
    }
  }
}

/** From the first time that Thai is shown on. Before eras are: they change texts that stand in their spans. */
function startWholes() {
  const root = document.documentElement;
  const observer = new MutationObserver(keepWhole);
  const begin = () => {
    if (shownLanguage() === "en") return;
    root.removeEventListener("language", begin);
    keepWhole();
    observer.observe(document.querySelector("main"), { childList: true, subtree: true });
  };
  root.addEventListener("language", begin);
}
