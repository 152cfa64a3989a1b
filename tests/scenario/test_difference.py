"""Can what somebody tried be made a scenario, and written down as one of its what-ifs?"""

import pytest

import presidium
from presidium.errors import UsageError
from presidium.scenario.change import apply, tried
from presidium.scenario.difference import as_whatif, id_of, joined
from presidium.scenario.evidence import numbers
from presidium.scenario.paths import dotted, resolved


@pytest.fixture(scope="module", params=presidium.gallery())
def case(request: pytest.FixtureRequest) -> presidium.Scenario:
    return presidium.load(request.param)


def test_every_number_has_a_written_path_that_leads_back_to_it(case: presidium.Scenario) -> None:
    for number in numbers(case.tree):
        written = dotted(case.tree, number.path)
        assert written is not None, number.path
        assert resolved(case.tree, written) == number.path


def test_what_two_elements_answer_to_has_no_path() -> None:
    twice = {"tenures": [{"who": "vey", "office": "chair", "from": year} for year in (1950, 1953)]}
    assert dotted(twice, ("tenures", 0, "from")) == "tenures.vey.chair.from"
    assert dotted(twice, ("tenures", 1, "from")) is None
    assert dotted({"ties": [{"tie": 0.4}]}, ("ties", 0, "tie")) is None


def test_a_what_if_that_is_tried_is_the_scenario_of_that_what_if(case: presidium.Scenario) -> None:
    for name in case.whatif:
        assert tried(case, joined(case, [name], {})).digest == apply(case, name).digest


def test_what_is_chosen_twice_or_in_another_order_is_the_same(case: presidium.Scenario) -> None:
    names = list(case.whatif)[:3]
    assert joined(case, [*reversed(names), *names], {}) == joined(case, names, {})


def test_what_ifs_that_contradict_each_other_are_refused(tmp_path) -> None:
    from importlib import resources

    text = resources.files("presidium.cli").joinpath("starter/en.yaml").read_text(encoding="utf-8")
    path = tmp_path / "starter.yaml"
    path.write_text(text + "  doubt: {change: {ties.corso.brandt.tie: -0.5}}\n", encoding="utf-8")
    case = presidium.load(path)
    with pytest.raises(UsageError, match=r"USE629 .*ties\.corso\.brandt\.tie"):
        joined(case, ["trust", "doubt"], {})
    assert joined(case, ["trust"], {"ties.corso.brandt.tie": 0.1})["change"] == {"ties.corso.brandt.tie": 0.1}


def test_an_id_is_that_of_the_difference_whatever_the_order_of_its_fields() -> None:
    one = {"remove": ["events.rain"], "change": {"a.b": 1, "a.c": 2}}
    same = {"change": {"a.c": 2, "a.b": 1}, "remove": ["events.rain"]}
    assert id_of(one) == id_of(same) != id_of({"remove": ["events.rain"]})


def test_a_remark_stays_a_remark() -> None:
    text = as_whatif({"remove": ["events.rain"]}, {"en": "Dry"}, ["one\nwhatif: {}", "two"])
    assert text.splitlines()[:3] == ["# one whatif: {}", "# two", "whatif:"]
