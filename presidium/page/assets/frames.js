// Frames that scroll, of tables and pictures, for those who use no mouse or no screen: they can be reached, and are named.

/** Narrow paper shows rows as cards; named roles keep them a table for those who listen. */
function nameRoles(table) {
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    const head = part.closest("thead") ? "columnheader" : "rowheader";
    part.setAttribute("role", roles[part.tagName] || head);
  }
}

function startFrames() {
  // A frame that has nothing to scroll is no stop on the way.
  const sizes = new ResizeObserver((changes) => {
    for (const { target } of changes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  for (const frame of document.querySelectorAll(".scroll, .sideways")) {
    const { id, caption } = frame.firstElementChild;
    if (caption) caption.id = `${id}-of`;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-labelledby", caption ? caption.id : frame.firstElementChild.getAttribute("aria-labelledby"));
    sizes.observe(frame);
  }
  for (const table of document.querySelectorAll(".cards")) nameRoles(table);
}
