// Change history: one thing is made different, and the same histories are played again under the same chance.

async function startChanges() {
  const panel = document.getElementById("change");
  if (!panel) return;
  const { whatif, hindsight, questions, histories } = await documentData();
  const changes = hindsight ? [...whatif, hindsight] : whatif;
  let change = changes[0];
  const moved = ({ id }) => change.questions.find((question) => question.id === id);
  const answersOf = (question) =>
    (moved(question)?.answers || []).map(({ label, base, changed, mc_error }) => ({ label, from: base, to: changed, error: mc_error }));
  // As the sentences of the page say it: a half goes to the even number.
  const inHundred = (share) => {
    if (share > 0 && share <= 0.005) return "<1";
    const half = (100 * share) % 1 === 0.5;
    return half ? 2 * Math.round(50 * share) : Math.round(100 * share);
  };
  const status = (question) =>
    saying(moved(question) ? "changed" : "same", { share: inHundred(change.changed_histories), n: counted(change.histories ?? histories) });
  const show = comparing(panel, questions, answersOf, status);
  const names = changes.map(({ name }, i) => [i, name ? bilingual("span", name.en, name.th) : saying("hindsight")]);
  const group = radios("changes", saying("changes"), names, (i) => {
    change = changes[i];
    show();
  });
  panel.querySelector(".choices").append(group);
}
