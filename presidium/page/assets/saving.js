// What is shown can be saved: tables as CSV, pictures as SVG, the document and the scenario as they came.

/** @returns {string} the text of an element as it is shown: one language, nothing hidden */
function shownText(element) {
  const lang = shownLanguage();
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && !node.hidden && !isOtherLanguage(node, lang)) text += shownText(node);
  }
  return text;
}

function isOtherLanguage(element, lang) {
  return element.matches("i, div[lang]") && (element.lang || "en") !== lang;
}

/** @returns {string[][]} heads and rows of a table as they are shown, without a column that holds pictures only */
function shownRows(table) {
  const rows = [...table.rows]
    .filter((row) => !row.hidden)
    .map((row) => [...row.cells].map((cell) => shownText(cell).replace(/\s+/g, " ").trim()));
  return rows.map((row) => row.filter((_, i) => rows.some((other) => other[i])));
}

/** One cell of a CSV file. A true minus becomes one that programs read as a number; what a spreadsheet would take
 * for a formula gets a quote before it, in the full width of East Asian keyboards too. */
function csvCell(text) {
  const number = /^[+−-]?[\d.]+$/.test(text);
  const plain = number ? text.replace("−", "-") : /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
}

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets know that the letters are UTF-8. */
function csvText(rows) {
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}

/** Hand a text over as a file; it never leaves the machine. */
function saveAs(name, kind, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name.replace(/[^\w.-]+/g, "-");
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const savers = {
  csv(of, scenario) {
    const rows = shownRows(document.getElementById(of));
    saveAs(`${scenario}-${of}-${shownLanguage()}.csv`, "text/csv;charset=utf-8", csvText(rows));
  },
  svg(of, scenario) {
    const name = `${scenario}-${of}-${shownLanguage()}.svg`;
    saveAs(name, "image/svg+xml;charset=utf-8", standingPicture(document.getElementById(`${of}-figure`)));
  },
  async document(of, scenario) {
    saveAs(`${scenario}-document.json`, "application/json", (await documentText()) + "\n");
  },
  async scenario(of) {
    saveAs(of, "text/plain;charset=utf-8", (await documentData()).scenario_text[of]);
  },
};

/** Set the buttons under every table; its picture's too, if it is the first table of a figure. */
function addTools() {
  for (const table of document.querySelectorAll("main table")) {
    const tools = document.getElementById("tools").content.cloneNode(true);
    for (const button of tools.querySelectorAll("button")) button.dataset.of = table.id;
    if (table.closest("figure")?.querySelector("table") !== table) tools.querySelector("[data-save=svg]").remove();
    table.closest(".scroll").after(tools);
  }
}

function startSaving() {
  addTools();
  const { scenario } = JSON.parse(document.getElementById("card").textContent);
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => savers[button.dataset.save](button.dataset.of, scenario));
  }
}
