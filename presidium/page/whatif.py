"""What would a change have altered?  The same histories under the same chance, with and without it."""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.bars import percent
from presidium.draw.differences import Change, Shift, differences, shifts, signed
from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate, figure, section
from presidium.page.numbers import count, interval, per_cent
from presidium.page.panel import panel
from presidium.page.reading import Reading, moved
from presidium.page.speech import pair, says, words
from presidium.page.tables import Table, paragraphs
from presidium.words import both

# How many answers to a question are shown with their differences.
_SHOWN = 4
# A smaller difference of shares cannot be seen in a picture.
_SEEN = 0.02


def whatifs(reading: Reading) -> Markup:
    """Return the what-ifs: all of them against the leading answer, then each by itself, the comparison
    without hindsight last."""
    changes = reading.many("whatif")
    plain = reading.document.get("hindsight")
    every = [*changes, *([plain] if plain else [])]
    if not every:
        return join()
    return section(
        "whatif",
        both("page.whatif_title"),
        paragraphs("page.whatif_note", f"page.otherwise{'_abroad' if reading.document.get('world') else ''}"),
        _played(reading, every),
        _overview(reading, every),
        _panel(reading),
        element(
            "div",
            *(_change(reading, change) for change in changes),
            _hindsight(reading, plain) if plain else join(),
            class_="beside wider",
        ),
    )


def _panel(reading: Reading) -> Markup | None:
    """Return the frame in which to compare the answers; a scenario that asks nothing has none to compare."""
    if not reading.asks:
        return None
    return panel("change", both("page.change_title"), ("page.change_note",), ("table.base", "table.changed"))


def _played(reading: Reading, changes: Sequence[Mapping[str, Any]]) -> Markup | None:
    """Return a warning where the what-ifs have fewer histories, and so other shares, than the answers."""
    total = reading["histories"]
    played = [change.get("histories", total) for change in changes]
    few, most = min(played), max(played)
    if few >= total:
        return None
    if few == most:
        return element("p", says("page.whatif_part", n=count(few), total=count(total)))
    return element("p", says("page.whatif_parts", n=count(few), most=count(most), total=count(total)))


def _overview(reading: Reading, changes: Sequence[Mapping[str, Any]]) -> Markup:
    plate = changes_plate(reading, changes)
    return figure(plate) if plate is not None else join()


def changes_plate(reading: Reading, changes: Sequence[Mapping[str, Any]]) -> Plate | None:
    """Return what each change does to the leading answer; None where none says anything of it."""
    if not reading.asks:
        return None
    leading = max(reading.headline["answers"], key=lambda answer: answer["probability"])
    title = both(
        "figure.changes_title", answer=pair(leading["label"]), question=pair(reading.headline["text"])
    )
    drawn, cells = [], []
    rows: list[Mark] = []
    for change in changes:
        answer = moved(change, reading.headline["id"], leading["value"])
        if answer is None:
            continue
        points, low, high = interval(answer["difference"], answer["mc_error"])
        drawn.append(Change(_name(change), points, low, high))
        rows.append(
            {
                "change": change["id"],
                "name": _name(change),
                **{key: answer[key] for key in ("base", "changed")},
            }
            | {"difference": points, "low": low, "high": high}
        )
        cells.append(
            [
                _name(change),
                per_cent(answer["base"]),
                per_cent(answer["changed"]),
                signed(points),
                signed(low),
                signed(high),
                per_cent(change["changed_histories"]),
            ]
        )
    if not drawn:
        return None
    heads = [both("table.change"), *_heads()[1:], both("table.changed_histories")]
    key = {"axis": both("figure.points_axis")}
    return Plate(
        rows,
        lambda kind: differences("changes", title, drawn, key, kind=kind),
        _changes_caption(changes, rows),
        [Table("changes", title, heads, cells)],
    )


def _changes_caption(changes: Sequence[Mapping[str, Any]], rows: Sequence[Mark]) -> list[Words]:
    """Say which what-if moves the answer most, as the head does, and what leaving out hindsight moves."""
    named = {change["id"] for change in changes if change.get("name")}
    drawn: list[Any] = [row for row in rows if row["change"] in named]
    silent = len(named) - len(drawn)
    told: list[Words] = []
    if drawn:
        largest = max(drawn, key=lambda row: abs(row["difference"]))
        told += [
            both(
                "figure.changes_caption_some" if silent else "figure.changes_caption",
                total=len(named),
                silent=silent,
                moving=sum(row["low"] > 0 or row["high"] < 0 for row in drawn),
                largest=pair(largest["name"]),
                points=signed(largest["difference"]),
            )
        ]
    left: Any = next((row for row in rows if row["change"] not in named), None)
    plain = both("figure.changes_hindsight", points=signed(left["difference"])) if left else None
    return [*told, plain] if plain else told


def _change(reading: Reading, change: Mapping[str, Any]) -> Markup:
    note = element("p", words(change["note"])) if change.get("note") else join()
    return _compared(reading, change, element("h3", words(_name(change))), note)


def _hindsight(reading: Reading, change: Mapping[str, Any]) -> Markup:
    return _compared(
        reading, change, element("h3", says("page.hindsight_title")), paragraphs("page.hindsight_note")
    )


def _compared(reading: Reading, change: Mapping[str, Any], *head: Markup) -> Markup:
    asked = most_moved(change)
    left = change.get("untouched", 0)
    return element(
        "article",
        *head,
        paragraphs(
            "page.changed_histories",
            share=percent(change["changed_histories"]),
            n=count(change.get("histories", reading["histories"])),
        ),
        paragraphs("page.untouched", n=left, total=left + len(change["questions"])) if left else None,
        _shown_or_told(reading, change, asked),
    )


def _shown_or_told(reading: Reading, change: Mapping[str, Any], asked: Mapping[str, Any] | None) -> Markup:
    """Return the picture of a question, or a sentence where a picture would show no difference."""
    if asked is None:
        return paragraphs("figure.shift_none")
    if max(abs(answer["difference"]) for answer in asked["answers"]) >= _SEEN:
        return join(element("h4", words(asked["text"])), figure(shift_plate(reading, change, asked)))
    return element("p", words(asked["text"]), " ", words(moved_most(asked)))


def most_moved(change: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the question of which an answer moves most, and by more than chance; None where none does."""

    def surely(asked: Mapping[str, Any]) -> float:
        moves = (interval(answer["difference"], answer["mc_error"]) for answer in asked["answers"])
        return max((abs(points) for points, low, high in moves if low > 0 or high < 0), default=0.0)

    most = max(change["questions"], key=surely, default=None)
    return most if most is not None and surely(most) > 0 else None


def shift_plate(reading: Reading, change: Mapping[str, Any], asked: Mapping[str, Any]) -> Plate:
    """Return the answers to a question with and without a change."""
    drawn = [
        Shift(answer["label"], answer["base"], answer["changed"], reading.slot(answer["value"]))
        for answer in _commonest(asked)
    ]
    rows: list[Mark] = [
        {"answer": answer["value"], "name": answer["label"]}
        | {key: answer[key] for key in ("base", "changed", "difference", "mc_error")}
        for answer in _commonest(asked)
    ]
    key = {"base": both("figure.base_key"), "changed": both("figure.changed_key")}
    name = _id(change)
    data = Table(name, asked["text"], _heads(), _rows(asked))
    return Plate(rows, lambda _: shifts(name, asked["text"], drawn, key), [moved_most(asked)], [data])


def moved_most(asked: Mapping[str, Any]) -> Words:
    """Say which answer moves most, or that none moves by more than chance."""
    most = max(asked["answers"], key=lambda answer: abs(answer["difference"]))
    points, low, high = interval(most["difference"], most["mc_error"])
    if low <= 0 <= high:
        return both("figure.shift_none")
    values = {"base": percent(most["base"]), "changed": percent(most["changed"]), "points": signed(points)}
    return both(
        "figure.shift_caption", answer=pair(most["label"]), low=signed(low), high=signed(high), **values
    )


def _rows(asked: Mapping[str, Any]) -> list[list[Words]]:
    rows: list[list[Words]] = []
    for answer in _commonest(asked):
        bounds = (signed(value) for value in interval(answer["difference"], answer["mc_error"]))
        rows.append([answer["label"], per_cent(answer["base"]), per_cent(answer["changed"]), *bounds])
    return rows


def _commonest(asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the answers that are commonest before or after, in their order; all are in the document."""
    ranked = sorted(asked["answers"], key=lambda answer: -max(answer["base"], answer["changed"]))[:_SHOWN]
    return [answer for answer in asked["answers"] if answer in ranked]


def _heads() -> list[Words]:
    return [both(f"table.{key}") for key in ("answer", "base", "changed", "difference", "low", "high")]


def _id(change: Mapping[str, Any]) -> str:
    return f"whatif-{change.get('id') or 'hindsight'}"


def _name(change: Mapping[str, Any]) -> Words:
    name: Words = change.get("name") or both("page.hindsight_title")
    return name
