"""Does a story make sense?  One function a rule; each yields what it finds."""

from collections.abc import Callable, Iterator

from presidium.dates import Day
from presidium.scenario.answers import possible_answers
from presidium.scenario.draft import Draft, asked
from presidium.scenario.finding import Finding, thing
from presidium.scenario.model import Scenario
from presidium.scenario.place import Path
from presidium.scenario.refusal import did_you_mean, nearest
from presidium.scenario.story import Moment


def _moments(draft: Draft) -> Iterator[tuple[Path, Moment]]:
    """The moments of a story, each with its path; none where one of them has a wrong shape."""
    story = draft.case.story
    if story is not None and draft.intact("story", "moments"):
        yield from ((("story", "moments", index), one) for index, one in enumerate(story.moments))


def _named_answers(draft: Draft) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every place that names answers to a question: its path, the question, the answers."""
    for path, moment in _moments(draft):
        yield (*path, "bet"), moment.bet.question, moment.bet.answer
        for index, condition in enumerate(moment.given):
            if condition.question is not None:
                yield (*path, "given", index), condition.question, condition.answer or ()
        for index, choice in enumerate(moment.choices):
            if choice.odds is not None and choice.odds.question is not None:
                yield (*path, "choices", index, "odds"), choice.odds.question, choice.odds.answer or ()
        for index, one in enumerate(moment.whatif):
            yield (*path, "whatif", index), one.question, (one.answer,)


def told_twice(draft: Draft) -> Iterator[Finding]:
    """SCN208: moments, choices or questions of a story that nothing tells apart."""
    story = draft.case.story
    if story is None:
        return
    named: list[tuple[str, Path, str]] = [
        ("moment", (*path, "id"), moment.id) for path, moment in _moments(draft)
    ]
    named += [("question", (*path, "id"), question.id) for path, question in asked(draft)]
    for path, moment in _moments(draft):
        own = [
            (f"choice of {moment.id}", (*path, "choices", index, "id"), choice.id)
            for index, choice in enumerate(moment.choices)
        ]
        named += own
    seen: set[tuple[str, str]] = set()
    for what, place, name in named:
        if (what, name) in seen and place[0] == "story":
            yield Finding("SCN208", f"{what} {name} is there already", "keep one of them", place)
        seen.add((what, name))


def choices_that_were_not_offered(draft: Draft) -> Iterator[Finding]:
    """SCN201: a choice that was taken, but is not among those offered."""
    for path, moment in _moments(draft):
        offered = [choice.id for choice in moment.choices]
        took = moment.happened.took
        if took is not None and took not in offered:
            near = nearest(took, offered)
            remedy = f'write "{near}"' if near else f"choices are: {', '.join(offered)}"
            message = f'unknown choice "{took}" in {thing(draft.tree, path)}'
            yield Finding(
                "SCN201",
                message,
                remedy,
                (*path, "happened", "took"),
                fix=did_you_mean(near) if near else None,
            )


def moments_out_of_time(draft: Draft) -> Iterator[Finding]:
    """SCN202, SCN203: moments outside the period, or earlier than the one before them."""
    before: Moment | None = None
    for path, moment in _moments(draft):
        days = {"on": moment.on} | ({"showdown": moment.showdown.on} if moment.showdown else {})
        for field, day in days.items():
            if draft.intact("period") and not draft.case.period.contains(day):
                place = (*path, "on") if field == "on" else (*path, "showdown", "on")
                message = f"{day} is outside the period in {thing(draft.tree, path)}"
                yield Finding("SCN202", message, "move it, or widen the period", place)
        if before is not None and moment.on.first < before.on.first:
            message = f"{thing(draft.tree, path)} comes before the one above it, {before.id}"
            yield Finding("SCN203", message, "write the earlier moment first", (*path, "on"))
        before = moment


def answers_that_cannot_be(draft: Draft) -> Iterator[Finding]:
    """SCN226: an answer that no history can give to the question."""
    if not all(map(draft.intact, ("people", "poles", "period", "questions"))):
        return
    questions = {question.id: question for _, question in asked(draft)}
    for path, name, answers in _named_answers(draft):
        if name not in questions:
            continue
        known = possible_answers(draft.case, questions[name])
        for index, answer in enumerate(answers):
            if answer in known:
                continue
            near = nearest(answer, known)
            remedy = f'write "{near}"' if near else f"answers are: {', '.join(known[:12])}"
            # Where one answer is asked for it stands alone, not in a list.
            place = (*path, "answer") if path[-2] == "whatif" else (*path, "answer", index)
            yield Finding(
                "SCN226",
                f'"{answer}" is no answer to {name} in {thing(draft.tree, path)}',
                remedy,
                place,
                fix=did_you_mean(near) if near else None,
            )


def known_too_early(draft: Draft) -> Iterator[Finding]:
    """SCN227: a bet on what is over by then, or odds given what comes only later.

    A question without a day of its own, such as how a crisis ends, is answered when the history is over.
    """
    days = {question.id: question.on or question.by for _, question in asked(draft)}
    for path, moment in _moments(draft):
        bet: Day | None = days.get(moment.bet.question)
        if bet is not None and bet.last < moment.on.first:
            message = f"{moment.bet.question} is answered on {bet}, before {moment.id}"
            yield Finding("SCN227", message, "ask for a later day", (*path, "bet", "question"))
        for index, condition in enumerate(moment.given):
            name = condition.question
            if name is None or name not in days:
                continue
            day, place = days[name], (*path, "given", index, "question")
            if day is None:
                message = f"{name} asks for no day, so {moment.id} is told how it all ends"
                remedy = "ask for a day, or write {happens: EVENT} for what had come by then"
                yield Finding("SCN227", message, remedy, place)
            elif day.last > moment.on.last:
                message = f"{name} is answered on {day}, after {moment.id}"
                yield Finding("SCN227", message, "ask for an earlier day: nobody knew it yet", place)


def sides_of_nobody(draft: Draft) -> Iterator[Finding]:
    """SCN228: a side without a showdown, or of somebody who holds nothing on that day."""
    if not draft.case.tenures or not draft.intact("tenures"):
        return
    for path, moment in _moments(draft):
        wanted: list[tuple[Path, str]] = []
        for index, choice in enumerate(moment.choices):
            for field in ("joins", "stays"):
                who = getattr(choice.odds, field, None)
                if who is not None:
                    wanted.append(((*path, "choices", index, "odds", field), who))
        if moment.showdown is None:
            for place, who in wanted:
                message = f"{who} takes a side, but {thing(draft.tree, path)} has no showdown"
                yield Finding("SCN228", message, "add showdown: {on, led_by, against, candidate}", place)
            continue
        for field in ("led_by", "against", "candidate"):
            wanted.append(((*path, "showdown", field), getattr(moment.showdown, field)))
        present = _present(draft.case, moment.showdown.on)
        for place, who in wanted:
            if who in draft.case.people and who not in present:
                message = f"{who} holds nothing on {moment.showdown.on} in {thing(draft.tree, path)}"
                yield Finding("SCN228", message, "name somebody with a seat or an office then", place)


def _present(case: Scenario, day: Day) -> set[str]:
    """Those with a seat or an office at the end of a day."""
    return {
        tenure.who
        for tenure in case.tenures
        if tenure.start.first <= day.last and (tenure.end is None or tenure.end.first > day.last)
    }


def changes_of_the_storys_own(draft: Draft) -> Iterator[Finding]:
    """SCN229: a what-if asked what only the story asks."""
    own = {question.id for path, question in asked(draft) if path[0] == "story"}
    for path, moment in _moments(draft):
        for index, one in enumerate(moment.whatif):
            if one.question in own:
                message = f"what-ifs do not answer {one.question}, which only the story asks"
                remedy = "name a question of the scenario"
                yield Finding("SCN229", message, remedy, (*path, "whatif", index, "question"))


STORY_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    told_twice,
    choices_that_were_not_offered,
    moments_out_of_time,
    answers_that_cannot_be,
    known_too_early,
    sides_of_nobody,
    changes_of_the_storys_own,
)
