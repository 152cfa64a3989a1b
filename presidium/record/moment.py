"""What is said of the leadership at a date?  One JSON object that page, notebook and command line share.

Shares are in [0, 1], strengths in shares of all strength; indices are exact fractions as text, "7/30".
Bilingual texts are `{"en": ..., "th": ...}`.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from presidium.errors import UsageError
from presidium.history.board import Board
from presidium.judgement.label import Text, day_text, in_a_hundred, named, words
from presidium.judgement.moment import NOBODY_RULES, Division, Member, Moment, moment_at, notable_days
from presidium.theory.coalition import Certificate, Flip, RulingChances
from presidium.words import both

#: Coalitions whose chance is told; flips that are told; of several that would rule next, so many are named.
_TOLD, _NEAREST, _ALTERNATIVES = 10, 10, 3
#: For the page: draws, and members whose flips are sought.
_PAGE_DRAWS, _WATCHED = 500, 3
#: Decimals of shares: draws bear no more.
_DIGITS = 6
#: A coalition stands out if it rules in at least this share of the draws.
_STANDS_OUT = 0.5


def notable_moments(board: Board, seed: int) -> list[dict[str, Any]]:
    """Who could rule on the eves of recorded falls, or at the opening, as the page has it: a quicker look."""
    found = []
    for day in notable_days(board):
        try:
            found.append(moment_record(moment_at(board, day, _PAGE_DRAWS, seed, watched=_WATCHED)))
        except UsageError as refused:
            if refused.code != NOBODY_RULES:
                raise
    return found


def moment_record(moment: Moment) -> dict[str, Any]:
    """Everything that is said of a moment (`docs/reference/outcomes.md`)."""
    return {
        "at": moment.day.iso,
        "draws": moment.draws,
        "seed": moment.seed,
        "sentence": _sentence(moment),
        "members": _members(moment),
        "ruling": {
            "alpha": str(moment.ruling.alpha),
            "engine": moment.ruling.engine,
            "proven": moment.ruling.proven,
            "count": moment.ruling.count,
            "coalitions": [moment.ids(coalition) for coalition in moment.ruling.coalitions],
        },
        "bloc": _people(moment, moment.bloc),
        "chances": _chances(moment),
        "flips": [_flip(moment, place, flip) for place, flip in _nearest(moment)],
        "certificates": [_certificate(moment, certificate) for certificate in moment.certificates],
        "arenas": [_division(moment, division) for division in moment.divisions],
    }


def _nearest(moment: Moment) -> list[tuple[int, Flip]]:
    """The flips that take the smallest change of a strength, with the place of the member."""
    found = [(place, flip) for place, flips in enumerate(moment.flips) for flip in flips]
    found.sort(key=lambda pair: abs(pair[1].power / moment.members[pair[0]].strength - 1.0))
    return found[:_NEAREST]


def _sentence(moment: Moment) -> Text:
    """Who can rule, in one sentence: the likeliest coalition, and where none stands out, who is mostly in."""
    values: dict[str, Any] = {"date": day_text(moment.day)}
    if not moment.ruling.proven:
        return both("ruling.open", **values)
    chances = moment.chances
    coalition = chances.coalitions[0] if chances else moment.ruling.coalitions[0]
    values["coalition"] = _named(moment, coalition)
    if chances is None:
        return both("ruling.point", **values)
    surest = max(range(len(moment.members)), key=lambda place: chances.member[place])
    values |= {
        "n": in_a_hundred(chances.shares[0]),
        "others": len(chances.coalitions) - 1,
        "who": _named(moment, [surest]),
        "m": in_a_hundred(chances.member[surest]),
    }
    return both("ruling.likeliest" if chances.shares[0] >= _STANDS_OUT else "ruling.divided", **values)


def _named(moment: Moment, places: Sequence[int]) -> Text:
    """Some members by name: "A, B and C", or "all members but D" where that is shorter.

    All members are all who have a seat: those without any strength are missing from every coalition.
    """
    case, board = moment.board.case, moment.board
    inside = [moment.members[place].person for place in places]
    others = [member.person for place, member in enumerate(moment.members) if place not in places]
    missing = [*others, *moment.powerless]
    shorter = len(missing) < len(inside) - 1
    names = named([words(case.people[board.people[i]].name) for i in (missing if shorter else inside)])
    if not shorter:
        return names
    return both("ruling.all_but", missing=names) if missing else both("ruling.everybody")


def _either(moment: Moment, coalitions: Iterable[Sequence[int]]) -> Text:
    """Several coalitions that tie, as alternatives."""
    told = [_named(moment, coalition) for coalition in coalitions]
    return reduce(lambda first, last: both("list.or", first=first, last=last), told or [named([])])


def _members(moment: Moment) -> list[dict[str, Any]]:
    case, board = moment.board.case, moment.board
    chances = moment.chances
    return [
        {
            "who": board.people[member.person],
            "name": words(case.people[board.people[member.person]].name),
            "strength": round(member.strength, _DIGITS),
            "low": round(member.low, _DIGITS),
            "high": round(member.high, _DIGITS),
            "force": round(member.force, _DIGITS),
            "following": round(member.following, _DIGITS),
            "rules": any(place in coalition for coalition in moment.ruling.coalitions),
            "chance": round(chances.member[place], _DIGITS) if chances else None,
            "mc_error": _error(chances, chances.member[place]) if chances else None,
        }
        for place, member in enumerate(moment.members)
    ]


def _chances(moment: Moment) -> list[dict[str, Any]]:
    if moment.chances is None:
        return []
    told = list(zip(moment.chances.coalitions, moment.chances.shares, strict=True))[:_TOLD]
    return [
        {
            "members": moment.ids(coalition),
            "label": _named(moment, coalition),
            "share": round(share, _DIGITS),
            "mc_error": _error(moment.chances, share),
        }
        for coalition, share in told
    ]


def _error(chances: RulingChances, share: float) -> float:
    """One standard error; shares of draws with ties add up to 1 only within rounding."""
    return round(chances.error(min(share, 1.0)), _DIGITS)


def _flip(moment: Moment, place: int, flip: Flip) -> dict[str, Any]:
    member = moment.members[place]
    # Seen from what is: the answer before the flip is that on the side of the strength at the middle.
    rising = flip.power > member.strength
    before, after = (flip.below, flip.above) if rising else (flip.above, flip.below)
    # Where several tie, what changes least is told.
    was, comes = min(
        ((set(old), set(new)) for old in before for new in after),
        key=lambda pair: (len(pair[0] ^ pair[1]), sorted(pair[0]), sorted(pair[1])),
    )
    return {
        "who": moment.board.people[member.person],
        "strength": round(member.strength, _DIGITS),
        "at": round(flip.power, _DIGITS),
        "before": [moment.ids(coalition) for coalition in before],
        "after": [moment.ids(coalition) for coalition in after],
        "text": both(
            _flip_key(flip.power, member),
            who=_named(moment, [place]),
            **_worth(flip.power, member),
            joining=_named(moment, sorted(comes - was)),
            leaving=_named(moment, sorted(was - comes)),
        ),
    }


def _flip_key(at: float, member: Member) -> str:
    """On which side of a strength the answer flips, or that it lies as near as nobody can tell."""
    told = _worth(at, member)
    if told["at"] == told["now"]:
        return "ruling.flip_near"
    return "ruling.flip_above" if at > member.strength else "ruling.flip_below"


def _worth(at: float, member: Member) -> dict[str, str]:
    """Two strengths in per cent, to the digits that the range of the member's draws is worth: whole per cents
    for a range of a per cent or more, one decimal for one of a tenth or more, two at the most.
    """
    width = 100 * (member.high - member.low)
    decimals = 0 if width >= 1.0 else 1 if width >= 0.1 else 2
    return {"at": f"{100 * at:.{decimals}f}", "now": f"{100 * member.strength:.{decimals}f}"}


def _certificate(moment: Moment, certificate: Certificate) -> dict[str, Any]:
    key: str = certificate.fate
    if key == "betrayed" and all(len(part) == 1 for part in certificate.next_rulers):
        key = "betrayed_by_one"
    return {
        "coalition": moment.ids(certificate.coalition),
        "fate": certificate.fate,
        "next_rulers": [moment.ids(part) for part in certificate.next_rulers],
        "text": _begun(
            both(
                f"certificate.{key}",
                coalition=_named(moment, certificate.coalition),
                rulers=_either(moment, certificate.next_rulers[:_ALTERNATIVES]),
            )
        ),
    }


def _begun(text: Text) -> Text:
    """A sentence with a capital, whatever it begins with; Thai has none."""
    return {lang: form[:1].upper() + form[1:] for lang, form in text.items()}


def _division(moment: Moment, division: Division) -> dict[str, Any]:
    board, case = moment.board, moment.board.case
    arena = case.arenas[division.arena]
    who = [board.people[person] for person in division.people]
    power, vote = division.power, division.vote

    def ids(places: Iterable[int]) -> list[str]:
        return [who[k] for k in places]

    return {
        "id": arena.id,
        "name": words(arena.name),
        "rule": arena.rule,
        "weight": arena.weight,
        "quota": division.quota,
        "total": division.cast,
        "absent": ids(division.absent),
        "people": [
            {
                "who": who[k],
                "name": words(case.people[who[k]].name),
                "weight": weight,
                "shapley_shubik": str(power.shapley_shubik[k]),
                "banzhaf": str(power.banzhaf[k]),
            }
            for k, weight in enumerate(division.weights)
        ],
        "veto_players": ids(power.veto_players),
        "dictator": who[power.dictator] if power.dictator is not None else None,
        "dummies": ids(power.dummies),
        "vote": {
            "ayes": ids(vote.ayes),
            "noes": ids(k for k in range(len(who)) if k not in (*vote.ayes, *division.absent)),
            "carried": vote.carried,
            "pivots": ids(vote.pivots),
            "turned_by": {
                "size": vote.turned_by.size,
                "count": vote.turned_by.count,
                "groups": [ids(group) for group in vote.turned_by.groups],
            },
            "text": _vote_text(moment, division),
        },
    }


def _people(moment: Moment, people: Sequence[int]) -> Text:
    """Anybody by name, in the order given; some members as `_named` has them."""
    place = {member.person: k for k, member in enumerate(moment.members)}
    if all(person in place for person in people):
        return _named(moment, [place[person] for person in people])
    case, board = moment.board.case, moment.board
    return named([words(case.people[board.people[person]].name) for person in people])


def _vote_text(moment: Moment, division: Division) -> Text:
    case, board, vote = moment.board.case, moment.board, division.vote
    weight = sum(division.weights[k] for k in vote.ayes)
    group = vote.turned_by.groups[0] if vote.turned_by.groups else ()
    values = {
        "weight": weight,
        "total": division.cast,
        "quota": division.quota,
        "size": vote.turned_by.size,
        "count": vote.turned_by.count,
        "group": named([words(case.people[board.people[division.people[k]]].name) for k in group]),
    }
    if not vote.turned_by.count:
        return both("vote.never", **values)
    ways = "one_way" if vote.turned_by.count == 1 else "one_of" if vote.turned_by.size == 1 else "ways"
    return both(f"vote.{'carried' if vote.carried else 'lost'}_{ways}", **values)
