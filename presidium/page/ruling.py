"""Who can rule at a date on strength alone, what would become of other coalitions, and who is pivotal?"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from presidium.draw.bars import Bar, bars, percent
from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.circle import with_whom
from presidium.page.figure import Plate, figure, section
from presidium.page.numbers import per_cent
from presidium.page.reading import Reading
from presidium.page.speech import pair, says, words
from presidium.page.tables import Table, folded, paragraphs
from presidium.page.when import date
from presidium.words import both

# Flips of the answer (the nearest), certificates and coalitions (the likeliest) that are told; all are in the
# document.
_FLIPS, _CERTIFICATES, _LIKELIEST = 2, 2, 4


def ruling(reading: Reading) -> Markup:
    """Return who can rule at each date of the document, or nothing where it has none."""
    moments = reading.many("ruling")
    if not moments:
        return join()
    return section(
        "ruling",
        both("page.ruling_title"),
        paragraphs("page.ruling_note", draws=moments[0]["draws"]),
        paragraphs("page.flips_near") if any(moment["flips"] for moment in moments) else None,
        with_whom(reading),
        element("div", *(_moment(moment, reading.slot) for moment in moments), class_="beside wider"),
    )


def _moment(moment: Mapping[str, Any], slot: Callable[[str], int]) -> Markup:
    flips = moment["flips"][:_FLIPS]
    return element(
        "article",
        element("h3", words(date(moment["at"]))),
        element("p", words(moment["sentence"])),
        _drawn_or_listed(moment, slot),
        element("h4", says("page.certificates_title")),
        _listed(moment["certificates"][:_CERTIFICATES]),
        join(element("h4", says("page.flips_title")), paragraphs("page.flips_note"), _listed(flips))
        if flips
        else None,
        element("h4", says("page.votes_title", coalition=pair(moment["bloc"]))),
        element("ul", *(element("li", _vote(arena)) for arena in moment["arenas"])),
    )


def _listed(told: Sequence[Mapping[str, Any]]) -> Markup:
    return element("ul", *(element("li", words(one["text"])) for one in told))


def _vote(arena: Mapping[str, Any]) -> Markup:
    return join(element("b", words(arena["name"])), ": ", words(arena["vote"]["text"]))


def _drawn_or_listed(moment: Mapping[str, Any], slot: Callable[[str], int]) -> Markup:
    plate = ruling_plate(moment, slot)
    if plate is None:
        members = _members(_name(moment), moment)
        return folded(members, summary=members.title)
    return figure(plate)


def _name(moment: Mapping[str, Any]) -> str:
    return f"ruling-{moment['at']}"


def ruling_plate(moment: Mapping[str, Any], slot: Callable[[str], int]) -> Plate | None:
    """Return each member's chance to be among those who could rule; None where too many to draw them."""
    if not moment["chances"]:
        return None
    name = _name(moment)
    most, least = (pick(moment["members"], key=lambda one: one["chance"]) for pick in (max, min))
    caption = both(
        "figure.ruling_caption" if most["chance"] > least["chance"] else "figure.ruling_caption_even",
        who=pair(most["name"]),
        share=percent(most["chance"]),
        least=pair(least["name"]),
        least_share=percent(least["chance"]),
    )
    return Plate(
        [{key: one[key] for key in ("who", "name", "chance", "mc_error")} for one in moment["members"]],
        lambda _: chances_picture(name, moment, slot),
        [caption],
        [_members(name, moment), _coalitions(name, moment)],
    )


def _members(name: str, moment: Mapping[str, Any]) -> Table:
    """Return the full members with their strength, their chance to rule, and their power in each arena."""
    arenas = moment["arenas"]
    heads: list[Words] = [
        *(both(f"table.{key}") for key in ("person", "strength", "strength_range", "rules_chance", "error")),
        *(both("table.shapley_shubik", arena=pair(arena["name"])) for arena in arenas),
    ]
    power = [{one["who"]: one["shapley_shubik"] for one in arena["people"]} for arena in arenas]
    rows: list[list[Words]] = [
        [
            one["name"],
            per_cent(one["strength"]),
            f"{per_cent(one['low'])}–{per_cent(one['high'])}",
            *("" if one[key] is None else per_cent(one[key]) for key in ("chance", "mc_error")),
            *(per_cent(float(Fraction(of.get(one["who"], 0)))) for of in power),
        ]
        for one in moment["members"]
    ]
    return Table(name, both("page.members_title", date=date(moment["at"])), heads, rows, frozenset({2}))


def _coalitions(name: str, moment: Mapping[str, Any]) -> Table:
    """Return the likeliest coalitions with their shares of the draws."""
    rows: list[list[Words]] = [
        [one["label"], per_cent(one["share"]), per_cent(one["mc_error"])]
        for one in moment["chances"][:_LIKELIEST]
    ]
    heads = [both(f"table.{key}") for key in ("coalition", "share", "error")]
    return Table(f"{name}-coalitions", both("page.chances_title", date=date(moment["at"])), heads, rows)


def chances_picture(name: str, moment: Mapping[str, Any], slot: Callable[[str], int]) -> Markup:
    """Return bars for each member's chance to be among those who could rule."""
    rows = [Bar(one["name"], one["chance"], one["mc_error"], slot(one["who"])) for one in moment["members"]]
    return bars(name, both("figure.ruling_title", date=date(moment["at"])), rows, {})
