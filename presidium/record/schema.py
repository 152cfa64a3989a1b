"""What is in the document that page, notebook and downloads share?  Its JSON Schema, draft-07.

Every object is closed: a field that is not described here is no field of the document, and none of those
described is ever left out.  What may be missing is null.
"""

from typing import Any

from presidium.record.shape import (
    DEFINITIONS,
    Shape,
    bilingual,
    by_id,
    closed,
    day,
    error,
    flag,
    many,
    maybe,
    month,
    number,
    share,
    whole,
    word,
)
from presidium.record.shape_abroad import world_shape
from presidium.record.shape_circle import circle_shape
from presidium.record.shape_ruling import ruling_shape
from presidium.record.shape_scores import hindcast_shape
from presidium.scenario.evidence import GRADES
from presidium.scenario.question import Question
from presidium.theory.fate import FATES

_DIALECT = "http://json-schema.org/draft-07/schema#"


def document_schema() -> dict[str, Any]:
    """The JSON Schema of `Run.document()` and of document.json; every field has a description.

    >>> document_schema()["properties"]["kind"]["const"]
    'presidium-document'
    """
    fields = {**_identity(), **_case(), **_answers(), **_course(), **_closer(), **_changes(), **_evidence()}
    return {
        "$schema": _DIALECT,
        "title": "The document of a run",
        **closed("Everything that the page of a run shows.", fields),
        "definitions": DEFINITIONS,
    }


def _identity() -> dict[str, Shape]:
    return {
        "format": {"const": 1, "description": "Version of this shape."},
        "kind": {"const": "presidium-document", "description": "What kind of JSON this is."},
        "scenario": word("Id of the case."),
        "title": bilingual("Title of the case."),
        "digest": word("SHA-256 of the case and the table of parameters.", pattern="^[0-9a-f]{64}$"),
        "version": word("Version of presidium that made it."),
        "seed": whole("Where chance started."),
        "histories": whole("How many histories were played.", 1),
        "period": many("First and last day of the case.", day("A day."), 2, 2),
        "command": word("The command that repeats the run."),
    }


def _case() -> dict[str, Shape]:
    person = {
        "id": word("Id."),
        "name": bilingual("Name."),
        "name_th_status": maybe(word("Where the Thai name comes from.")),
        "born": day("Birth."),
        "died": maybe(day("Death on record.")),
    }
    office = {"id": word("Id."), "name": bilingual("Name."), "chief": flag("Whether it makes a leader.")}
    return {
        "months": many("The months of the period.", month("A month."), 1),
        "people": many("Everybody in the case, in its order.", closed("A person.", person), 1),
        "offices": many("All offices, in the order of the case.", closed("An office.", office), 1),
    }


def _answer(**more: Shape) -> Shape:
    return closed("An answer.", {"value": word("The answer."), "label": bilingual("In words."), **more})


def _answers() -> dict[str, Shape]:
    headline = {
        "question": word("Id of the first question."),
        "sentence": bilingual("Its likeliest answer."),
        "reasons": many("One reason or two.", bilingual("A reason."), 1, 2),
        "sureness": bilingual("How sure the answer is."),
        "hindsight": maybe(bilingual("What is left of it without hindsight.")),
    }
    question = {
        "id": word("Id."),
        "ask": word("What kind of question it is.", Question.NEEDS),
        "text": bilingual("The question."),
        "sentence": bilingual("Its likeliest answer."),
        "grade": word("Commonest grade of the evidence of the case.", GRADES),
        "answers": many(
            "All answers, the likeliest first.",
            _answer(
                probability=share("Share of the histories."),
                mc_error=error(),
                recorded=flag("Whether it is what happened."),
            ),
            1,
        ),
        "fell_earlier": maybe(share("Of a fall in a span: share of histories in which he fell before it.")),
        "base_rate": _base_rate(),
    }
    dots = {
        "question": word("Id of the first question."),
        "answers": many("The answers with dots.", _answer(count=whole("Dots of a hundred.", 1, 100))),
    }
    came = {
        "came": whole("Questions whose likeliest answer is the recorded one."),
        "of": whole("Questions with an answer on record.", 1),
        "sentence": bilingual("The same in words."),
    }
    return {
        "headline": maybe(closed("The answer of the case, where it asks anything.", headline)),
        "questions": many("What was asked, and the answers.", closed("A question.", question)),
        "came": maybe(closed("How many of the likeliest answers came.", came)),
        "dots": maybe(closed("A hundred dots for the first question.", dots)),
    }


def _base_rate() -> Shape:
    rate = {
        "answers": many("The answers that it is the rate of, together.", word("An answer."), 1),
        "value": share("How often."),
        "low": maybe(share("Lower end of the 95 % interval.")),
        "high": maybe(share("Upper end of the 95 % interval.")),
    }
    reference = {
        "id": word("Id of the class."),
        "n": whole("Cases in it."),
        "name": bilingual("Who is in it."),
    }
    return closed(
        "How often it went so in the cases of a reference class.",
        {
            "question": word("Id of the question."),
            "ask": word("What kind of question it is.", Question.NEEDS),
            "class": closed("The reference class.", reference),
            "sentence": bilingual("What the class is."),
            "caution": bilingual("What the rate does not say."),
            "rates": many("A rate for each answer, or for several.", closed("A rate.", rate)),
            "neighbours": many(
                "The same from wider and narrower classes.",
                closed("A rate of another class.", {**reference, **rate}),
            ),
        },
    )


def _course() -> dict[str, Shape]:
    series = {
        "who": word("Id of a person, others, or vacant."),
        "label": bilingual("In words."),
        "shares": many("Share of the histories, month by month of the table.", share("A share.")),
    }
    held = {"who": word("Who."), "from": day("From when."), "to": maybe(day("Until when."))}
    office = {
        "office": word("Id."),
        "name": bilingual("Name."),
        "months": many("Every third month.", month("A month.")),
        "series": many("The commonest holders, others, vacant.", closed("A holder.", series)),
        "recorded": many("Who held it.", closed("A tenure on record.", held)),
    }
    first = {
        "who": word("Who."),
        "share": share("Share of the histories."),
        "mc_error": error(),
        "recorded": flag("Whether it is what happened."),
        "median": maybe(month("Median month of it.")),
    }
    return {
        "chief_offices": many("Who holds each chief office over time.", closed("An office.", office)),
        "first_to_fall": closed(
            "Who falls first, where the case asks.",
            {"rows": many("The persons asked about.", closed("A person.", first))},
        ),
        "fates": _fates(),
        "circle": circle_shape(),
        "ruling": ruling_shape(),
        "world": world_shape(),
        "timeline": _timeline(),
        "told": many("Some histories in sentences.", closed("A history.", _history())),
    }


def _fates() -> Shape:
    kind = {"id": word("Id.", FATES), "label": bilingual("In words.")}
    recorded = {"fell": maybe(month("When.")), "fate": maybe(word("What became of him.", FATES))}
    row = {
        "who": word("Who."),
        "fell": share("Share of the histories in which he falls."),
        "median": maybe(month("Median month of the fall.")),
        "shares": many("Share of each fate, in the order of the classes.", share("A share."), 6, 6),
        "recorded": closed("What is on record.", recorded),
    }
    return closed(
        "Who falls, and what becomes of those who do.",
        {
            "classes": many("The fates.", closed("A fate.", kind), 6, 6),
            "rows": many("The full members of the opening.", closed("A person.", row)),
        },
    )


def _timeline() -> Shape:
    recorded = {
        "id": word("Id."),
        "on": day("When."),
        "title": bilingual("What happened."),
        "kind": word("What kind of event it is.", ("shock", "decision", "outcome")),
        "source": many("Keys of sources.", word("A key.")),
    }
    simulated = {
        "id": word("Id of a decision, or fall- and a person."),
        "label": bilingual("What happens."),
        "share": share("Share of the histories in which it does."),
        "early": month("First decile of the months in which it does."),
        "middle": month("Their median."),
        "late": month("Their last decile."),
    }
    return closed(
        "Events on record, and when the histories have them.",
        {
            "recorded": many("By date.", closed("An event.", recorded)),
            "simulated": many("Decisions, then falls.", closed("An event.", simulated)),
        },
    )


def _history() -> dict[str, Shape]:
    told = {"month": month("When."), "code": word("What kind of sentence it is."), "text": bilingual("It.")}
    return {
        "history": whole("Its number."),
        "answer": maybe(bilingual("Its answer to the first question.")),
        "sentences": many("By date.", closed("A sentence.", told)),
    }


def _closer() -> dict[str, Shape]:
    named = {"path": word("Path of the number."), "name": bilingual("In words.")}
    cuts = many("What parts its thirds.", number("A value."), 2, 2)
    effect = {
        **named,
        "cuts": cuts,
        "low": share("Share of the answer in the lower third."),
        "high": share("Share of the answer in the upper third."),
        "difference": number("Upper less lower.", -1, 1),
        "mc_error": error(),
    }
    question = {
        "id": word("Id."),
        "value": word("The likeliest answer."),
        "label": bilingual("In words."),
        "beyond_chance": whole("How many numbers move it beyond chance."),
        "effects": many("The largest of those.", closed("What one number does.", effect)),
    }
    chosen = {
        **named,
        "address": many("Mechanism and slot of its draw.", whole("A number."), 2, 2),
        "rivals": many("Low, high, cumulative weight.", many("A claim.", number("A number."), 3, 3), 1, 4),
        "cuts": cuts,
        "exogenous": {"const": True, "description": "Drawn independently of all that happens."},
    }
    letters = {
        "id": word("Id."),
        "answers": many("What each letter stands for, from a on.", _answer()),
        "taken": word("The answer of each history, a letter each.", pattern="^[a-z]*$"),
    }
    return {
        "matters": closed(
            "Which uncertain numbers move the likeliest answers.",
            {
                "inputs": whole("How many numbers are drawn."),
                "questions": many("By question.", closed("A question.", question)),
            },
        ),
        "closer": closed(
            "The first histories, to choose among by numbers drawn before anything happens.",
            {
                "histories": whole("How many."),
                "key": many("Seed, low and high word.", whole("32 bits.", 0, 2**32 - 1), 2, 2),
                "inputs": many("The numbers to choose by.", closed("A number.", chosen)),
                "questions": many("By question.", closed("A question.", letters)),
            },
        ),
    }


def _changes() -> dict[str, Shape]:
    answer = _answer(
        base=share("Share without the change."),
        changed=share("Share with it."),
        difference=number("Of the two, history by history.", -1, 1),
        mc_error=error(),
        recorded=flag("Whether it is what happened."),
    )
    question = {
        "id": word("Id."),
        "text": bilingual("The question."),
        "answers": many("The answers.", answer),
    }
    change = {
        "id": word("Id of the what-if, or without-hindsight."),
        "name": maybe(bilingual("Name.")),
        "note": maybe(bilingual("What it is for.")),
        "histories": whole("Pairs of histories.", 1),
        "changed_histories": share("Share of the pairs that differ in anything that counts."),
        "questions": many("Questions that any pair answers otherwise.", closed("A question.", question)),
        "untouched": whole("How many questions the change leaves alone."),
    }
    return {
        "whatif": many("The what-ifs of the case.", closed("A what-if.", change)),
        "hindsight": maybe(closed("The case without what leans on later events.", change)),
        "hindcast": maybe(hindcast_shape()),
    }


def _evidence() -> dict[str, Shape]:
    claim = {
        "id": word("Id."),
        "quote": word("The text under examination."),
        "says": bilingual("What it says."),
        "verdict": word("Whether that is right."),
        "stated": maybe(word("The date that it states.")),
        "correct": maybe(word("The right date.")),
        "correction": maybe(bilingual("What is right.")),
        "sources": many("Keys of sources.", word("A key.")),
        "supports": many("Paths of what rests on it.", word("A path.")),
    }
    source = {"key": word("Key."), "what": word("Author, title, place, date.")}
    source |= {"url": maybe(word("Where it can be read.")), "kind": maybe(word("What kind of source it is."))}
    coverage = {
        "numbers": whole("Numbers in the case."),
        "with_source": whole("Those with a source."),
        "grades": closed("Numbers of each grade.", {grade: whole(f"Of grade {grade}.") for grade in GRADES}),
        "hindsight": whole("Numbers that lean on later events."),
    }
    parameter = {
        "name": word("Name."),
        "default": number("Starting value."),
        "low": number("Least value."),
        "high": number("Greatest value."),
        "unit": word("Unit."),
        "rests_on": word("What it rests on."),
        "here": maybe(word("What the case says instead.")),
    }
    figure = {"name": bilingual("Name."), "value": word("Value.")}
    return {
        "claims": many("Statements of a text under examination.", closed("A claim.", claim)),
        "sources": many("The sources that the page names.", closed("A source.", source)),
        "evidence": closed("What the numbers of the case rest on.", coverage),
        "figures": many("General figures of the histories.", closed("A figure.", figure)),
        "limits": many("What the model cannot do.", bilingual("A limit.")),
        "parameters": many("The constants of the model.", closed("A constant.", parameter)),
        "scenario_text": by_id("The case itself, by the name of a file.", word("The text of the file.")),
    }
