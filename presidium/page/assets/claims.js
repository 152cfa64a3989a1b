// Claims of one verdict. What is filtered out is hidden, and left out of the download.

/** Say how many rows are shown, in the language shown. */
function showClaimCount() {
  const line = document.getElementById("claims-shown");
  if (!line) return;
  const rows = [...document.querySelectorAll("#claims-table tbody tr")];
  const text = shownLanguage() === "th" ? line.dataset.textTh : line.dataset.textEn;
  line.textContent = text.replace("{n}", String(rows.filter((row) => !row.hidden).length));
}

function startClaims() {
  const buttons = [...document.querySelectorAll("#verdicts button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      const wanted = button.dataset.verdict;
      for (const row of document.querySelectorAll("#claims-table tbody tr")) {
        row.hidden = wanted !== "" && row.dataset.verdict !== wanted;
      }
      showClaimCount();
    });
  }
  showClaimCount();
}
