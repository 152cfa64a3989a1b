// Everything is in the page already; from here on the buttons work.

/** A link may lead into something folded away: open it. */
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView();
}

document.documentElement.dataset.script = "on";
startLanguages();
startStories();
startClaims();
startCloser();
startChanges();
startFrames();
startSaving();
startWholes();
startEras();
window.addEventListener("hashchange", openTarget);
openTarget();
