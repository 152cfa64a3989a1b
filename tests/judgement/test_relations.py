"""How states stand to one another on a day: which entries count, how much, and what follows for the camps."""

import copy
import functools
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import presidium
from presidium.cli.main import app
from presidium.dates import parse_day
from presidium.errors import UsageError
from presidium.judgement.relations import relations_at
from presidium.scenario.build import build

WORLD = {
    "poles": {
        "east": {"name": {"en": "East"}, "state": "red"},
        "west": {"name": {"en": "West"}, "state": "blue"},
    },
    "states": {
        "red": {
            "name": {"en": "Red"},
            "sizes": {"2028": 0.2, "2030": 0.3},
            "orthodoxy": [{"from": "2000-01-01", "to": "2030-06-30", "value": 1}],
        },
        "blue": {"name": {"en": "Blue"}, "sizes": {"2028": 0.3}, "liberal": True},
        "pink": {
            "name": {"en": "Pink"},
            "sizes": {"2028": 0.1},
            "orthodoxy": [{"from": "2000-01-01", "value": 0.5}],
        },
        "late": {"name": {"en": "Late"}, "from": "2030-07-01", "sizes": {"2030": 0.1}},
    },
    "ledger": [
        {"by": "red", "toward": "pink", "on": "2010-01-01", "role": "structure", "kind": "pact", "size": 1},
        {
            "by": "blue",
            "toward": "pink",
            "on": "2010-01-01",
            "until": "2030-09-01",
            "role": "structure",
            "kind": "trade",
            "size": 1,
        },
        {"by": "blue", "toward": "pink", "on": "2030-02-10", "role": "act", "kind": "loan", "size": 1},
        {"by": "pink", "toward": "blue", "on": "2030-02-11", "role": "answer", "kind": "visit", "size": 0.5},
    ],
}


@functools.cache
def soviet() -> presidium.Scenario:
    """The flagship case, loaded once."""
    return presidium.load("soviet-1953")


@pytest.fixture
def case(tmp_path: Path) -> presidium.Scenario:
    path = tmp_path / "my-case.yaml"
    CliRunner().invoke(app, ["new", str(path)])
    tree = {**copy.deepcopy(presidium.load(path).tree), **copy.deepcopy(WORLD)}
    made, findings = build(tree)
    assert made is not None, [str(finding) for finding in findings]
    return made


def between(case: presidium.Scenario, day: str, a: str, b: str, answers: bool = False) -> float:
    found = relations_at(case, parse_day(day), answers)
    return found.propensities[found.states.index(a)][found.states.index(b)]


def test_structure_and_doctrine_count_in_full_and_are_clipped_after_summing(case: presidium.Scenario) -> None:
    assert between(case, "2030-03-31", "red", "pink") == 2.0  # pact 1 + both Leninist 1
    assert between(case, "2030-03-31", "red", "blue") == -1.0  # Leninist and liberal
    assert between(case, "2030-07-31", "red", "blue") == 0.0  # the party rules no more
    assert between(case, "2030-07-31", "red", "pink") == 1.0


def test_an_act_works_from_the_quarter_after_and_halves_in_five_years(case: presidium.Scenario) -> None:
    assert between(case, "2030-03-31", "blue", "pink") == 0.0  # trade 1, doctrine -1, the loan not yet
    assert between(case, "2030-04-01", "blue", "pink") == pytest.approx(2 ** (-2 / 60))
    assert between(case, "2030-09-01", "blue", "pink") == pytest.approx(-1 + 2 ** (-7 / 60))  # trade is over


def test_answers_count_only_if_asked_for(case: presidium.Scenario) -> None:
    plain, given = (between(case, "2030-04-01", "blue", "pink", answers) for answers in (False, True))
    assert given == pytest.approx(plain + 0.5 * 2 ** (-2 / 60))


def test_a_state_has_the_size_known_then_and_is_there_only_while_it_exists(case: presidium.Scenario) -> None:
    before, after = (relations_at(case, parse_day(day)) for day in ("2030-06-30", "2030-07-01"))
    assert before.states == ("red", "blue", "pink")
    assert after.states == ("red", "blue", "pink", "late")
    assert before.sizes[0] == 0.2  # that of 2030 is not known in 2030


def test_propensities_are_symmetric_and_edges_have_their_signs(case: presidium.Scenario) -> None:
    found = relations_at(case, parse_day("2030-04-30"))
    n = range(len(found.states))
    assert all(found.propensities[i][j] == found.propensities[j][i] for i in n for j in n)
    assert ("red", "blue", -1) in found.edges()
    assert ("red", "pink", 1) in found.edges()


# The flagship case


def test_the_camps_of_1955_and_the_ledger_behind_them() -> None:
    found = presidium.blocs_on(soviet(), at="1955-12-31").record
    first, second = found["landscape"]["minima"][0]["camps"]
    assert {"ussr", "prc", "gdr", "pol", "hun", "rom", "bul", "cze", "alb", "mon", "prk", "drv"} <= set(first)
    assert {"usa", "uk", "fra", "frg"} <= set(second)
    assert found["landscape"]["proven"]
    assert found["frustration"]["proven"]
    pair = next(one for one in found["entries"] if {one["a"], one["b"]} == {"ussr", "prc"})
    counts = [abs(entry["counts"]) for entry in pair["entries"]]
    assert counts == sorted(counts, reverse=True)
    assert all(entry["role"] != "answer" for one in found["entries"] for entry in one["entries"])


def test_no_entry_of_the_gallery_says_twice_that_two_parties_ruled() -> None:
    assert not [entry.id for entry in soviet().ledger if entry.kind == "party"]


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("USE640", {"at": "1970-01-01"}),
        ("USE641", {"at": "soon"}),
        ("USE653", {"pinned": [["atlantis"]]}),
    ],
)
def test_a_question_that_cannot_be_is_refused(code: str, how: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        presidium.blocs_on(soviet(), **how)
    assert refused.value.code == code


def test_a_case_without_states_says_so(tmp_path: Path) -> None:
    path = tmp_path / "my-case.yaml"
    CliRunner().invoke(app, ["new", str(path)])
    with pytest.raises(UsageError) as refused:
        presidium.blocs_on(path)
    assert refused.value.code == "USE646"


def test_the_command_tells_camps_and_entries_of_a_case_and_keeps_tables_apart(tmp_path: Path) -> None:
    def typed(*words: str) -> Any:
        return CliRunner().invoke(app, ["blocs", *words])

    told = typed("soviet-1953", "--at", "1961-12-31")
    assert told.exit_code == 0
    for part in ("Camp 1: Soviet Union", "India", "What the ledger says", "loan (Soviet Union, 1959-09-12)"):
        assert part in told.stdout
    assert "สหภาพโซเวียต" in typed("soviet-1953", "--lang", "th").stdout
    table = tmp_path / "net.csv"
    table.write_text("a,b,sign\nx,y,1\n", "utf-8")
    for wrong in ((str(table), "--at", "1961"), ("soviet-1953", "--sizes", str(table)), ("soviet-1935",)):
        assert typed(*wrong).exit_code == 2
