// What is set: what-ifs, numbers, how many histories, which seed. It is in the address, and nowhere else.

const LIVE = JSON.parse(document.getElementById("live-data").textContent);
const CONTROLS = new Map(LIVE.controls.map((control) => [control.path, control]));
const WHATIFS = [...document.querySelectorAll("#live-form [name=whatif]")];

const setting = { numbers: new Map(), seed: LIVE.seed, histories: LIVE.histories };

/** A sentence in both languages, its places filled; a value may be bilingual itself. */
function sentence(name, values = {}) {
  const fill = (lang) =>
    LIVE.words[name][lang].replace(/\{(\w+)\}/g, (_, key) => {
      const value = values[key] ?? "";
      return typeof value === "object" ? value[lang] || value.en : String(value);
    });
  return { en: fill("en"), th: fill("th") };
}

/** @returns {HTMLElement} an element that says a sentence in both languages */
function saying(tag, name, values) {
  const text = sentence(name, values);
  return bilingual(tag, text.en, text.th);
}

function chosenWhatifs() {
  return WHATIFS.filter((box) => box.checked).map((box) => box.value);
}

/** @returns {boolean} whether a text is a seed: digits of a number that is not too large */
function isSeed(text) {
  return /^\d{1,20}$/.test(text) && BigInt(text) <= BigInt(LIVE.largest);
}

/** What is asked of the server. A seed may be larger than a number of this language, so it is written out. */
function request() {
  const numbers = Object.fromEntries([...setting.numbers].sort(([a], [b]) => (a < b ? -1 : 1)));
  const most = JSON.stringify({ whatifs: chosenWhatifs(), numbers, histories: setting.histories });
  return `${most.slice(0, -1)},"seed":${BigInt(setting.seed)}}`;
}

function changesNothing() {
  return setting.numbers.size === 0 && chosenWhatifs().length === 0;
}

/** What is changed, each as a bilingual text. */
function changes() {
  const whatifs = WHATIFS.filter((box) => box.checked).map((box) => {
    const forms = box.nextElementSibling.querySelectorAll("i");
    const plain = box.nextElementSibling.textContent;
    return forms.length ? { en: forms[0].textContent, th: forms[1].textContent } : { en: plain, th: plain };
  });
  const numbers = [...setting.numbers].map(([path, value]) => {
    const control = CONTROLS.get(path);
    return sentence("result_set", { what: control.label, value: written(control, value) });
  });
  return [...whatifs, ...numbers];
}

/** @returns {string} a number with the digits of its slider */
function written(control, value) {
  const digits = (control.step.split("e-")[1] ?? (control.step.split(".")[1] ?? "").length);
  return value.toFixed(Number(digits));
}

/**
 * @returns {string} what the address says of the setting, "" where it says nothing. It is in the query: a link within
 * the page changes only what follows the #, so that the setting stays. What is typed behind the # is read too.
 */
function addressed() {
  const parts = [location.hash, location.search].map((part) => part.slice(1));
  return parts.find((part) => part.startsWith("live=")) ?? "";
}

// What the address said when it was read or written last.
let knownAddress = "";

/** Put the setting into the address, which can be kept or passed on with the case. */
function writeAddress() {
  const parts = new URLSearchParams();
  parts.append("live", "");
  if (setting.histories !== LIVE.histories) parts.append("histories", setting.histories);
  if (setting.seed !== LIVE.seed) parts.append("seed", setting.seed);
  for (const name of chosenWhatifs()) parts.append("whatif", name);
  for (const [path, value] of setting.numbers) parts.append(path, written(CONTROLS.get(path), value));
  const query = [...parts].length > 1 ? `?${parts}` : "";
  const target = location.hash.startsWith("#live=") ? "" : location.hash;
  history.replaceState(null, "", location.pathname + query + target);
  knownAddress = addressed();
}

/** Set what the address says, and nothing else; @returns {number} how much it has that is not offered */
function readAddress() {
  const histories = document.getElementById("live-histories");
  let dropped = 0;
  knownAddress = addressed();
  setting.numbers.clear();
  for (const box of WHATIFS) box.checked = false;
  [setting.histories, setting.seed] = [LIVE.histories, LIVE.seed];
  for (const [name, text] of new URLSearchParams(knownAddress)) {
    const control = CONTROLS.get(name);
    const value = /^-?[\d.]+$/.test(text) ? Number(text) : NaN;
    const box = name === "whatif" && WHATIFS.find((one) => one.value === text);
    if (name === "live") continue;
    if (box) box.checked = true;
    else if (name === "seed" && isSeed(text)) setting.seed = String(BigInt(text));
    else if (name === "histories" && [...histories.options].some((one) => one.value === text)) setting.histories = value;
    else if (control && value >= Number(control.low) && value <= Number(control.high)) setting.numbers.set(name, value);
    else dropped += 1;
  }
  histories.value = String(setting.histories);
  document.getElementById("live-seed").value = setting.seed;
  return dropped;
}
