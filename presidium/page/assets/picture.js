// A picture as it is shown, made to stand alone: one language, and the style sheet's values written into it.

const CARRIED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-linejoin", "paint-order",
  "font-family", "font-size", "font-weight", "text-anchor",
];

/** Copy what is computed for each shown element into its copy; leave the rest out. */
function carryOver(from, to) {
  const style = getComputedStyle(from);
  for (const name of CARRIED) to.setAttribute(name, style.getPropertyValue(name));
  to.removeAttribute("class");
  const copies = [...to.children];
  [...from.children].forEach((child, i) => {
    if (child.tagName === "title") return;
    if (getComputedStyle(child).display === "none") copies[i].remove();
    else carryOver(child, copies[i]);
  });
}

/** @returns {string} the picture of a figure that is shown now, as the text of an SVG file */
function standingPicture(figure) {
  const shown = [...figure.querySelectorAll("svg")].find((svg) => getComputedStyle(svg).display !== "none");
  const copy = shown.cloneNode(true);
  carryOver(shown, copy);
  const { width, height } = shown.viewBox.baseVal;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  sheet.setAttribute("width", "100%");
  sheet.setAttribute("height", "100%");
  sheet.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.querySelector("title").after(sheet);
  return new XMLSerializer().serializeToString(copy) + "\n";
}
