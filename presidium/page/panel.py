"""How does a reader try things out on the page: a question to choose, and two shares of each answer?

The frame stands in the page; the script fills it from the document.  Without a script it is not there.
"""

from presidium.draw.markup import Markup, element
from presidium.draw.svg import Words
from presidium.page.speech import says, words
from presidium.page.tables import Table, paragraphs, table
from presidium.words import both


def panel(name: str, title: Words, notes: tuple[str, ...], heads: tuple[str, str]) -> Markup:
    """Return the frame called ``name``: what it does, room for what can be chosen, the table of answers.

    ``heads`` are the keys of the columns of the two shares.
    """
    columns: list[Words | Markup] = [
        both("table.answer"),
        Markup(),
        *map(both, heads),
        both("table.difference"),
    ]
    return element(
        "div",
        element("h3", words(title)),
        paragraphs(*notes),
        element("div", class_="choices"),
        element("p", element("label", says("page.question"), " ", element("select"))),
        element("p", role="status"),
        table(Table(f"{name}-answers", title, columns, [])),
        id=name,
        class_="panel needs-script",
    )


def panel_words() -> Markup:
    """Return what the script says in the panels, for it to copy; it stands outside the text of the page."""
    said = {
        "hindsight": says("page.hindsight_title"),
        **{key: says(f"panel.{key}", **_LEFT) for key in _SAID},
    }
    return element(
        "template", *(element("p", form, data_say=key) for key, form in said.items()), id="panel-words"
    )


_SAID = ("any", "at_most", "between", "at_least", "counted", "few", "more", "changes", "changed", "same")
# What the script fills in.
_LEFT = {name: f"{{{name}}}" for name in ("low", "high", "n", "total", "share")}
