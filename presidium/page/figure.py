"""What surrounds a picture?  A sentence that says what it shows, and the same data as a table."""

from collections.abc import Callable, Sequence

from presidium.draw.markup import Markup, element
from presidium.draw.svg import Words
from presidium.page.speech import words
from presidium.page.tables import Table, folded


def variants(drawing: Callable[[str], Markup]) -> list[Markup]:
    """Return a picture for desks and paper and one for telephones; the style sheet shows one."""
    return [drawing("wide"), drawing("narrow")]


def figure(pictures: Sequence[Markup], caption: Words, data: Table) -> Markup:
    """Return a figure: its picture, a caption, and the same data as a table.

    The table's name, with ``-figure`` behind it, names the figure.
    """
    return element(
        "figure",
        *pictures,
        element("figcaption", words(caption)),
        folded(data, picture=True),
        id=f"{data.name}-figure",
    )


def section(name: str, title: Words, *children: object) -> Markup:
    """Return one part of the page under its heading."""
    return element(
        "section",
        element("h2", words(title), id=f"{name}-title"),
        *children,
        id=name,
        aria_labelledby=f"{name}-title",
    )
