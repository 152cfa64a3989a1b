// The reader decides point by point; what was chosen stands in the address, and nowhere else.

const POINTS = [...document.querySelectorAll("[data-point]")];
const MAIN = document.getElementById("main");
const CHOSEN = new Map();

/** @returns {HTMLElement[]} a sentence in both languages, its blanks filled */
function inBoth(key, blanks) {
  return ["En", "Th"].map((lang) => {
    const form = document.createElement("i");
    if (lang === "Th") form.lang = "th";
    form.textContent = MAIN.dataset[key + lang].replace(/\{(\w+)\}/g, (_, name) => blanks[name]);
    return form;
  });
}

/** Say something to those who listen. */
function announce(key) {
  document.getElementById("said").textContent = MAIN.dataset[key + (shownLanguage() === "th" ? "Th" : "En")];
}

function parts(point) {
  const name = point.dataset.point;
  return {
    name,
    boxes: [...point.querySelectorAll("input[type=radio]")],
    slider: document.getElementById(`chance-${name}`),
    button: point.querySelector(".decide"),
    after: point.querySelector(".reveal"),
  };
}

/** Show beside a slider what it stands at, and have it read aloud so. */
function showValue(point) {
  const { slider } = parts(point);
  const forms = inBoth("betValue", { n: slider.value });
  point.querySelector(".value").replaceChildren(...forms);
  slider.setAttribute("aria-valuetext", forms[shownLanguage() === "th" ? 1 : 0].textContent);
}

/** @returns {?number} the squared distance between a chance and what came; null where the record is silent */
function score(point, chance) {
  return point.dataset.came === undefined ? null : (chance - Number(point.dataset.came)) ** 2;
}

function twoPlaces(number) {
  return number === null ? "–" : number.toFixed(2);
}

/** Fill every place of one kind that belongs to a point. */
function fill(kind, name, ...nodes) {
  for (const place of document.querySelectorAll(`[data-fill=${kind}][data-of="${name}"]`)) {
    place.replaceChildren(...nodes.map((node) => node.cloneNode(true)));
  }
}

/** Write down what was chosen at a point, and open what happened. */
function open(point, choice, chance) {
  const { name, boxes, slider, button, after } = parts(point);
  CHOSEN.set(name, { choice, chance });
  for (const box of boxes) {
    box.checked = box.value === choice;
    box.disabled = true;
  }
  slider.value = String(chance);
  slider.disabled = true;
  showValue(point);
  button.parentElement.hidden = true;
  const words = [...document.getElementById(`choice-${name}-${choice}`).childNodes];
  const chose = after.querySelector(".chose");
  chose.classList.add("filled");
  chose.lastElementChild.replaceChildren(...words.map((node) => node.cloneNode(true)));
  const mine = score(point, chance / 100);
  after.querySelector(".yours")?.replaceChildren(...inBoth("yourScore", { n: chance, mine: twoPlaces(mine) }));
  fill("choice", name, ...words);
  fill("chance", name, document.createTextNode(`${chance}%`));
  fill("score", name, document.createTextNode(twoPlaces(mine)));
  after.classList.remove("sealed");
  if (CHOSEN.size === POINTS.length) showMean();
}

/** The means, over the events that the record and the model both speak of. */
function showMean() {
  const scored = POINTS.filter((point) => point.dataset.came !== undefined && point.dataset.share !== undefined);
  if (!scored.length) return;
  const mean = (chance) => scored.reduce((sum, point) => sum + score(point, chance(point)), 0) / scored.length;
  const mine = twoPlaces(mean((point) => CHOSEN.get(point.dataset.point).chance / 100));
  const model = twoPlaces(mean((point) => Number(point.dataset.share)));
  document.getElementById("mean").replaceChildren(...inBoth("mean", { mine, model }));
}

/** What comes after a point: the next one, or the end. */
function next(point) {
  return POINTS[POINTS.indexOf(point) + 1] || document.getElementById("debrief");
}

/** Write the choices into the address, so that it can be kept or shared. */
function keep() {
  const told = [...CHOSEN].map(([name, { choice, chance }]) => `${name}=${choice}.${chance}`);
  const lang = shownLanguage() === "th" ? ["th"] : [];
  const hash = [...lang, ...told].join("&");
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

/** Open what the address says was chosen, from the first point on, as far as it makes sense. */
function recall() {
  const told = new Map(location.hash.slice(1).split("&").map((one) => [one.split("=")[0], one.split("=")[1] || ""]));
  if (told.has("th")) showLanguage("th");
  for (const point of POINTS) {
    const [choice, chance] = (told.get(point.dataset.point) || "").split(".");
    const offered = parts(point).boxes.some((box) => box.value === choice);
    if (!offered || !/^\d{1,3}$/.test(chance) || Number(chance) > 100) break;
    open(point, choice, Number(chance));
    next(point).classList.remove("sealed");
  }
}

function startPoint(point) {
  const { name, boxes, slider, button, after } = parts(point);
  showValue(point);
  slider.addEventListener("input", () => showValue(point));
  button.addEventListener("click", () => {
    const box = boxes.find((one) => one.checked);
    if (!box) {
      announce("chooseFirst");
      boxes[0].focus();
      return;
    }
    open(point, box.value, Number(slider.value));
    keep();
    announce("revealed");
    document.getElementById(`happened-${name}`).focus();
  });
  after.querySelector(".on").addEventListener("click", () => {
    next(point).classList.remove("sealed");
    announce("nextShown");
    next(point).querySelector("h2").focus();
  });
}

document.documentElement.dataset.script = "on";
for (const fold of document.querySelectorAll(".fold")) fold.open = true;
POINTS.forEach(startPoint);
startWholes();
startEras();
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    showLanguage(button.dataset.language);
    POINTS.forEach(showValue);
    keep();
  });
}
document.getElementById("again").addEventListener("click", () => {
  CHOSEN.clear();
  keep();
  location.reload();
});
// Another address in the same window: begin from what it says. A step within the page leaves the choices in it.
window.addEventListener("hashchange", () => {
  if (location.hash.includes("=")) location.reload();
  else keep();
});
recall();
POINTS.forEach(showValue);
startFrames();
