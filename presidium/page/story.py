"""How does a case become a lesson: the reader decides first, and then sees odds, outcome and dispute?

Python writes the whole text.  With a script a point opens when the one before is decided, and what happened
when its own is; without one the same text is folded away under lines that open it.  On paper all is open.
"""

from collections.abc import Mapping
from typing import Any

from presidium.draw.markup import Markup, element, join
from presidium.draw.palette import style_sheet
from presidium.page.build import asset, thai_names, way_in, whole_page
from presidium.page.debrief import debrief, evidence
from presidium.page.evidence import GRADES
from presidium.page.numbers import count
from presidium.page.odds import bet_odds, lettered, odds, sides, whatifs
from presidium.page.speech import form, pair, says, words
from presidium.page.terse import terse
from presidium.page.when import date
from presidium.words import LANGUAGES, both

SCRIPTS = ("layout.js", "language.js", "frames.js", "whole.js", "era.js", "story.js")
Moment = Mapping[str, Any]


def story_page(record: Mapping[str, Any]) -> str:
    """Return the page of a story as HTML text; the same record (`record.story`) gives the same bytes."""
    style = style_sheet() + asset("page.css") + asset("story.css")
    script = "\n".join(asset(name) for name in SCRIPTS)
    moments = record["moments"]
    points = [_point(record, moment, k + 1) for k, moment in enumerate(moments)]
    main = element(
        "main",
        _lead(record),
        *points,
        debrief(record),
        element("p", id="said", role="status", class_="unseen"),
        id="main",
        **_forms(),
    )
    parts = map(terse, [way_in("story.skip"), main])
    title = both("story.window_title", title=pair(record["title"]))
    names = thai_names(record["people"], main)
    body = element("body", *parts, element("script", Markup(script)), data_names=names)
    return whole_page(title, style, script, body)


def _forms() -> dict[str, str]:
    """Return what the script says, in both languages; names in braces are its to fill."""
    told = {
        **dict.fromkeys(("choose_first", "revealed", "next_shown"), {}),
        "bet_value": {"n": "{n}"},
        "your_score": {"n": "{n}", "mine": "{mine}"},
        "mean": {"mine": "{mine}", "model": "{model}"},
    }
    return {
        f"data_{key}_{lang}": text
        for key, values in told.items()
        for lang, text in both(f"story.{key}", **values).items()
    }


def _lead(record: Mapping[str, Any]) -> Markup:
    parts = [
        element(
            "div",
            element(
                "p",
                " – ".join(date(day, era="both", bare=True)[lang] for day in record["period"]),
                class_="eyebrow",
            ),
            element("h1", both("story.window_title", title=pair(record["title"]))[lang], class_="sentence"),
            *(element("p", form(text, lang)) for text in record["opening"]),
            lang=lang,
        )
        for lang in LANGUAGES
    ]
    values = {"points": len(record["moments"]), "histories": count(record["histories"])}
    lines = [element("li", says(f"story.{key}", **values)) for key in ("how", "how_odds", "how_save")]
    grades = {lang: "; ".join(both(f"grade.{grade}")[lang] for grade in GRADES) for lang in LANGUAGES}
    lines.append(element("li", says("story.how_grades", grades=grades)))
    facts = says(
        "page.facts", histories=count(record["histories"]), seed=record["seed"], version=record["version"]
    )
    return element(
        "header",
        *parts,
        element("h2", says("story.how_title"), class_="how"),
        element("ul", *lines),
        element("p", says("limit.one_case"), class_="motto"),
        element("p", facts, " ", says("page.thai_unread"), class_="facts"),
        class_="lead",
    )


def folded(summary: str, *children: object, shown: bool = False) -> Markup:
    """Return a part that is folded away for readers without a script; the script opens all of them."""
    return element("details", element("summary", says(summary)), *children, class_="fold", open=shown)


def _point(record: Mapping[str, Any], moment: Moment, place: int) -> Markup:
    name, total, bet = moment["id"], len(record["moments"]), moment["bet"]
    title = says("story.point", place=place, total=total, date=date(moment["on"], era="both"))
    last = place == total
    return element(
        "section",
        element("h2", title, id=f"title-{name}", tabindex="-1"),
        folded(
            "story.read",
            element("p", words(moment["who"]), class_="who"),
            element("h3", says("story.known_title")),
            *(element("p", words(one["says"])) for one in moment["known"]),
            _decision(moment),
            shown=place == 1,
        ),
        element(
            "div",
            folded("story.happened_read", *_after(record, moment)),
            element(
                "p",
                element(
                    "button", says("story.to_end" if last else "story.go_on"), type="button", class_="on"
                ),
                class_="needs-script",
            ),
            class_="reveal sealed",
        ),
        id=f"point-{name}",
        class_="point" if place == 1 else "point sealed",
        aria_labelledby=f"title-{name}",
        data_point=name,
        data_share=None if bet["share"] is None else f"{bet['share']:.6f}",
        data_came=None if bet["came"] is None else int(bet["came"]),
    )


def _decision(moment: Moment) -> Markup:
    """Return the choices, the slider and the button, all of them the browser's own."""
    name = moment["id"]
    boxes = [
        element(
            "label",
            element("input", type="radio", name=name, value=choice["id"], autocomplete="off"),
            element("span", words(lettered(k, choice["says"])), id=f"choice-{name}-{choice['id']}"),
        )
        for k, choice in enumerate(moment["choices"])
    ]
    slider = element(
        "input",
        type="range",
        id=f"chance-{name}",
        min="0",
        max="100",
        value="50",
        autocomplete="off",
        aria_describedby=f"note-{name}",
    )
    return element(
        "div",
        element("fieldset", element("legend", words(moment["asks"])), *boxes, class_="choices"),
        element("h3", says("story.bet_title")),
        element("p", element("label", words(moment["bet"]["says"]), for_=f"chance-{name}")),
        element("p", slider, element("b", class_="value", aria_hidden="true"), class_="slider needs-script"),
        element("p", says("story.bet_note"), class_="soft needs-script", id=f"note-{name}"),
        element(
            "p",
            element("button", says("story.decide"), type="button", class_="decide"),
            class_="needs-script",
        ),
        class_="decision",
    )


def _after(record: Mapping[str, Any], moment: Moment) -> list[Markup | None]:
    """Return what is shown once the reader has decided."""
    name = moment["id"]
    taken = next((choice["says"] for choice in moment["choices"] if choice["taken"]), None)
    fact = (
        join(element("b", says("story.in_fact")), " ", words(taken))
        if taken is not None
        else says("story.in_fact_none")
    )
    rests = dict.fromkeys(key for one in moment["known"] for key in one["sources"])
    return [
        element("h3", says("story.happened_title"), id=f"happened-{name}", tabindex="-1"),
        element("p", element("b", says("story.chose")), " ", element("span"), class_="chose needs-script"),
        element("p", fact),
        *(element("p", words(one["says"]), " ", evidence(one)) for one in moment["happened"]),
        *odds(record, moment),
        *bet_odds(moment),
        *sides(record, moment),
        *whatifs(moment),
        element("h3", says("story.disputed_title")),
        *(element("p", words(one["says"]), " ", evidence(one)) for one in moment["disputed"]),
        element("p", evidence({"sources": list(rests)}, "story.known_sources")),
    ]
