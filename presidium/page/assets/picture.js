// A picture as it is shown, made to stand alone: one language, and the style sheet's values written into it.

const CARRIED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-dasharray", "paint-order",
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

/** @returns {SVGElement} a copy of a shown picture that needs no style sheet */
function standingCopy(svg) {
  const copy = svg.cloneNode(true);
  carryOver(svg, copy);
  copy.setAttribute("width", String(svg.viewBox.baseVal.width));
  copy.setAttribute("height", String(svg.viewBox.baseVal.height));
  return copy;
}

/** @returns {SVGElement} several pictures as one, each below the one before */
function oneBelowTheOther(copies) {
  const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  let height = 0;
  for (const copy of copies) {
    copy.setAttribute("y", String(height));
    height += Number(copy.getAttribute("height"));
  }
  whole.setAttribute("width", copies[0].getAttribute("width"));
  whole.setAttribute("height", String(height));
  whole.append(...copies);
  return whole;
}

/** @returns {string} the picture of a figure that is shown now, or all of them, as the text of an SVG file */
function standingPicture(figure) {
  const shown = [...figure.querySelectorAll("svg")].filter((svg) => getComputedStyle(svg).display !== "none");
  const copies = shown.map(standingCopy);
  const whole = copies.length > 1 ? oneBelowTheOther(copies) : copies[0];
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  sheet.setAttribute("width", "100%");
  sheet.setAttribute("height", "100%");
  sheet.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  if (copies.length > 1) whole.prepend(sheet);
  else whole.querySelector("title").after(sheet);
  return new XMLSerializer().serializeToString(whole) + "\n";
}
