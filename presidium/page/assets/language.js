"use strict";
// Which of the two languages is shown. Nothing is remembered: a page that is opened anew is in English.

/** @returns {string} the language shown now, "en" or "th" */
function shownLanguage() {
  return document.documentElement.dataset.lang;
}

/** Show one language everywhere: text by the style sheet, names read aloud and titles here. */
function showLanguage(lang) {
  const root = document.documentElement;
  const spot = readingPlace();
  root.dataset.lang = lang;
  root.lang = lang;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === lang));
  }
  for (const named of document.querySelectorAll("[aria-label][data-th]")) {
    named.dataset.en ??= named.getAttribute("aria-label");
    named.setAttribute("aria-label", named.dataset[lang]);
  }
  for (const title of document.querySelectorAll("title[data-th]")) {
    title.dataset.en ??= title.textContent;
    title.textContent = title.dataset[lang];
  }
  root.dispatchEvent(new Event("language"));
  spot();
}

/** Remember which block stands at the top of the window; the answer scrolls back to it. */
function readingPlace() {
  if (window.scrollY < 10) return () => {};
  const blocks = document.querySelectorAll("section, article, figure, tr, h3");
  const block = [...blocks].find((one) => one.getBoundingClientRect().top >= 0);
  if (!block) return () => {};
  const before = block.getBoundingClientRect().top;
  return () => window.scrollBy(0, block.getBoundingClientRect().top - before);
}

function startLanguages() {
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      showLanguage(button.dataset.language);
      showClaimCount();
    });
  }
}
