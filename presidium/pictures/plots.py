"""Which picture of a run, or of a comparison, is wanted?  `run.plot.dots()` and its sisters.

They are the pictures of the page, by the same code from the same document; each part of the document is made
when a picture first needs it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.page.abroad import clients_plate, crises_plate, tension_plate
from presidium.page.answer import hundred_plate, question_plate
from presidium.page.circle import circle_plate
from presidium.page.course import course_plate
from presidium.page.figure import Plate
from presidium.page.ladder import ladder_plate
from presidium.page.matters import effects_plate
from presidium.page.offices import office_plate
from presidium.page.reading import Reading
from presidium.page.ruling import ruling_plate
from presidium.page.whatif import changes_plate, most_moved, shift_plate
from presidium.page.world import camp_months, camps_plate, shares_plate
from presidium.pictures.figure import Figure, figure_of
from presidium.pictures.plates import effect_plate, falls_plate
from presidium.record.course import recorded_events
from presidium.record.document import compared_record
from presidium.record.piecemeal import Parts
from presidium.scenario.model import Scenario
from presidium.scenario.refusal import nearest

Found = Mapping[str, Any]


class RunPictures:
    """The pictures of a run.  `lang` is "en" or "th".

    Each raises UsageError USE674 for an id that there is not, USE675 where the case has nothing of the kind.
    """

    def __init__(self, run: Any) -> None:
        self._reading = Reading(Parts(run))

    def dots(self, lang: str = "en") -> Figure:
        """A hundred dots for the first question: in how many of a hundred histories is each answer right?"""
        _there(self._reading.asks, "question")
        return figure_of("dots", hundred_plate(self._reading), lang)

    def question(self, question: str | None = None, lang: str = "en") -> Figure:
        """The answers to a question (the first, if no id is given) as bars with two standard errors."""
        asked = _chosen("question", question, self._reading.many("questions"))
        return figure_of(f"question-{asked['id']}", question_plate(self._reading, asked), lang)

    def offices(self, office: str | None = None, lang: str = "en") -> Figure:
        """Who holds a chief office over time, in shares; with the recorded holders."""
        found = _chosen("chief office", office, self._reading.many("chief_offices"), "office")
        return figure_of(f"office-{found['office']}", office_plate(self._reading, found), lang)

    def falls(self, lang: str = "en") -> Figure:
        """How often each full member of the opening falls."""
        return figure_of("falls", _drawn(falls_plate(self._reading), "full member"), lang)

    def ruling(self, at: str | None = None, lang: str = "en") -> Figure:
        """Each member's chance to be among those who could rule, at one of the run's notable dates."""
        moment = _chosen("date of a ruling coalition", at, self._reading.many("ruling"), "at")
        plate = _drawn(ruling_plate(moment, self._reading.slot), "ruling coalition that can be drawn")
        return figure_of(f"ruling-{moment['at']}", plate, lang)

    def circle(self, at: str | None = None, lang: str = "en") -> Figure:
        """Who is with whom in the leadership at a date (the last, if none is given).

        `data` has all dates that can be shown: camps first, then the pairs that are drawn.
        """
        plate = _drawn(circle_plate(self._reading), "full member")
        dates = [one["at"] for one in self._reading["circle"]["dates"]]
        day = _chosen(
            "date of the leadership", dates[-1] if at is None else at, [{"id": one} for one in dates]
        )["id"]
        return figure_of(f"circle-{day}", plate, lang, dates.index(day))

    def leanings(self, state: str | None = None, lang: str = "en") -> Figure:
        """How a state leans over time, or every state: bands of nine histories in ten, and the record."""
        world = self._world
        chosen = [_chosen("state", state, world["states"])] if state is not None else world["states"]
        plate = shares_plate(self._reading, {**world, "states": chosen})
        return figure_of("leanings" if state is None else f"leanings-{state}", plate, lang)

    def camps(self, at: str | None = None, lang: str = "en") -> Figure:
        """Which state is in whose camp at a date ("1956-12"; the last, if none is given), and on record.

        `data` has all dates that can be shown.
        """
        months = camp_months(self._world)
        month = _chosen("date of camps", months[-1] if at is None else at, [{"id": one} for one in months])[
            "id"
        ]
        plate = camps_plate(self._reading, self._world)
        return figure_of(f"camps-{month}", plate, lang, months.index(month))

    def tension(self, lang: str = "en") -> Figure:
        """Tension over time, and in how many histories each pair of poles has broken."""
        return figure_of("tension", tension_plate(self._reading, self._world), lang)

    def crises(self, lang: str = "en") -> Figure:
        """How often each crisis opens, and how it ends."""
        return figure_of("crises", _drawn(crises_plate(self._reading, self._world), "crisis"), lang)

    def clients(self, lang: str = "en") -> Figure:
        """How often there is unrest in each client, and how often troops are sent."""
        return figure_of("clients", _drawn(clients_plate(self._reading, self._world), "client"), lang)

    def ladder(self, lang: str = "en") -> Figure:
        """How near to the record leanings are told with structure alone, with acts, with answers."""
        _there(self._reading.document["ladder"], "record to score")
        return figure_of("ladder", ladder_plate(self._reading.document["ladder"]), lang)

    def timeline(self, lang: str = "en") -> Figure:
        """Recorded events, and when events happen in the simulation."""
        return figure_of("timeline", _drawn(course_plate(self._reading), "event"), lang)

    def matters(self, lang: str = "en") -> Figure:
        """What moves the likeliest answer: its share where a drawn number is low, and where it is high.

        Where too few histories show that any number does, the picture is empty and its caption says so.
        """
        _there(self._reading.asks, "question")
        first = self._reading["matters"]["questions"][0]
        return figure_of("matters", effects_plate(self._reading, first), lang)

    def whatifs(self, lang: str = "en") -> Figure:
        """What each change does to the likeliest answer.  Plays all what-ifs when first asked for."""
        plate = changes_plate(self._reading, self._changes)
        return figure_of("whatifs", _drawn(plate, "what-if that moves the first question"), lang)

    def whatif(self, whatif: str | None = None, lang: str = "en") -> Figure:
        """The answers with and without a what-if, to the question that it moves most.

        By id; `without-hindsight` is the run without what leans on later events.
        """
        change = _chosen("what-if", whatif, self._changes)
        asked = most_moved(change) or _chosen("question that is moved", None, change["questions"])
        return figure_of(f"whatif-{change['id']}", shift_plate(self._reading, change, asked), lang)

    @property
    def _changes(self) -> list[Found]:
        plain = self._reading["hindsight"]
        return [*self._reading.many("whatif"), *([plain] if plain else [])]

    @property
    def _world(self) -> Found:
        _there(self._reading.document["world"], "world outside")
        found: Found = self._reading.document["world"]
        return found


class ComparisonPictures:
    """The pictures of a comparison; of the question that the change moves most, if none is named by id.

    Raises as `RunPictures` does.
    """

    def __init__(self, comparison: Any) -> None:
        self._comparison = comparison
        self._reading = Reading(Parts(comparison.base))

    def answers(self, question: str | None = None, lang: str = "en") -> Figure:
        """The share of each answer without the change and with it."""
        asked = self._asked(question)
        change = {"id": self._comparison.name}
        return figure_of(f"answers-{asked['id']}", shift_plate(self._reading, change, asked), lang)

    def differences(self, question: str | None = None, lang: str = "en") -> Figure:
        """What the change adds to the share of each answer, in points of a hundred, with 95 % intervals."""
        asked = self._asked(question)
        return figure_of(f"differences-{asked['id']}", effect_plate(asked), lang)

    @cached_property
    def _questions(self) -> list[dict[str, Any]]:
        case = self._comparison.base.case
        return [compared_record(case, question) for question in self._comparison.questions()]

    def _asked(self, question: str | None) -> Found:
        most = most_moved({"questions": self._questions})
        if question is None and most is not None:
            return most
        return _chosen("question", question, self._questions)


def recorded(case: Scenario, lang: str = "en") -> Figure:
    """What history recorded of a case, as a timeline: nothing is played.

    Raises UsageError USE675 where the scenario has no dated events.

    >>> import presidium
    >>> recorded(presidium.load("soviet-1953")).data.event.tolist()[0]
    'malenkov-leaves-secretariat'
    """
    period = [case.period.start.iso, case.period.end.iso]
    known = Reading({"period": period, "timeline": {"recorded": recorded_events(case), "simulated": []}})
    return figure_of("recorded", _drawn(course_plate(known), "dated event"), lang)


def _nothing(kind: str) -> UsageError:
    return UsageError("USE675", f"the case has no {kind}", "Ask for another picture.")


def _there(found: Any, kind: str) -> None:
    if not found:
        raise _nothing(kind)


def _drawn(plate: Plate | None, kind: str) -> Plate:
    if plate is None:
        raise _nothing(kind)
    return plate


def _chosen(kind: str, wanted: str | None, found: Sequence[Found], by: str = "id") -> Found:
    """The one that is called so, or the first; what is not there is named with what there is."""
    _there(found, kind)
    known: Iterable[str] = [one[by] for one in found]
    if wanted is None:
        return found[0]
    if isinstance(wanted, str) and wanted in known:
        return next(one for one in found if one[by] == wanted)
    near = nearest(wanted, list(known)) if isinstance(wanted, str) else None
    hint = f"Did you mean {near}?" if near else f"There are: {', '.join(known)[:200]}."
    raise UsageError("USE674", f"there is no {kind} {shown(wanted, 60)}", hint)
