"""Does `presidium data` say what is wanted and what is wrong, to a person and a program?"""

import json
from pathlib import Path

import pytest

from presidium.datasets.source import sources


def test_the_list_says_of_each_table_where_it_may_be_had(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRESIDIUM_DATA", raising=False)
    told = typed("data", "list")
    assert told.exit_code == 0
    for source in sources().values():
        assert all(part in told.stdout for part in (source.file, source.where, source.licence, source.cite))
    listed = json.loads(typed("data", "list", "--format", "json").stdout)
    assert [one["name"] for one in listed] == list(sources())
    assert all(len(one["sha256"]) == 64 and one["columns"] for one in listed)


def test_missing_tables_are_a_no(typed, tmp_path: Path) -> None:
    told = typed("data", "check", "--data", tmp_path)
    assert told.exit_code == 1
    assert told.stdout.count("DAT701") == len(sources())
    assert sources()["cline"].where in told.stdout


def test_a_table_that_is_another_is_named_or_taken(typed, table) -> None:
    death = {"obsid": "X-1", "leader": "X", "ccode": "1", "exit": "Natural Death"}
    folder = table("archigos", [death | {"enddate": "1980-09-06", "deathdate": "2001-07-29"}])
    by = {
        one["name"]: one
        for one in json.loads(typed("data", "check", "--data", folder, "--format", "json").stdout)
    }
    assert by["archigos"]["code"] == "DAT704"
    assert by["cline"]["code"] == "DAT701"
    told = typed("data", "check", "--data", folder, "--any-release")
    assert told.exit_code == 1
    assert "X-1 X: a natural death on 1980-09-06, yet died 2001-07-29" in told.stdout


@pytest.mark.slow
def test_the_public_tables_are_those_meant(typed, data: Path) -> None:
    told = typed("data", "check", "--data", data)
    assert told.exit_code == 0
    assert told.stdout.count("as it should be") == len(sources())
    assert "POL-1970 Gierek: a natural death on 1980-09-06, yet died 2001-07-29" in told.stdout
