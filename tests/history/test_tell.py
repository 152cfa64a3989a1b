"""Is every history told, whole, in order, and in both languages?"""

import re

import pytest

from presidium.history import codes
from presidium.history.board import Board
from presidium.history.tell import Sentence, chronicle, tell
from presidium.theory.fate import FATES, RETIRED

SEED = 1953
LANGUAGES = ("en", "th")
CODES = {name: value for name, value in vars(codes).items() if name.startswith("LOG_")}


@pytest.fixture(scope="module")
def histories(board: Board) -> list[list[Sentence]]:
    """Fifty histories."""
    return [list(tell(board, SEED, history)) for history in range(50)]


@pytest.fixture(scope="module")
def sentences(histories: list[list[Sentence]]) -> list[Sentence]:
    return [sentence for history in histories for sentence in history]


def _events(board: Board, kind: str) -> list[int]:
    """Numbers of the events of a kind that are news: not those that come on many dates."""
    events = [board.case.events[name] for name in board.events]
    return [e for e, event in enumerate(events) if event.kind == kind and len(getattr(event, "on", "1")) == 1]


def _entry(board: Board, code: int) -> tuple[int, ...]:
    """An entry of the chronicle such as the engine writes, about the first two persons."""
    if code in (codes.LOG_SHOCK, codes.LOG_DECISION):
        kind = "shock" if code == codes.LOG_SHOCK else "decision"
        return 0, code, _events(board, kind)[0], 0, 0, 0
    if code == codes.LOG_FATE:
        return 0, code, 0, RETIRED, codes.BY_SHOWDOWN, 0
    if code == codes.LOG_DROPPED:
        return 0, code, 0, 1, RETIRED, 0
    return 0, code, 0, 1, 7, 4


@pytest.mark.parametrize("name", CODES)
def test_every_kind_of_entry_is_told(board: Board, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    entry = _entry(board, CODES[name])
    monkeypatch.setattr("presidium.history.tell.chronicle", lambda *_: [entry])
    (sentence,) = tell(board, SEED, 0)
    assert all(sentence.text[lang] for lang in LANGUAGES)


@pytest.mark.parametrize("fate", range(1, len(FATES)), ids=FATES[1:])
def test_every_fate_is_told(board: Board, monkeypatch: pytest.MonkeyPatch, fate: int) -> None:
    entry = (0, codes.LOG_FATE, 0, fate, codes.BY_SHOWDOWN, 0)
    monkeypatch.setattr("presidium.history.tell.chronicle", lambda *_: [entry])
    assert [sentence.code for sentence in tell(board, SEED, 0)] == ["fate"]


def test_the_engine_writes_no_other_entries(board: Board) -> None:
    written = {entry[1] for history in range(50) for entry in chronicle(board, SEED, history)}
    assert written <= set(CODES.values())


def test_every_sentence_is_there_in_both_languages(sentences: list[Sentence]) -> None:
    for sentence in sentences:
        assert set(sentence.text) == set(LANGUAGES)
        assert all(sentence.text[lang].strip() for lang in LANGUAGES)
        assert re.search("[\u0e01-\u0e5b]", sentence.text["th"])


def test_months_ascend_and_lie_in_the_period(board: Board, histories: list[list[Sentence]]) -> None:
    first, last = board.case.period.start.iso[:7], board.case.period.end.iso[:7]
    for history in histories:
        months = [sentence.month for sentence in history]
        assert months == sorted(months)
        assert all(first <= month <= last for month in months)


def test_people_and_offices_go_by_their_names(board: Board, sentences: list[Sentence]) -> None:
    case = board.case
    people, offices = case.people.values(), case.offices.values()
    for lang in LANGUAGES:
        persons = [person.name.in_(lang) for person in people]
        posts = [office.name.in_(lang) for office in offices]
        abroad = [one.name.in_(lang) for one in (*case.states.values(), *case.poles.values())]
        abroad += [one.name.in_(lang) for one in case.crises.values()]
        for sentence in sentences:
            text = sentence.text[lang]
            assert not re.search(r"[{}]|\bNone\b", text), text
            if sentence.code != "shock":
                assert any(name in text for name in (*persons, *abroad)), text
            if sentence.code in ("appointed", "joined", "refused"):
                assert any(name in text for name in posts), text


def test_what_comes_every_year_is_no_news(board: Board, histories: list[list[Sentence]]) -> None:
    news = {board.case.events[board.events[e]].title.en for e in _events(board, "shock")}
    told = {one.text["en"].rstrip(".") for history in histories for one in history if one.code == "shock"}
    assert told <= news
    holidays = board.events.index("summer-holidays")
    entered = [entry for entry in chronicle(board, SEED, 0) if entry[1:3] == (codes.LOG_SHOCK, holidays)]
    assert entered, "it is entered all the same"


def test_a_history_is_told_the_same_twice(board: Board, histories: list[list[Sentence]]) -> None:
    assert list(tell(board, SEED, 7)) == histories[7]
