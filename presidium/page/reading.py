"""What does the document say, and in which colour does each answer stand?

`Reading` looks names and colours up; it computes nothing that the document does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from typing import Any

from presidium.draw.palette import NOBODY, PLAIN, POLES, slots
from presidium.draw.svg import Words
from presidium.words import both


@dataclass(frozen=True)
class Reading:
    """The document with its names and colours at hand."""

    document: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        """Return one field of the document; one that is absent is a ``KeyError``."""
        return self.document[key]

    def many(self, key: str) -> list[Any]:
        """Return a list of the document, empty where it has none."""
        return list(self.document.get(key) or [])

    @cached_property
    def names(self) -> dict[str, Words]:
        """Every name of a person, an office or an event by its id."""
        events = (self.document.get("timeline") or {}).get("recorded") or []
        return {
            **{event["id"]: event["title"] for event in events},
            **{office["id"]: office["name"] for office in self.many("offices")},
            **{person["id"]: person["name"] for person in self.many("people")},
        }

    def name(self, key: str) -> Words:
        """Return the name behind an id: of a person, office or event, a word such as "none", or the id."""
        if key in self.names:
            return self.names[key]
        return both(f"answer.{key}") if key in NOBODY else key

    @cached_property
    def _slots(self) -> dict[str, int]:
        order = [answer["value"] for answer in self["dots"]["answers"]] if self.asks else []
        for office in self.many("chief_offices"):
            order += [series["who"] for series in office["series"]]
            order += [term["who"] for term in office["recorded"]]
        return slots([*order, *(person["id"] for person in self.many("people"))])

    @cached_property
    def poles(self) -> dict[str, int]:
        """The colour slot of every pole of the world outside."""
        found = (self.document.get("world") or {}).get("poles") or []
        return {pole["id"]: slot for pole, slot in zip(found, cycle(POLES), strict=False)}

    def slot(self, value: str) -> int:
        """Return the colour slot of an answer: the same for one person, or one pole, on every picture."""
        if value in self.poles:
            return self.poles[value]
        return self._slots.get(value, slots([value])[value] if value in NOBODY else PLAIN)

    @cached_property
    def asks(self) -> bool:
        """Whether the scenario asks anything: without a question there is neither headline nor dots."""
        return bool(self.document.get("headline"))

    @cached_property
    def headline(self) -> Mapping[str, Any]:
        """The question that the page opens with, with its answers."""
        wanted = self["headline"]["question"]
        return next(question for question in self["questions"] if question["id"] == wanted)

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The answers to that question that history gave."""
        answers = self.headline["answers"] if self.asks else []
        return frozenset(answer["value"] for answer in answers if answer["recorded"])


def moved(change: Mapping[str, Any], question: str, value: str) -> Mapping[str, Any] | None:
    """Return how a change moves one answer to one question, None where the document does not say."""
    answers = (
        answer for asked in change["questions"] if asked["id"] == question for answer in asked["answers"]
    )
    found: Mapping[str, Any] | None = next((answer for answer in answers if answer["value"] == value), None)
    return found
