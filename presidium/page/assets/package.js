// The document behind the page. What the page shows is not in its package again (page/package.py).

/** @returns {string[]} the texts of the page and where its links lead, in their order */
function shownTexts() {
  const main = document.querySelector("main");
  main.normalize();
  const found = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.parentNode.tagName !== "NOSCRIPT") found.push(node.data);
    } else if (node.hasAttribute("href")) found.push(node.getAttribute("href"));
  }
  return found;
}

// Before anything on the page is changed.
const SHOWN = shownTexts();

/** @returns {string} the JSON text of a package, its places filled */
function filled({ template, strings, nested }) {
  const texts = [...SHOWN, ...strings];
  let fresh = SHOWN.length;
  let last = -1;
  let inner = 0;
  const fill = (form) =>
    form.replace(/"(?:[^"\\]|\\.)*"|[~^]|\$\d*/g, (place) => {
      if (place[0] === '"') return place;
      if (place === "^") return JSON.stringify(fill(nested[inner++]));
      if (place === "~") return JSON.stringify(texts[fresh++]);
      last = place === "$" ? last + 1 : Number(place.slice(1));
      return JSON.stringify(texts[last]);
    });
  return fill(template);
}

/** @returns {ArrayBuffer} the bytes of a text in Ascii85, with "v" for "<" */
function bytesOf(text) {
  const whole = text.padEnd(Math.ceil(text.length / 5) * 5, "u");
  const bytes = new DataView(new ArrayBuffer((whole.length / 5) * 4));
  for (let i = 0; i < whole.length; i += 5) {
    let number = 0;
    for (const letter of whole.slice(i, i + 5)) number = number * 85 + (letter === "v" ? 60 : letter.charCodeAt(0)) - 33;
    bytes.setUint32((i / 5) * 4, number);
  }
  return bytes.buffer.slice(0, bytes.byteLength - whole.length + text.length);
}

/** @returns {Promise<string>} the document behind the page */
async function unpacked() {
  const stream = new Blob([bytesOf(document.getElementById("document").textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return filled(await new Response(stream).json());
}

// Unpacked when it is first asked for, and once.
let documentTextOnce = null;
let documentDataOnce = null;
const documentText = () => (documentTextOnce ??= unpacked());
const documentData = () => (documentDataOnce ??= documentText().then(JSON.parse));
