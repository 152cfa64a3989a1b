// What came of it: each question with the case as it is and as it was changed, side by side.

function answerRow(answer) {
  const row = document.createElement("tr");
  const name = bilingual("th", answer.label.en, answer.label.th);
  name.scope = "row";
  if (answer.recorded) {
    const mark = saying("span", "recorded");
    mark.className = "soft";
    name.append(" (", mark, ")");
  }
  name.append(way(...answer.shares));
  const cells = [answer.base, answer.changed, answer.difference, answer.low, answer.high].map((text, place) => {
    const cell = document.createElement("td");
    cell.textContent = text;
    if (place > 1 && !answer.surely) cell.className = "soft";
    return cell;
  });
  row.append(name, ...cells);
  return row;
}

/** One question as a table, in a frame that scrolls by itself and can be reached by keyboard. */
function questionTable(asked) {
  const table = document.createElement("table");
  const caption = bilingual("caption", asked.text.en, asked.text.th);
  table.id = `live-${asked.id}`;
  caption.id = `live-${asked.id}-of`;
  caption.className = "unseen";
  const head = document.createElement("tr");
  for (const name of ["answer", "base", "changed", "difference", "low", "high"]) {
    const cell = saying("th", name);
    cell.scope = "col";
    head.append(cell);
  }
  table.createTHead().append(head);
  table.createTBody().append(...asked.answers.map(answerRow));
  table.prepend(caption);
  const frame = document.createElement("div");
  frame.className = "scroll";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-labelledby", caption.id);
  frame.append(table);
  return frame;
}

/** The button that saves a table as it is shown. */
function tableTools(asked) {
  const tools = document.getElementById("tools").content.cloneNode(true);
  tools.querySelector("[data-save=svg]").remove();
  const button = tools.querySelector("[data-save=csv]");
  const { scenario } = JSON.parse(document.getElementById("card").textContent);
  button.dataset.of = `live-${asked.id}`;
  button.addEventListener("click", () => savers.csv(button.dataset.of, scenario));
  return tools;
}

function questionBox(asked, place) {
  const box = document.createElement("details");
  box.open = place === 0;
  const left = asked.left_out ? [saying("p", "left_out", { n: asked.left_out })] : [];
  box.append(
    bilingual("summary", asked.text.en, asked.text.th),
    saying("p", "otherwise_here", { share: asked.changed_histories }),
    questionTable(asked),
    ...left,
    tableTools(asked),
  );
  return box;
}

/** Show a result with the setting that it is of. */
function showOutcome(result, changed) {
  const box = document.getElementById("live-result");
  const list = document.createElement("ul");
  const said = changed.length ? changed : [sentence("result_nothing")];
  list.append(...said.map((text) => bilingual("li", text.en, text.th)));
  const stale = saying("p", "stale");
  stale.id = "live-stale";
  stale.className = "motto";
  stale.hidden = true;
  box.replaceChildren(
    stale,
    saying("h3", "result"),
    saying("p", "result_of", { histories: counted(result.histories), seed: result.seed }),
    list,
    saying("p", "otherwise", { share: result.changed_histories }),
    ...(result.untouched ? [saying("p", "untouched", { n: result.untouched, total: result.asked })] : []),
    ...result.questions.map(questionBox),
    saying("p", "ways"),
    saying("p", "unsure"),
  );
}
