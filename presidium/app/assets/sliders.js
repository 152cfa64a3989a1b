// Sliders: there are hundreds, so those are made that somebody looks for.

const SHOWN_AT_ONCE = 12;
const rows = new Map();
let made = 0;

/** @returns {HTMLElement} one slider with its name, what it says, and the way back; there may be several of one number */
function sliderRow(control) {
  const row = document.createElement("div");
  const id = `slider-${made++}`;
  const label = bilingual("label", control.label.en, control.label.th);
  label.htmlFor = id;
  const input = Object.assign(document.createElement("input"), { type: "range", id });
  Object.assign(input, { min: control.low, max: control.high, step: control.step });
  const said = document.createElement("output");
  said.htmlFor = id;
  const reset = saying("button", "reset");
  reset.type = "button";
  row.className = "live-slider";
  row.append(label, input, said, reset);
  input.addEventListener("input", () => move(control, Number(input.value)));
  reset.addEventListener("click", () => {
    input.focus();
    move(control, null);
  });
  rows.set(control.path, [...(rows.get(control.path) ?? []).filter((one) => one.isConnected), row]);
  paintRow(control, row);
  return row;
}

/** Set a number, or leave it to the scenario again (null). */
function move(control, value) {
  if (value === null) setting.numbers.delete(control.path);
  else setting.numbers.set(control.path, value);
  paintSlider(control);
  paintMoved();
  changed();
}

function paintSlider(control) {
  for (const row of rows.get(control.path) ?? []) paintRow(control, row);
}

function paintRow(control, row) {
  const [, input, said, reset] = row.children;
  const value = setting.numbers.get(control.path);
  const text =
    value === undefined
      ? sentence("as_written", { now: control.now })
      : sentence("moved_from", { value: written(control, value), now: control.now });
  input.value = value === undefined ? control.middle : String(value);
  input.setAttribute("aria-valuetext", text[shownLanguage()]);
  said.replaceChildren(...bilingual("output", text.en, text.th).childNodes);
  row.classList.toggle("moved", value !== undefined);
  reset.hidden = value === undefined;
  const name = sentence("reset_of", { what: control.label });
  Object.assign(reset.dataset, name);
  reset.setAttribute("aria-label", name[shownLanguage()]);
}

/** The list of what is moved, always in sight, wherever the sliders are. */
function paintMoved() {
  const box = document.getElementById("live-moved");
  const list = document.createElement("ul");
  for (const [path, value] of setting.numbers) {
    const control = CONTROLS.get(path);
    const line = saying("li", "result_set", {
      what: control.label,
      value: sentence("moved_from", { value: written(control, value), now: control.now }),
    });
    list.append(line);
  }
  box.replaceChildren(...(setting.numbers.size ? [list] : saying("p", "moved_none").childNodes));
}

/** Sliders of a section, part by part where it has parts; made when it is opened. */
function sectionBox(title, controls) {
  const box = document.createElement("details");
  box.append(bilingual("summary", title.en, title.th));
  box.addEventListener("toggle", () => box.children.length > 1 || box.append(...partsOf(controls)), { once: true });
  return box;
}

function partsOf(controls) {
  const parts = new Map();
  for (const control of controls) {
    const name = control.part?.en ?? "";
    parts.set(name, [...(parts.get(name) ?? []), control]);
  }
  if (parts.size < 2) return controls.map(sliderRow);
  return [...parts.values()].map((some) => sectionBox(some[0].part, some.map((one) => ({ ...one, part: null }))));
}

function search() {
  const wanted = document.getElementById("live-search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = (control) => `${control.label.en} ${control.label.th} ${control.path}`.toLowerCase();
  const hits = wanted.length ? LIVE.controls.filter((one) => wanted.every((word) => text(one).includes(word))) : [];
  const found = hits.length === 0 ? "found_none" : hits.length > SHOWN_AT_ONCE ? "found_many" : "found";
  const says = wanted.length ? saying("p", found, { n: hits.length, shown: SHOWN_AT_ONCE }).childNodes : [];
  document.getElementById("live-found").replaceChildren(...says);
  document.getElementById("live-hits").replaceChildren(...hits.slice(0, SHOWN_AT_ONCE).map(sliderRow));
}

function startSliders() {
  for (const [name, title] of Object.entries(LIVE.sections)) {
    const matters = LIVE.matters.map((path) => ({ ...CONTROLS.get(path), part: null }));
    const own = name === "matters" ? matters : LIVE.controls.filter((control) => control.section === name);
    document.getElementById("live-sections").append(sectionBox(title, own));
  }
  document.getElementById("live-search").addEventListener("input", search);
}
