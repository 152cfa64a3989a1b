// The next of the told histories, round and round. The region is live: it is read aloud when it changes.

/** @returns {HTMLElement} an element with a text in both languages, or in the only form it has */
function bilingual(tag, english, thai) {
  const element = document.createElement(tag);
  if (!thai || thai === english) {
    element.textContent = english;
    return element;
  }
  const forms = [english, thai].map((text) => {
    const form = document.createElement("i");
    form.textContent = text;
    return form;
  });
  forms[1].lang = "th";
  element.append(...forms);
  return element;
}

/** @returns {HTMLElement} one month of a story: its date, and its sentences */
function storyMonth(month, texts, forms) {
  const [year, number] = month.split("-");
  const name = (list) => `${list.split(",")[Number(number) - 1]} ${year}`;
  const time = bilingual("time", name(forms.monthsEn), name(forms.monthsTh));
  time.dateTime = month;
  const sentences = document.createElement("div");
  sentences.append(...texts.map((text) => bilingual("p", text.en, text.th)));
  const line = document.createElement("li");
  line.append(time, sentences);
  return line;
}

/** Write one story into its place on the page. */
function showStory(box, story, place) {
  const forms = box.dataset;
  const head = (text) => text.replace("{history}", String(story.history)).replace("{place}", String(place + 1));
  const parts = [bilingual("h4", head(forms.headEn), head(forms.headTh))];
  if (story.answer) {
    const told = (text, answer) => text.replace("{answer}", () => answer);
    const line = bilingual("p", told(forms.answerEn, story.answer.en), told(forms.answerTh, story.answer.th || story.answer.en));
    line.className = "soft";
    parts.push(line);
  }
  const months = new Map();
  for (const { month, text } of story.sentences) months.set(month, [...(months.get(month) || []), text]);
  const list = document.createElement("ol");
  list.append(...[...months].map(([month, texts]) => storyMonth(month, texts, forms)));
  box.replaceChildren(...parts, list);
}

function startStories() {
  const button = document.getElementById("another");
  const box = document.getElementById("story");
  if (!button || !box) return;
  let stories = null;
  let place = 0;
  button.addEventListener("click", async () => {
    stories ??= (await documentData()).told;
    place = (place + 1) % stories.length;
    showStory(box, stories[place], place);
  });
}
