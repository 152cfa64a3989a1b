"""When did things happen, and when do they happen in the simulation?  Both on one timeline."""

from collections.abc import Mapping
from typing import Any

from presidium.draw.bars import percent
from presidium.draw.markup import Markup, join
from presidium.draw.stack import year_of
from presidium.draw.svg import Words
from presidium.draw.timeline import NAMED, Recorded, Simulated, timeline
from presidium.page.figure import Mark, Plate, figure, section, sideways
from presidium.page.numbers import per_cent
from presidium.page.reading import Reading
from presidium.page.speech import form, pair
from presidium.page.tables import Table, paragraphs
from presidium.page.when import date
from presidium.words import both

# Simulated events that fewer histories than this have are left out: they are in the document.
_SEEN = 0.05


def course(reading: Reading) -> Markup:
    """Return the timeline, or nothing where the document has none."""
    plate = course_plate(reading)
    if plate is None:
        return join()
    drawn = figure(plate, *_pictures(plate, len(reading["timeline"]["recorded"])))
    if not reading["timeline"]["recorded"]:
        note = "page.course_note_unrecorded"
    else:
        note = "page.course_note" if _known(reading) else "page.course_note_given"
    return section("course", both("page.course_title"), paragraphs(note), drawn)


def _known(reading: Reading) -> bool:
    """Return whether history recorded anything: shocks alone may be what somebody thinks will come."""
    past = reading["timeline"]["recorded"]
    return any(event["kind"] != "shock" for event in past) or any(
        office["recorded"] for office in reading.many("chief_offices")
    )


def _pictures(plate: Plate, recorded: int) -> list[Markup]:
    """Return a picture for desks and paper and one for telephones, of which the style sheet shows one; of too
    many events to name a single one, along which narrow paper moves.
    """
    if recorded <= NAMED:
        return [plate.drawing("wide"), plate.drawing("narrow")]
    return [sideways(plate.drawing("wide"))]


def course_plate(reading: Reading) -> Plate | None:
    """Return the timeline by itself, or None where the document has none."""
    given = reading.document.get("timeline") or {"recorded": [], "simulated": []}
    past = sorted(given["recorded"], key=lambda event: event["on"])
    seen = sorted(
        (o for o in given["simulated"] if o["middle"] and o["share"] >= _SEEN),
        key=lambda o: o["middle"],
    )
    if not past and not seen:
        return None
    when = _recorded_on(reading, past)
    title = both("figure.timeline_title")
    first, last = reading["period"]
    key = {name: both(f"figure.{name}_key") for name in ("shock", "decision", "outcome", "span")}
    above = "figure.lanes_recorded" if _known(reading) else "figure.lanes_given"
    key |= {"recorded": both(above), "simulated": both("figure.lanes_simulated")}
    recorded = [
        Recorded(event["title"], year_of(event["on"]), event["kind"], date(event["on"], bare=True))
        for event in past
    ]
    simulated = [_lane(outcome, when) for outcome in seen]
    return Plate(
        _rows(past, seen, when),
        lambda kind: timeline(
            "timeline", title, (year_of(first), year_of(last)), recorded, simulated, key, kind=kind
        ),
        [_caption(seen)],
        [shown for shown in _tables(title, past, seen) if shown.rows],
    )


def _rows(
    past: list[Mapping[str, Any]], seen: list[Mapping[str, Any]], when: Mapping[str, str]
) -> list[Mark]:
    recorded: list[Mark] = [
        {"what": "recorded", "event": one["id"], "name": one["title"], "kind": one["kind"]}
        | {"share": None, "early": None, "middle": None, "late": None, "recorded": one["on"]}
        for one in past
    ]
    simulated: list[Mark] = [
        {"what": "simulated", "event": one["id"], "name": one["label"], "kind": None, "share": one["share"]}
        | {name: one[name] or one["middle"] for name in ("early", "middle", "late")}
        | {"recorded": one.get("recorded") or when.get(one["id"])}
        for one in seen
    ]
    return [*recorded, *simulated]


def _recorded_on(reading: Reading, past: list[Mapping[str, Any]]) -> dict[str, str]:
    """Return when history had each event and each fall, by the ids that simulated events bear."""
    fates = (reading.document.get("fates") or {"rows": []})["rows"]
    falls = {f"fall-{row['who']}": row["recorded"]["fell"] for row in fates if row.get("recorded")}
    return {**{name: on for name, on in falls.items() if on}, **{event["id"]: event["on"] for event in past}}


def _lane(outcome: Mapping[str, Any], when: Mapping[str, str]) -> Simulated:
    label = {lang: f"{form(outcome['label'], lang)} · {percent(outcome['share'])}" for lang in ("en", "th")}
    early, middle, late = (
        year_of(outcome[name] or outcome["middle"]) for name in ("early", "middle", "late")
    )
    real = outcome.get("recorded") or when.get(outcome["id"])
    return Simulated(label, outcome["share"], early, middle, late, year_of(real) if real else None)


def _caption(seen: list[Mapping[str, Any]]) -> Words:
    if not seen:
        return both("figure.timeline_recorded_only")
    often = [outcome for outcome in seen if outcome["share"] > 0.5]
    widest = max(seen, key=lambda o: year_of(o["late"] or o["middle"]) - year_of(o["early"] or o["middle"]))
    return both(
        "figure.timeline_caption",
        total=len(seen),
        often=len(often),
        widest=pair(widest["label"]),
        early=date(widest["early"] or widest["middle"]),
        late=date(widest["late"] or widest["middle"]),
    )


def _tables(title: Words, past: list[Mapping[str, Any]], seen: list[Mapping[str, Any]]) -> list[Table]:
    """Return what history recorded, by kind, and what the simulation has."""
    recorded: list[list[Words]] = []
    for kind in ("shock", "decision", "outcome"):
        events: list[list[Words]] = [[event["title"], event["on"]] for event in past if event["kind"] == kind]
        recorded += [[both(f"figure.{kind}_key")], *events] if events else []
    simulated: list[list[Words]] = [
        [one["label"], per_cent(one["share"]), *(one[name] or "" for name in ("early", "middle", "late"))]
        for one in seen
    ]
    heads = [both(f"table.{key}") for key in ("event", "share", "early", "middle", "late")]
    return [
        Table("timeline", title, [both("table.event"), both("table.recorded_on")], recorded, frozenset({1})),
        Table("timeline-simulated", title, heads, simulated, frozenset({2, 3, 4})),
    ]
