// Look closer: of the histories in the page, those that drew certain numbers low or high. Nothing is changed.

const FEW = 100;
const THIRDS = ["low", "middle", "high"];

/** @returns {string[]} in which third of a number each history lies */
function thirdsOf({ key, histories }, input) {
  const [first, second] = input.cuts;
  return Array.from({ length: histories }, (_, history) => {
    const value = drawnNumber(key, history, input);
    return value <= first ? "low" : value >= second ? "high" : "middle";
  });
}

/** @returns {DocumentFragment[]} what the buttons of a number say, behind the one for all */
function thirdNames({ cuts: [low, high] }) {
  return [saying("at_most", { low }), saying("between"), saying("at_least", { high })];
}

async function startCloser() {
  const panel = document.getElementById("closer");
  if (!panel) return;
  const { closer, questions } = await documentData();
  const wanted = new Map();
  const parted = new Map();
  let chosen = [];
  const choose = (input, third) => {
    if (third) wanted.set(input, third);
    else wanted.delete(input);
    if (third && !parted.has(input)) parted.set(input, thirdsOf(closer, input));
    chosen = [...Array(closer.histories).keys()].filter((h) => [...wanted].every(([one, part]) => parted.get(one)[h] === part));
    panel.classList.toggle("few", chosen.length < FEW);
  };
  choose();
  const asked = closer.questions.map((question) => ({ ...question, text: questions.find(({ id }) => id === question.id).text }));
  const answersOf = ({ answers, taken }) =>
    answers.map(({ label }, k) => {
      const letter = String.fromCharCode(97 + k);
      const share = (histories) => histories.filter((h) => taken[h] === letter).length / histories.length;
      const [from, to] = [taken.split(letter).length - 1, share(chosen)].map((n, i) => (i ? n || 0 : n / closer.histories));
      const error = Math.sqrt(from * (1 - from) * Math.max(1 / Math.max(chosen.length, 1) - 1 / closer.histories, 0));
      return { label, from, to, error };
    });
  const status = () => saying(chosen.length < FEW ? "few" : "counted", { n: counted(chosen.length), total: counted(closer.histories) });
  const show = comparing(panel, asked, answersOf, status);
  const groups = closer.inputs.map((input, i) => {
    const names = thirdNames(input).map((text, k) => [THIRDS[k], text]);
    return radios(`closer-${i}`, bilingual("span", input.name.en, input.name.th), [["", saying("any")], ...names], (third) => {
      choose(input, third);
      show();
    });
  });
  const rest = document.createElement("details");
  const more = document.createElement("summary");
  more.append(saying("more", { n: groups.length - SHOWN_NUMBERS }));
  rest.append(more, ...groups.splice(SHOWN_NUMBERS));
  panel.querySelector(".choices").append(...groups, ...(rest.childElementCount > 1 ? [rest] : []));
}

const SHOWN_NUMBERS = 5;
