// Play again with what is set, watch it, cancel it, save it.

// Which request the result on show answers; null where there is none. And the run that goes on.
let shownRequest = null;
let running = null;

const part = (name) => document.getElementById(`live-${name}`);

function status(name, values) {
  part("status").replaceChildren(...saying("p", name, values).childNodes);
}

/** Something is set otherwise: the address follows, and a result of another setting says so. */
function changed() {
  if (isSeed(setting.seed)) writeAddress();
  const stale = part("stale");
  if (!stale) return;
  const old = !isSeed(setting.seed) || request() !== shownRequest;
  if (!running && old === stale.hidden) status(old ? "changed_since" : "done");
  stale.hidden = !old;
  part("result").classList.toggle("stale", old);
}

/** The events of a stream (text/event-stream), each with its data. */
async function* eventsOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const whole = (text + value).split("\n\n");
    text = whole.pop();
    for (const one of whole) {
      const event = /^event: (.*)$/m.exec(one);
      const data = /^data: (.*)$/m.exec(one);
      if (event && data) yield [event[1], JSON.parse(data[1])];
    }
  }
}

const watch = {
  waiting: ({ before }) => status("waiting", { before }),
  progress({ done, total }, histories) {
    if (!total) return status("starting");
    part("progress").value = done / total;
    // The page's own run counts for the case as it is, where it has them; else that side is played first.
    const first = total - histories;
    const side = first === 0 ? "playing" : done <= first ? "playing_first" : "playing_then";
    status(side, { done: counted(done > first ? done - first : done), total: counted(histories) });
  },
};

/** Ask, and watch until it is over. */
async function play() {
  if (running) return;
  if (!isSeed(setting.seed)) return status("seed_wrong");
  const [asked, said, histories] = [request(), changes(), setting.histories];
  running = new AbortController();
  showRunning(true);
  let last = "gone";
  try {
    const answer = await ask("run", asked, running.signal);
    for await (const [event, data] of eventsOf(answer.body)) {
      watch[event]?.(data, histories);
      if (event === "result") {
        showOutcome(data, said);
        shownRequest = asked;
        last = "done";
      } else if (event === "refused") throw data;
    }
    status(last);
  } catch (problem) {
    tell(problem, running.signal.aborted);
  }
  running = null;
  showRunning(false);
  changed();
}

/** Post a request; what the server refuses is thrown as it says it. */
async function ask(where, body, signal) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(where, { method: "POST", headers, body, signal });
  if (!answer.ok) throw await answer.json();
  return answer;
}

/** Say how it ended, in the server's words. */
function tell(problem, aborted) {
  if (aborted) return status("cancelled");
  if (!problem.code) return status("gone");
  const why = { en: `${problem.message}. ${problem.remedy}`, th: problem.thai };
  status("refused", { code: problem.code, why });
}

function showRunning(on) {
  const held = document.activeElement === part("cancel");
  part("progress").hidden = part("cancel").hidden = !on;
  part("progress").value = 0;
  part("run").setAttribute("aria-disabled", String(on));
  if (!on && held) part("run").focus();
  if (on) status("starting");
}

/** Save what is set as an entry for the scenario; the text comes from the server, the file is made here. */
async function save() {
  if (changesNothing()) return status("save_nothing");
  if (!isSeed(setting.seed)) return status("seed_wrong");
  try {
    const { file, text } = await (await ask("difference", request())).json();
    saveAs(file, "text/yaml;charset=utf-8", text);
    status("saved", { file });
  } catch (problem) {
    tell(problem, false);
  }
}

function reset() {
  const moved = [...setting.numbers.keys()];
  setting.numbers.clear();
  for (const box of WHATIFS) box.checked = false;
  part("histories").value = String((setting.histories = LIVE.histories));
  part("seed").value = setting.seed = LIVE.seed;
  for (const path of moved) paintSlider(CONTROLS.get(path));
  paintMoved();
  changed();
}

/** Take what the address says, where it says something else than before; @returns {boolean} whether it did */
function fromAddress() {
  if (addressed() === knownAddress) return false;
  const before = [...setting.numbers.keys()];
  const dropped = readAddress();
  for (const path of [...before, ...setting.numbers.keys()]) paintSlider(CONTROLS.get(path));
  paintMoved();
  if (dropped) status("dropped", { n: dropped });
  changed();
  return true;
}

function startLive() {
  startSliders();
  for (const box of WHATIFS) box.addEventListener("change", changed);
  part("histories").addEventListener("change", () => {
    setting.histories = Number(part("histories").value);
    changed();
  });
  part("seed").addEventListener("input", () => {
    setting.seed = part("seed").value.trim();
    changed();
  });
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    play();
  });
  part("cancel").addEventListener("click", () => running?.abort());
  part("reset").addEventListener("click", reset);
  part("save").addEventListener("click", save);
  document.documentElement.addEventListener("language", () => LIVE.controls.forEach(paintSlider));
  // Back, forward, and an address that is typed.
  window.addEventListener("popstate", fromAddress);
  if (fromAddress() && !location.hash) part("form").scrollIntoView();
  // What was moved takes room above the part that the address names.
  else openTarget();
}

startLive();
