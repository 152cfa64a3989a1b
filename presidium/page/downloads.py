"""What can be taken home?  The document behind the page and the scenario it was made from."""

from presidium.draw.markup import Markup, element
from presidium.page.figure import section
from presidium.page.reading import Reading
from presidium.page.speech import says
from presidium.page.tables import paragraphs
from presidium.words import both


def downloads(reading: Reading) -> Markup:
    """Return the buttons that save the document and each file of the scenario, read from the page itself."""
    files = reading.document.get("scenario_text") or {}
    buttons = [
        element("li", element("button", says("page.save_document"), type="button", data_save="document")),
        *(
            element(
                "li",
                element(
                    "button",
                    says("page.save_scenario", file=name),
                    type="button",
                    data_save="scenario",
                    data_of=name,
                ),
            )
            for name in files
        ),
    ]
    return section(
        "downloads",
        both("page.downloads_title"),
        paragraphs("page.downloads_note"),
        element("ul", *buttons, class_="saved needs-script"),
        element("noscript", paragraphs("page.no_script")),
        element(
            "p", says("page.end", scenario=reading["scenario"], digest=reading["digest"][:12]), class_="facts"
        ),
    )
