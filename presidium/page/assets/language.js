// Which of the two languages is shown. Nothing is remembered: a page that is opened anew is in English.

/** @returns {string} the language shown now, "en" or "th" */
function shownLanguage() {
  return document.documentElement.dataset.lang;
}

/** Show one language everywhere: text by the style sheet, names read aloud and titles here. */
function showLanguage(lang) {
  changeAll(() => {
    const root = document.documentElement;
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
  });
}

function startLanguages() {
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      showLanguage(button.dataset.language);
      showClaimCount();
    });
  }
}
