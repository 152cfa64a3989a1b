"""Is there room for everything that a scenario holds?  What passes here can be laid out and played."""

from collections.abc import Callable, Iterator

from presidium.scenario import limits
from presidium.scenario.draft import Draft
from presidium.scenario.finding import Finding
from presidium.scenario.parameters import PARAMETERS


def too_many(draft: Draft) -> Iterator[Finding]:
    """SCN120: more of something than the engine has room for, or than anybody would wait for."""
    case = draft.case
    of_section = [(section, len(draft.ids(section)), section, most) for section, most in limits.MOST.items()]
    offices = case.offices.values()
    chiefs = sum(office.seats for office in offices if office.chief)
    turns = limits.turns_at_most(case)
    draws = limits.draws_at_most(case, turns, len(PARAMETERS))
    differing = (len(case.whatif) + len(case.openings)) * limits.values_of(draft.tree)
    counted = (
        ("seats in all offices", sum(office.seats for office in offices), "offices", limits.MOST_SEATS),
        ("seats in chief offices", chiefs, "offices", limits.MOST_CHIEF_SEATS),
        ("effects of all events", limits.effect_count(case), "events", limits.MOST_EFFECTS),
        ("dates of all shocks", limits.date_count(case), "events", limits.MOST_DATES),
        ("ties changed by shocks", limits.tie_changes(case), "events", limits.MOST_TIE_CHANGES),
        ("guards of events and ledger", limits.guard_count(case), "events", limits.MOST_GUARDS),
        ("changes in the world outside", turns, "states", limits.MOST_TURNS),
        ("numbers to draw", draws, "people", limits.MOST_DRAWS),
        ("shares (states by poles by quarters)", limits.shares_kept(case), "states", limits.MOST_SHARES),
        ("values in what-ifs and openings", differing, "whatif", limits.MOST_DIFFERING),
    )
    for what, count, section, most in (*of_section, *counted):
        if count > most:
            yield Finding(
                "SCN120", f"{count} {what}", f"at most {most} are possible", (section,), at_key=True
            )


def too_many_of_one(draft: Draft) -> Iterator[Finding]:
    """SCN120: more effects of one event, or dates of one shock, than draws have addresses for."""
    for path, event in draft.items("events"):
        counted = {"effects": event.effects} if event.kind != "outcome" else {}
        counted |= {"on": event.on} if event.kind == "shock" else {}
        for field, parts in counted.items():
            if len(parts) > limits.MOST_OF_ONE:
                what = f"{len(parts)} {'dates' if field == 'on' else field} of {path[1]}"
                yield Finding("SCN120", what, f"at most {limits.MOST_OF_ONE} are possible", (*path, field))


ROOM_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (too_many, too_many_of_one)
