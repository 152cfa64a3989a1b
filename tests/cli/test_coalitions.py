"""Does `presidium coalitions` say who can rule, to a person and to a program, and refuse what cannot be?"""

import json
import re
import shlex

import pytest

MEMBER = ["who", "name", "strength", "low", "high", "force", "following", "rules", "chance", "mc_error"]
ARENA = [
    "id",
    "name",
    "rule",
    "weight",
    "quota",
    "total",
    "absent",
    "people",
    "veto_players",
    "dictator",
    "dummies",
    "vote",
]


def test_it_tells_a_person_who_can_rule_and_how_to_ask_again(typed) -> None:
    told = typed("coalitions", "soviet-1953", "--at", "1953-06-25", "--ask", "beria,malenkov,kaganovich")
    assert told.exit_code == 0
    assert re.search(
        r"Beria, .* and .* Kaganovich: would not last; .* Beria would then rule alone", told.stdout
    )
    assert "Shapley-Shubik" in told.stdout
    assert "again: presidium coalitions soviet-1953 --at 1953-06-25 --ask beria,malenkov" in told.stderr


def test_it_speaks_thai(typed) -> None:
    told = typed("coalitions", "soviet-1953", "--at", "1964-10-13", "--lang", "th", "--draws", 50)
    assert "เมื่อวันที่ 13 ตุลาคม ค.ศ. 1964" in told.stdout
    assert "ครุชชอฟ" in told.stdout


def test_it_prints_one_object_for_a_program(typed) -> None:
    told = typed("coalitions", "soviet-1953", "--at", "1957-06-17", "--format", "json", "--draws", 50)
    record = json.loads(told.stdout)
    assert list(record)[:4] == ["format", "scenario", "digest", "version"]
    assert (record["at"], record["draws"], record["seed"]) == ("1957-06-17", 50, 1953)
    assert all(list(member) == MEMBER for member in record["members"])
    assert [arena["id"] for arena in record["arenas"]] == ["presidium", "central-committee", "force"]
    assert all(list(arena) == ARENA for arena in record["arenas"])
    assert record["ruling"]["alpha"] == "1/2"
    assert record["ruling"]["proven"] is True


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--at", "1939-08-23"], "USE640"),
        (["--at", "yesterday"], "USE641"),
        (["--arena", "soviet"], "USE642"),
        (["--vote", "stalin"], "USE643"),
        (["--ask", "malenkov,zhukov"], "USE643"),
        (["--draws", "0"], "USE645"),
    ],
)
def test_what_cannot_be_is_refused_with_a_code_and_nothing_on_stdout(
    typed, words: list[str], code: str
) -> None:
    told = typed("coalitions", "soviet-1953", *words)
    assert told.exit_code == 2
    assert told.stderr.startswith(code)
    assert told.stdout == ""


def test_a_case_of_five_invented_people_works_too(typed, tmp_path) -> None:
    path = tmp_path / "my-case.yaml"
    assert typed("new", path).exit_code == 0
    told = typed("coalitions", path, "--format", "json", "--draws", 20)
    assert told.exit_code == 0, told.stderr
    record = json.loads(told.stdout)
    assert record["members"]
    for arena in record["arenas"]:
        present = [one["weight"] for one in arena["people"] if one["who"] not in arena["absent"]]
        assert arena["total"] == sum(present)
        assert arena["total"] < 2 * arena["quota"] <= arena["total"] + 2


def test_the_way_to_ask_again_names_the_file_as_it_was_typed(typed, tmp_path) -> None:
    assert typed("new", tmp_path / "my-case").exit_code == 0
    file = (tmp_path / "my-case").with_name("another name.yaml")
    (tmp_path / "my-case.yaml").rename(file)
    told = typed("coalitions", file, "--draws", 20)
    words = shlex.split(told.stderr.partition("again: ")[2])
    assert words[:3] == ["presidium", "coalitions", str(file)]
    assert typed(*words[1:]).stdout == told.stdout
