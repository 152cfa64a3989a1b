"""What happens in one of the histories?  Some of them in dated sentences; a button brings the next.

The first stands in the page; the script writes the others from the document when they are asked for.
"""

from collections.abc import Mapping
from typing import Any

from presidium.draw.markup import Markup, element, join
from presidium.page.answer import hundred
from presidium.page.figure import section
from presidium.page.reading import Reading
from presidium.page.speech import pair, says, words
from presidium.page.tables import paragraphs
from presidium.page.when import date, month_names
from presidium.words import LANGUAGES, both


def histories(reading: Reading) -> Markup:
    """Return a hundred histories as dots and one of them told, or nothing where the document has neither."""
    parts = [part for part in (hundred(reading), _told(reading)) if part]
    beside = element("div", *parts, class_="beside wider")
    return section("hundred", both("page.hundred_title"), beside) if parts else join()


def _told(reading: Reading) -> Markup:
    """Return the first told history, and the button that brings the others."""
    stories = reading.many("told")
    if not stories:
        return join()
    story = stories[0]
    # What the script needs to write the others in the same words; names in braces are its to fill.
    written = {"history": "{history}", "place": "{place}", "total": len(stories)}
    forms = {
        **{f"data_head_{lang}": text for lang, text in both("page.story", **written).items()},
        **{
            f"data_answer_{lang}": text for lang, text in both("page.story_answer", answer="{answer}").items()
        },
        **{f"data_months_{lang}": ",".join(month_names(lang)) for lang in LANGUAGES},
    }
    head = says("page.story", history=story["history"], place=1, total=len(stories))
    answer = says("page.story_answer", answer=pair(story["answer"])) if story.get("answer") else None
    return element(
        "div",
        element("h3", says("page.told_title")),
        paragraphs("page.told_note"),
        element(
            "p", element("button", says("page.another"), type="button", id="another"), class_="needs-script"
        ),
        element(
            "div",
            element("h4", head),
            element("p", answer, class_="soft"),
            element("ol", *_lines(story["sentences"])),
            id="story",
            aria_live="polite",
            **forms,
        ),
        class_="told",
    )


def _lines(sentences: list[Mapping[str, Any]]) -> list[Markup]:
    """Return the sentences, those of one month under one date."""
    months: dict[str, list[Markup]] = {}
    for sentence in sentences:
        months.setdefault(sentence["month"], []).append(element("p", words(sentence["text"])))
    return [
        element("li", element("time", words(date(month, bare=True)), datetime=month), element("div", *texts))
        for month, texts in months.items()
    ]
