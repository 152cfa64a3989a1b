"""What does the served page have that the file has not?  The part in which a reader changes and plays again.

Python writes what is always there; sliders there are hundreds of, so the script makes those that are looked
for, from the data beside it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.app.attempt import MOST_HISTORIES
from presidium.app.controls import Control
from presidium.draw.markup import Markup, element
from presidium.draws import LARGEST_SEED
from presidium.page.build import Live, asset
from presidium.page.figure import section
from presidium.page.package import data
from presidium.page.speech import says, words
from presidium.page.tables import paragraphs
from presidium.run import Run
from presidium.words import both, catalogue

_SCRIPTS = ("setting.js", "sliders.js", "outcome.js", "live.js")
#: How many histories can be chosen, beside as many as the page has.
_CHOICES = (500, 1_000, 2_000, 5_000, 10_000)
#: Words of the tables of the page that stand in the script's tables too.
_HEADS = ("answer", "base", "changed", "difference", "low", "high")


def panel(run: Run, controls: Mapping[str, Control], matters: Sequence[str]) -> Live:
    """The live part of the page of a run; `matters` are the paths of the numbers that matter most."""
    return Live(
        section("live", both("page.live_title"), *_inside(run)),
        _data(run, controls, [path for path in matters if path in controls]),
        asset("live.css", __package__),
        # In a block of its own: its names are not those of the page's script.
        "\n".join(["{", *(asset(name, __package__) for name in _SCRIPTS), "}"]),
    )


def _inside(run: Run) -> list[Markup]:
    form = element(
        "form",
        _whatifs(run),
        _numbers(),
        _how_many(run),
        _what_to_do(),
        id="live-form",
        # The browser's own words for a wrong number would be in its language, not in the page's.
        novalidate=True,
    )
    return [
        paragraphs("live.title_note"),
        element("noscript", paragraphs("live.no_script")),
        form,
        element("div", id="live-result"),
    ]


def _what_to_do() -> Markup:
    buttons = element(
        "p",
        _button("live.run", id="live-run", type="submit"),
        _button("live.cancel", id="live-cancel", hidden=True),
        _button("live.reset_all", id="live-reset"),
        _button("live.save", id="live-save"),
        class_="live-buttons",
    )
    named = {"id": "live-progress", "aria_labelledby": "live-status"}
    progress = element("progress", max="1", value="0", hidden=True, **named)
    status = element("p", says("live.ready"), id="live-status", role="status")
    return element("div", buttons, progress, status, class_="live-bar")


def _button(key: str, **attributes: object) -> Markup:
    return element("button", says(key), **{"type": "button", **attributes})


def _whatifs(run: Run) -> Markup:
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name="whatif", value=name),
            " ",
            element("span", words({"en": one.name.in_("en"), "th": one.name.in_("th")})),
        )
        for name, one in run.case.whatif.items()
    ]
    inside = boxes or [paragraphs("live.whatifs_none")]
    return element("fieldset", element("legend", says("live.whatifs")), *inside, class_="live-whatifs")


def _numbers() -> Markup:
    return element(
        "fieldset",
        element("legend", says("live.numbers")),
        paragraphs("live.numbers_note"),
        element("h3", says("live.moved")),
        element("div", says("live.moved_none"), id="live-moved"),
        element("p", element("label", says("live.search"), for_="live-search"), class_="live-label"),
        element("input", type="search", id="live-search", autocomplete="off"),
        element("p", id="live-found", role="status"),
        element("div", id="live-hits"),
        element("div", id="live-sections"),
    )


def _how_many(run: Run) -> Markup:
    choices = sorted({*_CHOICES, min(len(run), MOST_HISTORIES)})
    options = [
        element("option", f"{number:,}", value=number, selected=number == min(len(run), MOST_HISTORIES))
        for number in choices
    ]
    return element(
        "p",
        element("label", says("live.histories"), for_="live-histories"),
        " ",
        element("select", *options, id="live-histories"),
        " ",
        element("label", says("live.seed"), for_="live-seed"),
        " ",
        element(
            "input",
            type="text",
            id="live-seed",
            inputmode="numeric",
            autocomplete="off",
            maxlength=len(str(LARGEST_SEED)),
            value=run.seed,
            aria_describedby="live-status",
        ),
        class_="live-row",
    )


def _data(run: Run, controls: Mapping[str, Control], matters: Sequence[str]) -> Markup:
    """Return what the script reads."""
    sections = [*(["matters"] if matters else []), *dict.fromkeys(one.section for one in controls.values())]
    told: dict[str, Any] = {
        "histories": min(len(run), MOST_HISTORIES),
        "seed": str(run.seed),
        "largest": str(LARGEST_SEED),
        "sections": {name: both(f"live.section_{name}") for name in sections},
        "matters": matters,
        "controls": [_control(control) for control in controls.values()],
        "words": {**_words("live"), **{name: _both_forms(f"table.{name}") for name in _HEADS}},
    }
    return data("live-data", told)


def _control(control: Control) -> dict[str, Any]:
    return {
        "path": control.path,
        "section": control.section,
        "part": control.part,
        "label": control.label,
        "low": control.at(control.low),
        "high": control.at(control.high),
        "step": f"{control.step:g}",
        "middle": control.at(control.middle),
        "now": control.now,
    }


def _words(room: str) -> dict[str, dict[str, str]]:
    """Every sentence of a room of the catalogues that the script may need, with its places to fill."""
    names = [key.partition(".")[2] for key in catalogue("en") if key.startswith(f"{room}.")]
    return {name: _both_forms(f"{room}.{name}") for name in names}


def _both_forms(key: str) -> dict[str, str]:
    return {lang: catalogue(lang)[key] for lang in ("en", "th")}
