// What the two panels share: sentences, a question to choose, and two shares of each of its answers.

/** @returns {DocumentFragment} a sentence of the panels in both languages, its places filled */
function saying(key, values = {}) {
  const said = document.getElementById("panel-words").content.querySelector(`[data-say="${key}"]`).cloneNode(true);
  for (const form of said.childElementCount ? said.children : [said]) {
    form.textContent = form.textContent.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
  const found = document.createDocumentFragment();
  found.append(...said.childNodes);
  return found;
}

/** @returns {string} a whole number with its thousands set apart */
function counted(number) {
  return number.toLocaleString("en");
}

/** @returns {string} a difference in points, with a true minus sign */
function points(difference) {
  const text = (100 * difference).toFixed(1);
  return text === "-0.0" ? "0.0" : text.replace("-", "\u2212");
}

/** @returns {SVGElement} a hollow dot at one share, a full one at another, the way between */
function way(from, to) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 120 14");
  picture.setAttribute("aria-hidden", "true");
  const place = (share) => 7 + 106 * share;
  const parts = [
    ["path", { d: "M7 7H113", class: "l-rule" }],
    ["path", { d: `M${place(from)} 7H${place(to)}`, class: "l-mark", "stroke-width": 3 }],
    ["circle", { cx: place(to), cy: 7, r: 5.5, class: "f-mark" }],
    ["circle", { cx: place(from), cy: 7, r: 4.5, class: "ring" }],
  ];
  for (const [name, given] of parts) {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(given)) part.setAttribute(key, String(value));
    picture.append(part);
  }
  return picture;
}

/** @returns {HTMLElement} a row of radio buttons; `choose` is told the value of the one that is taken */
function radios(name, legend, choices, choose) {
  const group = document.createElement("fieldset");
  group.className = "dates";
  const head = document.createElement("legend");
  head.append(legend);
  group.append(head);
  choices.forEach(([value, text], i) => {
    const input = document.createElement("input");
    const label = document.createElement("label");
    Object.assign(input, { type: "radio", name, value, id: `${name}-${i}`, defaultChecked: i === 0 });
    input.addEventListener("change", () => choose(value));
    label.htmlFor = input.id;
    label.append(text);
    group.append(input, label);
  });
  return group;
}

/**
 * A panel: `answersOf(question)` gives the rows of a question, each {label, from, to, error}, `status` what is
 * said above them. The panel is filled anew by the function that is returned, and when another question is chosen.
 */
function comparing(panel, questions, answersOf, status) {
  const select = panel.querySelector("select");
  const lines = panel.querySelector("tbody");
  const show = () => {
    const rows = answersOf(questions[select.selectedIndex]).map(({ label, from, to, error }) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.append(bilingual("span", label.en, label.th));
      const cells = [way(from, to), (100 * from).toFixed(1), (100 * to).toFixed(1), `${points(to - from)} ± ${(196 * error).toFixed(1)}`];
      row.append(head, ...cells.map((cell) => {
        const place = document.createElement("td");
        place.append(cell);
        return place;
      }));
      return row;
    });
    lines.replaceChildren(...rows);
    panel.querySelector("[role=status]").replaceChildren(status(questions[select.selectedIndex]));
  };
  const name = () => questions.forEach(({ text }, i) => (select.options[i].text = text[shownLanguage()] || text.en));
  select.append(...questions.map(() => document.createElement("option")));
  name();
  select.selectedIndex = 0;
  select.addEventListener("change", show);
  document.documentElement.addEventListener("language", name);
  show();
  return show;
}
