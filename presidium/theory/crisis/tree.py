"""What do people do in a crisis who choose the better move more often, but not always?

A crisis is a small tree: `Decision` (somebody chooses an action), `Chance` (nobody does), `Ending` (everybody
has a payoff, in utils).  All see what has happened (perfect information).  At each decision an action is
taken with a chance proportional to exp(lambda times its expected payoff to whoever decides), given that all
later decisions are taken so too: an agent logit equilibrium.  There is exactly one, found from the ends
backward.  lambda (1 / util) is the precision: at 0 all toss coins; as it grows, play nears the
subgame-perfect equilibrium.

A place in the tree is the tuple of the actions and events that lead to it, () being the root.

Sources: McKelvey and Palfrey, "Quantal response equilibria for normal form games" (Games and Economic
Behavior 10, 1995) and "... for extensive form games" (Experimental Economics 1, 1998); in international
crises, Signorino, "Strategic interaction and the statistical analysis of international conflict" (American
Political Science Review 93, 1999).
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Union

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.crisis.given import finite, precision_of

#: A tree with more places than this, or with one deeper than this, is not small.
MOST_PLACES, DEEPEST = 100_000, 200
_ROUNDING = 1e-9

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """An end of the crisis: the payoff of each player, in utils."""

    payoffs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """A player chooses one of the actions; each leads to a tree."""

    player: str
    actions: Mapping[str, "Tree"]


@dataclass(frozen=True, slots=True)
class Chance:
    """One of the events happens, with its probability; each leads to a tree.  They sum to 1."""

    events: Mapping[str, tuple[float, "Tree"]]


Tree = Union[Ending, Decision, Chance]  # noqa: UP007 - the classes name it before it is there


@dataclass(frozen=True, slots=True)
class Answer:
    """How a crisis goes: an agent logit equilibrium.

    `choices` has the chance of each action at each decision, by its place; `values` the expected payoff of
    each player there and at every other place; `endings` the chance that the crisis ends at a place (they sum
    to 1).  Places are in the order in which the tree was written.
    """

    precision: float
    choices: dict[Path, dict[str, float]]
    values: dict[Path, dict[str, float]]
    endings: dict[Path, float]

    def chance(self, *path: str) -> float:
        """Chance of the last action of a path, once the others have been taken.

        Raises UsageError USE665 where nobody can choose it.
        """
        chosen = self.choices.get(path[:-1], {})
        if not path or path[-1] not in chosen:
            raise UsageError(
                "USE665",
                f"nobody can choose {_told(path)}",
                "name every action and event on the way from the root; `choices` has all that can be chosen",
            )
        return chosen[path[-1]]


def quantal_response(tree: Tree, precision: float) -> Answer:
    """The agent logit equilibrium of a small tree of perfect information.

    `precision` is lambda, in 1 / util, finite and 0 or more, the same at every decision.  The first problem
    found is told, as UsageError: USE660 (no tree: a loop, nothing to choose from, a player who gets no payoff
    at any end, more than 100,000 places or 200 moves deep), USE661 (a payoff that is missing or no finite
    number), USE662 (the precision), USE663 (probabilities that are none or do not sum to 1).

    >>> october = Decision("US", {
    ...     "accept": Ending({"US": -2, "USSR": 2}),
    ...     "blockade": Decision("USSR", {
    ...         "withdraw": Ending({"US": 1, "USSR": 0}),
    ...         "run": Decision("US", {
    ...             "back down": Ending({"US": -3, "USSR": 3}),
    ...             "strike": Ending({"US": -5, "USSR": -6})})})})
    >>> answer = quantal_response(october, precision=1.0)
    >>> round(answer.chance("blockade", "run", "strike"), 6)              # L(-5 - -3)
    0.119203
    >>> round(answer.chance("blockade"), 6), round(answer.chance("blockade", "run"), 6)
    (0.331844, 0.872936)
    """
    solved = _Solved(precision_of(precision))
    check(tree)
    solved.solve(tree, ())
    return solved.answer(tree)


def check(tree: Tree) -> tuple[str, ...]:
    """The players of a tree that can be solved, in order of their names; errors as in `quantal_response`.

    >>> check(Chance({"storm": (0.25, Ending({"B": 0, "A": 1})), "calm": (0.75, Ending({"A": 0, "B": 0}))}))
    ('A', 'B')
    """
    deciders: dict[str, Path] = {}
    ends: list[tuple[Path, Mapping[str, Any]]] = []
    for places, (path, node) in enumerate(_walk(tree, (), ()), 1):
        if places > MOST_PLACES or len(path) > DEEPEST:
            raise _no_tree(path, f"more than {MOST_PLACES} places, or more than {DEEPEST} moves deep")
        if isinstance(node, Decision):
            deciders.setdefault(str(node.player), path)
        elif isinstance(node, Chance):
            _check_events(path, node)
        else:
            ends.append((path, node.payoffs))
    players = sorted({player for _, payoffs in ends for player in payoffs})
    for player, path in deciders.items():
        if player not in players:
            raise _no_tree(path, f"{shown(player)} decides but has no payoff at any end")
    for path, payoffs in ends:
        for player in players:
            if not finite(payoffs.get(player)):
                raise UsageError(
                    "USE661",
                    f"the payoff of {shown(player)} at {_told(path)} is {shown(payoffs.get(player))}: "
                    "a finite number is expected",
                    "give every player a payoff at every end",
                )
    return tuple(players)


def _walk(node: Any, path: Path, above: tuple[int, ...]) -> Iterator[tuple[Path, Tree]]:
    """Every place with what stands there, in the order of writing; refuses what is no tree."""
    if id(node) in above:
        raise _no_tree(path, "it leads back to where it came from")
    below = _below(node, path)
    yield path, node
    for name, next_node in below.items():
        yield from _walk(next_node, (*path, name), (*above, id(node)))


def _below(node: Any, path: Path) -> dict[str, Any]:
    """What a place leads to, by action or event; nothing where the crisis ends."""
    if isinstance(node, Ending):
        named = isinstance(node.payoffs, Mapping) and all(isinstance(name, str) for name in node.payoffs)
        if not named or not node.payoffs:
            raise UsageError(
                "USE661",
                f"the payoffs at {_told(path)} are {shown(node.payoffs)}: a payoff for each player is "
                "expected",
                'write Ending({"US": -2, "USSR": 2})',
            )
        return {}
    if not isinstance(node, Decision | Chance):
        raise _no_tree(path, f"{shown(node)} stands there")
    below: Any = node.actions if isinstance(node, Decision) else node.events
    if not isinstance(below, Mapping) or not below:
        raise _no_tree(path, "nothing can be chosen and nothing can happen")
    for name, led_to in below.items():
        if not isinstance(name, str):
            raise _no_tree(path, f"an action or event has the name {shown(name)}: a text is expected")
        if isinstance(node, Chance) and not (isinstance(led_to, tuple) and len(led_to) == 2):
            raise _no_tree((*path, name), "a pair of a probability and a tree is expected")
    return {name: led_to[1] if isinstance(node, Chance) else led_to for name, led_to in below.items()}


def _check_events(path: Path, node: Chance) -> None:
    chances = [chance for chance, _ in node.events.values()]
    proper = all(finite(chance) and 0 <= chance <= 1 for chance in chances)
    if not proper or abs(math.fsum(chances) - 1) > _ROUNDING:
        raise UsageError(
            "USE663",
            f"the probabilities at {_told(path)} are {chances}: numbers from 0 to 1, sum 1, are expected",
            "give every event its probability, and one event for what else may happen",
        )


def _no_tree(path: Path, what: str) -> UsageError:
    return UsageError(
        "USE660",
        f"this is no tree that can be solved, at {_told(path)}: {what}",
        "build it from Decision, Chance and Ending; each action and event leads to a tree of its own",
    )


def _told(path: Path) -> str:
    return " > ".join(str(step) for step in path[:6]) + (" > ..." if len(path) > 6 else "") or "the root"


class _Solved:
    """The recursion from the ends backward, with what it has found so far."""

    def __init__(self, precision: float) -> None:
        self.precision = precision
        self.choices: dict[Path, dict[str, float]] = {}
        self.values: dict[Path, dict[str, float]] = {}

    def solve(self, node: Tree, path: Path) -> dict[str, float]:
        """Expected payoffs at a place; keeps them and the choices below."""
        here = self.values[path] = {}  # its turn in the order of writing
        if isinstance(node, Ending):
            here.update((player, float(payoff)) for player, payoff in sorted(node.payoffs.items()))
            return here
        if isinstance(node, Decision):
            self.choices[path] = {}
            below = {name: self.solve(tree, (*path, name)) for name, tree in node.actions.items()}
            own = {name: values[node.player] for name, values in below.items()}
            chances = logit_shares(own, self.precision)
            self.choices[path].update(chances)
        else:
            below = {name: self.solve(tree, (*path, name)) for name, (_, tree) in node.events.items()}
            chances = {name: float(chance) for name, (chance, _) in node.events.items()}
        for player in next(iter(below.values())):
            here[player] = math.fsum(chances[name] * values[player] for name, values in below.items())
        return here

    def answer(self, tree: Tree) -> Answer:
        """The answer, with the chances of the ends from the root forward."""
        endings: dict[Path, float] = {}
        waiting: list[tuple[Path, Tree, float]] = [((), tree, 1.0)]
        while waiting:
            path, node, reached = waiting.pop()
            if isinstance(node, Ending):
                endings[path] = reached
            elif isinstance(node, Decision):
                after = [
                    ((*path, name), below, reached * self.choices[path][name])
                    for name, below in node.actions.items()
                ]
                waiting += reversed(after)
            else:
                events = [
                    ((*path, name), below, reached * float(chance))
                    for name, (chance, below) in node.events.items()
                ]
                waiting += reversed(events)
        return Answer(self.precision, self.choices, self.values, endings)


def logit_shares(values: Mapping[str, float], precision: float) -> dict[str, float]:
    """Chances proportional to exp(precision times value), safe for any finite numbers; they sum to 1.

    >>> logit_shares({"a": 0.0, "b": math.log(3.0)}, 1.0)
    {'a': 0.25, 'b': 0.75}
    """
    best = max(values.values())
    weights = {name: math.exp(precision * (value - best)) for name, value in values.items()}
    total = math.fsum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
