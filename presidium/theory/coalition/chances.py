"""Who can rule, if powers are known only within limits?

One draw of all powers after another is solved; what comes out is a distribution over ruling coalitions.  A
point prediction is not usable: with powers (3, 4, 5, 10) and an error of 20 % each, {3, 4, 5} rules in three
draws of four, and in most others 10 rules alone.

Source: powers as random variables over the solution of Acemoglu, Egorov and Sonin (2008); the errors are
those of a share of independent draws.
"""

import math
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.kernel import kernel
from presidium.theory.ballot import number, people_of, remedy
from presidium.theory.coalition.game import PowerGame, Scale
from presidium.theory.coalition.ruling import ruling_coalitions
from presidium.theory.coalition.table import fill, power_of, set_sums, wins_within

#: People whose powers may be drawn.
MOST_UNCERTAIN = 20
#: Steps in which a range of one power is looked through for a place where the answer flips.
STEPS = 32

_EXACT = 2.0**53
#: How far an end may be, in whole powers: squares of it are still doubles.
_FARTHEST = 10**100
#: Powers of ten that doubles hold exactly.
_TENS = np.array([float(10**k) for k in range(23)])
#: Draws that one thread solves at a time: so many, fewer where each has many coalitions.
_BLOCK, _BLOCK_WORK = 1_000, 2**22


@dataclass(frozen=True)
class RulingChances:
    """How often each coalition rules; remembers how many draws there were.

    `coalitions`: from the likeliest on, as places of members.  `shares`: in what part of the draws each
    rules; a draw in which several tie counts for each in equal parts.  `member`: each person's chance to be
    in.
    """

    draws: int
    alpha: Fraction
    coalitions: tuple[tuple[int, ...], ...]
    shares: tuple[float, ...]
    member: tuple[float, ...]

    @classmethod
    def of(
        cls, draws: int, alpha: Fraction, people: int, shares: Mapping[tuple[int, ...], float]
    ) -> "RulingChances":
        """The chances that shares of coalitions make, the likeliest first."""
        found = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return cls(
            draws,
            alpha,
            tuple(coalition for coalition, _ in found),
            tuple(share for _, share in found),
            tuple(sum((share for who, share in found if i in who), 0.0) for i in range(people)),
        )

    def error(self, share: float) -> float:
        """One standard error of a share, with one success and one failure added: few draws prove nothing."""
        smoothed = (share * self.draws + 1.0) / (self.draws + 2.0)
        return math.sqrt(smoothed * (1.0 - smoothed) / self.draws)


@kernel
def _rule(
    draws: Any, scale: Scale, sums: Any, best: Any, room: Any, found: Any, shares: Any, first: Any, ties: Any
) -> None:
    """Solve each draw (a row of powers): its coalitions go to `shares`, its first and their number are noted.

    The powers of a row are whole numbers whose sums are exact, so nothing is left to digits.
    """
    everybody = best.shape[0] - 1
    for k in range(draws.shape[0]):
        set_sums(draws[k], sums)
        fill(best, 0, everybody + 1, sums, scale, room)
        least = power_of(sums, everybody) + 1.0
        count = 0
        for x in range(1, everybody + 1):
            if best[x] != x or power_of(sums, x) > least:
                continue
            if wins_within(x, everybody, sums, scale, room):
                if power_of(sums, x) < least:
                    least = power_of(sums, x)
                    count = 0
                found[count] = x
                count += 1
        for j in range(count):
            shares[found[j]] += 1.0 / count
        first[k] = found[0]
        ties[k] = count


def _whole(draws: np.ndarray[Any, Any], q: int) -> np.ndarray[Any, Any]:
    """Each row as whole numbers in proportion, whose sums, q times over, doubles hold.

    A row of decimals is multiplied by the power of ten that makes it whole, so that 0.1 and 0.3 weigh as
    much as 0.4, any other row by a power of two, so that short binary fractions stay exact: ties remain ties.
    """
    # By its largest power first, as a sum of very large ones would be infinite.
    _, largest = np.frexp(draws.max(axis=1))
    scaled = np.ldexp(draws, -largest[:, None])
    sums = np.log2(scaled.sum(axis=1))
    room_left = np.floor(np.log2(_EXACT / (2.0 * q)) - sums)
    binary = np.rint(np.ldexp(scaled, room_left.astype(np.int64)[:, None]))
    places = np.floor(np.log10(_EXACT / (2.0 * q)) - (sums + largest) * np.log10(2.0)).astype(np.int64)
    places = np.minimum(places, len(_TENS) - 1)
    tens = _TENS[np.minimum(np.abs(places), len(_TENS) - 1)][:, None]
    smaller = (places < 0)[:, None]
    with np.errstate(over="ignore"):
        whole = np.rint(np.where(smaller, draws / tens, draws * tens))
        # Both whole and tens are exact, so this is the double nearest to the decimal.
        again = np.where(smaller, whole * tens, whole / tens)
    decimal = (again == draws).all(axis=1) & (places > -len(_TENS))
    return np.where(decimal[:, None], whole, binary)


def _solve(
    draws: np.ndarray[Any, Any], alpha: Fraction
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Shares of all bit sets, and for each draw its first coalition and the number of those that tie."""
    count, people = draws.shape
    p, q = alpha.numerator, alpha.denominator
    none = np.zeros((people, 0), np.int64)
    scale = Scale(np.zeros(people), float(p), float(q), 0.0, none, none, none)
    first, ties = np.zeros(count, np.int64), np.zeros(count, np.int64)

    size = max(1, min(_BLOCK, _BLOCK_WORK >> people))

    def block(start: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        best, found = np.zeros(2**people, np.uint32), np.zeros(2**people, np.int64)
        sums, room = np.zeros((3, 1024)), np.zeros((2, people), np.int64)
        shares, rows = np.zeros(2**people), slice(start, start + size)
        # Draws may lie in memory by rows or by columns: each way would have the kernel compiled once more.
        powers = np.ascontiguousarray(_whole(draws[rows], q))
        _rule(powers, scale, sums, best, room, found, shares, first[rows], ties[rows])
        ruling = np.flatnonzero(shares)
        return ruling, shares[ruling]

    total = np.zeros(2**people)
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        starts = range(0, count, size)
        # Blocks are added in their order, so the number of threads changes no bit.
        for ruling, shares in map(block, starts) if len(starts) == 1 else pool.map(block, starts):
            total[ruling] += shares
    finally:
        # Whoever interrupts does not wait for the blocks that have not begun.
        pool.shutdown(cancel_futures=True)
    return total, first, ties


def ruling_chances(draws: Any, alpha: Any = Fraction(1, 2)) -> RulingChances:
    """The distribution over ruling coalitions, for draws of uncertain powers.

    `draws`: positive numbers [number of draws, people], up to 20 people.  Whole numbers, decimals and short
    binary fractions are compared exactly, others to 15 digits.

    Raises UsageError USE630 for what is no such table, USE631 for alpha out of range or a fraction with a
    denominator above a million, USE632 for too many people.

    >>> chances = ruling_chances([[3, 4, 5, 10], [3, 4, 5, 13]])
    >>> chances.coalitions, chances.shares, chances.member
    (((0, 1, 2), (3,)), (0.5, 0.5), (0.5, 0.5, 0.5, 0.5))
    """
    table, share = _table(draws), _alpha(alpha)
    # From the weakest on, as in the table of one game.
    order = np.argsort(table.mean(axis=0), kind="stable").tolist()
    found, _, _ = _solve(table[:, order], share)
    shares = {
        tuple(sorted(i for k, i in enumerate(order) if int(x) >> k & 1)): float(found[x]) / len(table)
        for x in np.flatnonzero(found)
    }
    return RulingChances.of(len(table), share, len(order), shares)


def _table(draws: Any) -> np.ndarray[Any, Any]:
    try:
        table = np.array(draws)
        # A narrow float stands for its own shortest decimal.
        narrow = table.dtype in (np.float16, np.float32)
        table = (table.astype(str) if narrow else table).astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        table = np.zeros(0)
    if table.ndim != 2 or not table.size or not (np.isfinite(table).all() and (table > 0.0).all()):
        raise UsageError(
            "USE630",
            "the draws are no table of positive numbers",
            "Give one row a draw, with one positive power a person.",
        )
    if table.shape[1] > MOST_UNCERTAIN:
        raise UsageError(
            "USE632",
            f"{table.shape[1]} uncertain powers are too many",
            f"Up to {MOST_UNCERTAIN} people can be drawn; leave out the weakest or merge factions.",
        )
    return table


def _alpha(alpha: Any) -> Fraction:
    share = PowerGame.of([1], alpha).alpha
    if share.denominator > 1_000_000:
        raise UsageError(
            "USE631",
            f"alpha is {shown(alpha)}, a fraction with the denominator {share.denominator}",
            "Give it as a short fraction, such as Fraction(2, 3).",
        )
    return share


@dataclass(frozen=True)
class Flip:
    """Where one person's power changes who rules: at `power` the coalitions `below` give way to `above`."""

    power: float
    below: tuple[tuple[int, ...], ...]
    above: tuple[tuple[int, ...], ...]


def flips(
    powers: Sequence[float], person: int, low: float, high: float, alpha: Any = Fraction(1, 2)
) -> tuple[Flip, ...]:
    """The nearest powers of one person, below and above his own, at which the answer flips.

    The others' powers stay.  Each side of his power, down to `low` and up to `high`, is looked through in 32
    equal steps, and the first change is narrowed down to a part in 10^8: two flips within one step may be
    missed.  There is at most one on each side.  Raises UsageError USE630, USE631, USE632 and USE635 as the
    others.

    >>> [round(flip.power, 6) for flip in flips([3, 4, 5, 10], 3, 0.1, 20.0)]   # turned out from 5 to 12
    [5.0, 12.0]
    """
    game = PowerGame.of(powers, alpha)
    (person,) = people_of(len(game), [person])
    share = _alpha(alpha)
    # In whole numbers, as far as doubles hold them, ties among the others are ties.
    unit = game.whole[0] / game.powers[0] if sum(game.whole) < _EXACT else 1 / sum(game.powers, Fraction(0))
    others = np.array([float(power * unit) for power in game.powers])
    ends = [_end(end, unit) for end in (low, high)]
    own = float(others[person])
    order = np.argsort(others, kind="stable")

    def first_change(start: float, end: float, parts: int) -> tuple[float, float] | None:
        """The ends of the first of some steps from `start` towards `end` over which the answer changes."""
        steps = np.linspace(start, end, parts + 1)
        draws = np.tile(others, (len(steps), 1))
        draws[:, person] = steps
        _, first, ties = _solve(_table(draws)[:, order], share)
        changed = np.flatnonzero((first != first[0]) | (ties != ties[0]))
        return (float(steps[changed[0] - 1]), float(steps[changed[0]])) if len(changed) else None

    found = []
    for end in ends:
        step = first_change(own, end, STEPS) if end != own else None
        while step is not None and abs(step[1] - step[0]) > 1e-8 * own:
            # The answer at the end of a step differs from that at its start, so there is a change within.
            step = first_change(*step, 8) or step
        if step is not None:
            below, above = sorted(step)
            found.append(
                Flip(
                    float(Fraction(above) / unit),
                    *(_coalitions(others.tolist(), person, value, share) for value in (below, above)),
                )
            )
    return tuple(found)


def _end(value: Any, unit: Fraction) -> float:
    exact = number(value)
    if exact is None or not 0 < exact * unit < _FARTHEST:
        raise UsageError(
            "USE630",
            f"the power at an end is {shown(value)}",
            remedy(value, "Give ends above 0, in the unit of the powers."),
        )
    return float(exact * unit)


def _coalitions(
    powers: Sequence[float], person: int, value: float, alpha: Fraction
) -> tuple[tuple[int, ...], ...]:
    changed = [*powers[:person], value, *powers[person + 1 :]]
    return ruling_coalitions(changed, alpha).coalitions
