"""Does every history keep the rules of its own world, in every month, in its row and as it is told?

The gallery's case and its other opening, the starter, and fifty invented worlds, the same each time.  A month
is looked at by playing the history up to it: every draw is addressed, so the months before are the same.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import presidium
from presidium.history import codes
from presidium.history.board import Board, board_of
from presidium.history.many import Player, trimmed
from presidium.history.tell import tell
from presidium.scenario.build import build
from presidium.scenario.change import opened
from presidium.theory.fate import EXECUTED, RETIRED

from .invented import NUMBERS, invented
from .worlds import made, world

SEED = 1953
STARTER = Path(presidium.__file__).parent / "cli" / "starter"
#: Who acts, by kind of entry: its place among the numbers of the entry.
ACTS = {
    codes.LOG_BETRAYED: 0,
    codes.LOG_SHOWDOWN: 0,
    codes.LOG_APPEALED: 0,
    codes.LOG_REMOVED: 0,
    codes.LOG_FAILED: 0,
    codes.LOG_DROPPED: 1,
    codes.LOG_DROP_REFUSED: 1,
    codes.LOG_DECISION: 1,
    codes.LOG_TROOPS: 1,
}
#: Whom it befalls, or who is raised.
BEFALLS = {
    codes.LOG_APPOINTED: 0,
    codes.LOG_JOINED: 0,
    codes.LOG_BETRAYED: 1,
    codes.LOG_SHOWDOWN: 1,
    codes.LOG_FATE: 0,
    codes.LOG_DROPPED: 0,
    codes.LOG_DIED: 0,
    codes.LOG_ENTERED: 0,
}
#: Fields that lie between these bounds.
BOUNDS = {
    "tie": (-1, 1),
    "stance": (0, 1),
    "harshness": (0, 1),
    "domain_weight": (0, 1),
    "strength": (0, 1),
    "force": (0, 1),
    "following": (0, 1),
    "grip": (0, 1),
    "patronage_won": (0, 1),
    "tension": (0, 1),
    "state_orthodoxy": (0, 1),
    "reach": (0, 1),
    "share": (0, 1),
    "strained": (0, 1),
    "pole_propensity": (-2, 2),
}
_NEAR = 1e-9


class World:
    """A board, and what a month, a history and a row of it must keep.  Each rule yields what breaks it."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.case = board.fixed[0]
        self.people = len(board.people)
        self.seats = [np.flatnonzero(self.case["post_office"][: len(board.posts)] == o) for o in range(64)]

    def months_of(self, history: int) -> Iterator[np.void]:
        """The board at the opening, then at the end of each month."""
        player = Player(self.board, SEED)
        for months in range(self.board.months + 1):
            self.case["months"] = months
            player.play(history, 1)
            yield player.state[0].copy()
        assert self.case["months"] == self.board.months

    def broken(self, history: int) -> Iterator[str]:
        """What a history breaks in any of its months."""
        before = None
        for t, now in enumerate(self.months_of(history), -1):
            rules = [self.seats_kept(now, t), self.numbers(now), self.ranks(now), self.abroad(now)]
            if before is not None:
                rules += [self.appointed(before, now, t), self.body(before, now), self.acts(before, now, t)]
            yield from (f"history {history}, month {t}: {what}" for rule in rules for what in rule)
            before = now

    def seats_kept(self, now: np.void, t: int) -> Iterator[str]:
        """No office twice in one hand, none in the hand of the dead or fallen or before or after its time."""
        holder = now["holder"][: len(self.board.posts)]
        for o, seats in enumerate(self.seats):
            held = holder[seats][holder[seats] >= 0]
            if len(set(held)) < len(held):
                yield f"office {o} is held by {held}"
        gone = (now["dead"] == 1) | (now["out"] == 1)
        if gone[holder[holder >= 0]].any():
            yield f"posts {holder} are held by the dead or fallen"
        over = t >= self.case["post_until"][: len(holder)]
        early = t < self.case["post_since"][: len(holder)]
        if t >= 0 and ((holder[over] != codes.NOBODY).any() or (holder[early] != codes.UNLISTED).any()):
            yield f"posts {holder} are held before or after their time"
        if (now["standing"][gone] != codes.OUTSIDE).any():
            yield "the dead or fallen sit in the body"
        leader = int(now["leader"])
        if leader >= 0 and gone[leader]:
            yield f"{leader} leads, dead or fallen"

    def numbers(self, now: np.void) -> Iterator[str]:
        """No NaN, everything within its bounds, shares of power that add up."""
        for name in now.dtype.names:
            if now.dtype[name].base == np.float64 and not np.isfinite(now[name]).all():
                yield f"{name} is not finite"
        for name, (low, high) in BOUNDS.items():
            if (now[name] < low - _NEAR).any() or (now[name] > high + _NEAR).any():
                yield f"{name} is outside {low} to {high}"
        if now["patronage_won"][self.people :].any():
            yield "somebody who is not on the list has won a following"
        if abs(now["domain_weight"].sum() - 1) > _NEAR:
            yield "the weights of the domains do not add up to 1"
        unlisted = (now["holder"] == codes.UNLISTED).any() or (self.case["post_since"] > 0).any()
        domains = int(self.case["domains"])
        whole = float(now["domain_weight"][:domains][now["total"][:domains] > 0].sum())
        power = float(now["strength"].sum())
        if power > whole + _NEAR or (not unlisted and abs(power - whole) > _NEAR):
            yield f"strengths add up to {power}, not {whole}"

    def ranks(self, now: np.void) -> Iterator[str]:
        """Falls are numbered 1 to k, in the order of their months."""
        fallen = np.flatnonzero(now["fell"][: self.people] >= 0)
        order = sorted(fallen, key=lambda i: int(now["fell_rank"][i]))
        if [int(now["fell_rank"][i]) for i in order] != list(range(1, int(now["falls"]) + 1)):
            yield f"falls are numbered {now['fell_rank'][fallen]}"
        if list(now["fell"][order]) != sorted(now["fell"][fallen]):
            yield "falls are not numbered in their order"
        if (now["out"][fallen] != 1).any():
            yield "somebody has fallen and is not out"

    def abroad(self, now: np.void) -> Iterator[str]:
        """A state that exists is shared out whole; of one that does not, nobody has a share or a leader."""
        for x in range(len(self.board.case.states)):
            whole = float(now["share"][x].sum())
            if abs(whole - now["exists"][x]) > _NEAR:
                yield f"shares of state {x} add up to {whole}"
            if now["exists"][x] == 0 and now["strained"][x].any():
                yield f"the leader of state {x} is in danger before there is such a state"

    def appointed(self, before: np.void, now: np.void, t: int) -> Iterator[str]:
        """Whoever got a post was there, and joined what is kept apart by a vote only."""
        joined = {int(row[2]) for row in self.entries(before, now) if row[1] == codes.LOG_JOINED}
        office = self.case["post_office"]
        for p in range(len(self.board.posts)):
            i = int(now["holder"][p])
            if i < 0 or i == before["holder"][p]:
                continue
            if t < self.case["active"][i] or t < now["away_until"][i]:
                yield f"{i} was given post {p} before he takes part, or while away"
            others = [q for q in range(len(self.board.posts)) if now["holder"][q] == i and q != p]
            if any(self.case["kept_apart"][office[p], office[q]] for q in others) and i not in joined:
                yield f"{i} joined offices that are kept apart without a vote"

    def body(self, before: np.void, now: np.void) -> Iterator[str]:
        """The body is filled to its size, never beyond; nobody has a seat before he may enter."""
        for standing, wanted in (
            (codes.FULL, int(now["members_wanted"])),
            (codes.CANDIDATE, int(self.case["candidates_wanted"])),
        ):
            had, has = (int((board["standing"] == standing).sum()) for board in (before, now))
            if has > max(had, wanted):
                yield f"{has} have standing {standing}; {had} had it, {wanted} may"

    def entries(self, before: np.void, now: np.void) -> list[Any]:
        """What the chronicle of the month says."""
        return list(now["chronicle"][int(before["entries"]) : int(now["entries"])].tolist())

    def acts(self, before: np.void, now: np.void, t: int) -> Iterator[str]:
        """Nobody dead or fallen acts or is raised, nobody who is away acts."""
        gone = {i for i in range(self.people) if before["dead"][i] or before["out"][i]}
        for month, code, *who in self.entries(before, now):
            actor, other = (who[places[code]] if code in places else -1 for places in (ACTS, BEFALLS))
            if month != t or actor in gone or (other in gone and code != codes.LOG_DIED):
                yield f"entry {code} of month {month} names the dead or fallen: {who}"
            # A decision may itself send somebody away; all else comes after everything that does.
            since = before if code == codes.LOG_DECISION else now
            if actor >= 0 and since["away_until"][actor] > t and code != codes.LOG_TROOPS:
                yield f"entry {code}: {actor} acts while away"
            if code == codes.LOG_DIED or (code == codes.LOG_FATE and who[1] >= RETIRED):
                gone.add(who[0])

    def rows_broken(self, histories: int) -> Iterator[str]:
        """What the rows of many histories break."""
        rows = trimmed(Player(self.board, SEED).play(0, histories), self.board)
        for row in rows:
            history = int(row["history"])
            fell, died, fate = row["fell"], row["died"], row["fate"]
            if sorted(row["fell_rank"][fell >= 0]) != list(range(1, int(row["falls"]) + 1)):
                yield f"row {history}: ranks {row['fell_rank']}"
            if ((fell >= 0) & (died >= 0) & (died < fell)).any() or (fate[fell >= 0] < RETIRED).any():
                yield f"row {history}: falls after death, or without a fate"
            if (died[fate == EXECUTED] < 0).any():
                yield f"row {history}: executed and alive"
            for name in ("leader_at", "strongest_at", "chief_holder"):
                who = np.atleast_2d(row[name] if name in rows.dtype.names else np.full(1, -1))
                months = np.broadcast_to(np.arange(who.shape[1]), who.shape)
                gone = np.where(died >= 0, died, codes.NEVER)
                gone = np.minimum(gone, np.where(fell >= 0, fell, codes.NEVER))
                if (months[who >= 0] >= gone[who[who >= 0]]).any():
                    yield f"row {history}: {name} names the dead or fallen"
            if "share_at" in rows.dtype.names and (row["share_at"].sum(axis=-1) > 100 + 3).any():
                yield f"row {history}: shares above the whole"
            if (row["happened"] >= self.board.months).any():
                yield f"row {history}: events after the end"

    def untold(self, history: int) -> Iterator[str]:
        """What is told is dated within the period, in order, and names an appointment to an office once."""
        period = self.board.case.period
        months = [sentence.month for sentence in tell(self.board, SEED, history)]
        if months != sorted(months) or any(not "0000" < month <= period.end.iso[:7] for month in months):
            yield f"history {history} is told out of order or of time"


def cases() -> Iterator[Any]:
    """The cases by name, each made when its test asks for it; how many histories, how many by the month."""
    yield pytest.param(lambda: presidium.load("soviet-1953"), 200, 10, id="soviet-1953")
    yield pytest.param(lambda: opened(presidium.load("soviet-1953"), "eve"), 200, 6, id="eve")
    yield pytest.param(lambda: presidium.load(next(STARTER.glob("*.yaml"))), 200, 4, id="starter")
    for number in NUMBERS:
        yield pytest.param(lambda number=number: made(invented(number)), 100, 5, id=f"invented-{number}")


@pytest.mark.parametrize(("made_case", "histories", "by_month"), list(cases()))
def test_a_history_keeps_the_rules_of_its_own_world(made_case: Any, histories: int, by_month: int) -> None:
    world = World(board_of(made_case()))
    broken = list(world.rows_broken(histories))
    for history in range(by_month):
        broken += [*world.broken(history), *world.untold(history)]
    assert not broken, f"{len(broken)} in all: " + "; ".join(broken[:8])


def test_a_world_in_which_somebody_begins_with_two_seats_of_one_office_is_refused() -> None:
    tree = world(offices={"deputy": {"seats": 3, "worth": {"party": 0.1}}})
    twice = [{"who": "first", "office": "deputy", "from": year} for year in ("1950", "1951")]
    assert made({**tree, "tenures": [*tree["tenures"], twice[0]]})
    case, findings = build({**tree, "tenures": [*tree["tenures"], *twice]})
    assert case is None
    assert [finding.code for finding in findings if finding.severity == "error"] == ["SCN204"]


def test_every_kind_of_entry_comes_up_in_these_worlds(board: Board) -> None:
    """Force, the rarest, is used in four of a hundred histories of the gallery's case."""
    told = set()
    invented_worlds = [(board_of(made(invented(number))), 10) for number in NUMBERS]
    for laid, histories in [(board, 200), *invented_worlds]:
        player = Player(laid, SEED)
        for history in range(histories):
            player.play(history, 1)
            told |= {int(row[1]) for row in player.state["chronicle"][0, : int(player.state["entries"][0])]}
    assert told == {value for name, value in vars(codes).items() if name.startswith("LOG_")}
