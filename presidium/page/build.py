"""How does a document become one self-contained page?

Python writes everything that can be read; the style sheet shows one language; the script only switches
language, turns to another told history, filters claims and saves what is shown.  The page asks the network
for nothing, and its policy forbids it to.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from presidium.draw.markup import Markup, element
from presidium.draw.palette import style_sheet
from presidium.page.answer import lead, questions
from presidium.page.claims import claims
from presidium.page.course import course
from presidium.page.downloads import downloads
from presidium.page.evidence import evidence
from presidium.page.matters import matters
from presidium.page.offices import falls, offices
from presidium.page.package import data, packed, shown
from presidium.page.panel import panel_words
from presidium.page.reading import Reading
from presidium.page.ruling import ruling
from presidium.page.scores import scores
from presidium.page.speech import label_of, pair, says
from presidium.page.tables import tools
from presidium.page.terse import terse
from presidium.page.told import histories
from presidium.page.whatif import whatifs
from presidium.page.world import world
from presidium.words import both, say

#: The most bytes a page may have while something can be left out of it.
LARGEST = 600_000

# One after another in one script: what a later one uses, an earlier one defines.
SCRIPTS = (
    "layout.js",
    "language.js",
    "package.js",
    "told.js",
    "claims.js",
    "frames.js",
    "saving.js",
    "picture.js",
    "philox.js",
    "panel.js",
    "closer.js",
    "change.js",
    "whole.js",
    "era.js",
    "start.js",
)


@dataclass(frozen=True, slots=True)
class Live:
    """What only a served page has: a part of its own, its style and script, data that the script reads."""

    part: Markup
    data: Markup
    style: str
    script: str


def page(document: dict[str, Any], live: Live | None = None) -> str:
    """Return the page as HTML text; the same document gives the same bytes.

    The document is the versioned JSON object of `record.document`; a list that it lacks leaves its part out.
    Where the page would grow beyond `LARGEST` bytes, the scenario's text is not packed into it: it stands in
    the scenario's own files, and the page names their digest.  With `live` it is a page to be served, of any
    size, and may ask its own server.
    Raises ``KeyError`` where the document lacks what every page needs (title, period, digest, ...).
    """
    parts = _parts(Reading(document), live)
    whole = _page(document, parts, live)
    if live is None and len(whole.encode()) > LARGEST and document.get("scenario_text"):
        return _page({**document, "scenario_text": {}}, parts, live)
    return whole


def _page(document: dict[str, Any], parts: list[Markup | None], live: Live | None) -> str:
    reading = Reading(document)
    style, script = _dress(live)
    title = pair(reading["title"])
    if reading.asks:
        title = both("page.window_title", title=title, question=pair(reading.headline["text"]))
    read = _body(reading, parts)
    whole_document = element(
        "script", Markup(packed(document, shown(read[-1]))), type="application/gzip", id="document"
    )
    body = element(
        "body",
        *map(terse, [*read, tools(), panel_words()]),
        _card(document),
        live.data if live else None,
        whole_document,
        element("script", Markup(script)),
        data_names=thai_names(reading.many("people"), "".join(read)),
    )
    return whole_page(title, style, script, body, served=live is not None)


def _dress(live: Live | None) -> tuple[str, str]:
    """Return style sheet and script; what only a served page has comes last."""
    styles = [style_sheet(), asset("page.css"), *([live.style] if live else [])]
    scripts = [*map(asset, SCRIPTS), *([live.script] if live else [])]
    return "".join(styles), "\n".join(scripts)


def whole_page(
    title: Mapping[str, str], style: str, script: str, body: Markup, *, served: bool = False
) -> str:
    """Return a page in which this script and this style sheet are allowed, and nothing else."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy(script, style, served)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        # Else a browser asks the server for an icon.
        element("link", rel="icon", href="data:,") if served else None,
        element("title", title["en"], data_th=title["th"]),
        element("style", Markup(style)),
    )
    whole = element("html", head, "\n", body, lang="en", data_lang="en")
    return f"<!doctype html>\n{whole}\n"


def served_policy(live: Live) -> str:
    """Return the policy of a served page as its server sends it: nobody may put the page into another."""
    style, script = _dress(live)
    return policy(script, style, served=True) + "; frame-ancestors 'none'"


def policy(script: str, style: str, served: bool = False) -> str:
    """Return the page's policy: this script, this style sheet, pictures from the page itself, no more.

    A served page may also ask the server it came from.

    >>> policy("", "").count("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    2
    """
    return (
        f"default-src 'none'; script-src 'sha256-{_hash(script)}'; style-src 'sha256-{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'" + ("; connect-src 'self'" if served else "")
    )


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def asset(name: str, room: str = __package__) -> str:
    """Return a room's script or style sheet without remarks and indents: they serve readers of the source."""
    text = resources.files(room).joinpath("assets", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in _REMARK.sub("", text).splitlines())
    lean = "\n".join(line for line in lines if line and not line.startswith("//"))
    return _LOOSE.sub(r"\1", lean) if name.endswith(".css") else lean


# A space of a style sheet beside a mark that parts the words already; that before a brace or a dot counts.
_LOOSE = re.compile(r"\s*([{};,])\s*|(?<=[a-z]:) ")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def _parts(reading: Reading, live: Live | None) -> list[Markup | None]:
    """Return the parts of the page that do not depend on what is packed into it."""
    return [
        live.part if live else None,
        histories(reading),
        questions(reading),
        offices(reading),
        falls(reading),
        ruling(reading),
        world(reading),
        course(reading),
        matters(reading),
        whatifs(reading),
        scores(reading),
        claims(reading),
        evidence(reading),
    ]


def _body(reading: Reading, parts: list[Markup | None]) -> list[Markup]:
    present = [part for part in (*parts, downloads(reading)) if part]
    return [way_in("page.skip"), element("main", lead(reading), _contents(present), *present, id="main")]


def thai_names(people: Iterable[Mapping[str, Any]], text: str) -> str:
    """Return the Thai names of those who stand in a text, for the script that keeps lines whole."""
    names = (pair(person["name"])["th"] for person in people)
    return "\n".join(name for name in names if name.split(" ")[-1] in text)


def way_in(skip: str) -> Markup:
    """Return what stands before the page's main part: a way past the buttons, and the languages."""
    thai = element(
        "noscript", element("a", say("page.thai_without_script", "th"), href="#th", id="th", lang="th")
    )
    past = element("a", says(skip), href="#main", class_="skip")
    return element("header", past, _languages(), _eras(), thai)


def _languages() -> Markup:
    return _choice("language", "choice languages needs-script", {"en": "English", "th": "ไทย"})


def _eras() -> Markup:
    """Return the choice of the era of the years in Thai text; without a script it is the common one."""
    names = {"ce": "ค.ศ.", "be": "พ.ศ.", "both": say("page.both_eras", "th")}
    return _choice("era", "choice languages eras needs-script", names)


def _choice(what: str, kind: str, names: dict[str, str]) -> Markup:
    """Return a group of buttons of which one is pressed, the first as the page opens."""
    buttons = [
        element(
            "button",
            name,
            type="button",
            lang="en" if value == "en" else "th",
            aria_pressed="true" if value == next(iter(names)) else "false",
            **{f"data_{what}": value},
        )
        for value, name in names.items()
    ]
    return element("div", *buttons, role="group", class_=kind, **label_of(both(f"page.{what}")))


def _contents(parts: list[Markup]) -> Markup:
    present = [name for name in _SECTIONS if any(part.startswith(f'<section id="{name}"') for part in parts)]
    links = [element("li", element("a", says(f"page.{name}_title"), href=f"#{name}")) for name in present]
    return element("nav", element("ol", *links), **label_of(both("page.contents")))


_SECTIONS = (
    "live",
    "hundred",
    "questions",
    "offices",
    "falls",
    "ruling",
    "world",
    "course",
    "matters",
    "whatif",
    "scores",
    "claims",
    "evidence",
    "downloads",
)


def _card(document: dict[str, Any]) -> Markup:
    """Return what names the run."""
    return data("card", {name: document[name] for name in _CARD if name in document})


_CARD = ("format", "kind", "scenario", "title", "digest", "version", "seed", "histories", "period", "command")
