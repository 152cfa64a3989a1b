"""Does every sentence exist in both languages, with the same blanks?"""

import re
import string
from types import SimpleNamespace

import pytest

from presidium.theory.fate import FATES
from presidium.words import LANGUAGES, both, catalogue, say

KEYS = sorted(catalogue("en"))
# Forms that hold nothing but blanks and points.
WORDLESS = {
    "page.window_title",
    "tell.shock",
    "figure.dots_item",
    "live.just",
    "live.apart",
    "live.result_set",
}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_catalogues_have_the_same_keys() -> None:
    assert set(catalogue("en")) == set(catalogue("th"))


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_leave_the_same_blanks(key: str) -> None:
    assert blanks(catalogue("en")[key]) == blanks(catalogue("th")[key])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blanks_are_plain_names(lang: str) -> None:
    for key, sentence in catalogue(lang).items():
        assert all(name.isidentifier() for name in blanks(sentence)), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_tidy(lang: str) -> None:
    for key, sentence in catalogue(lang).items():
        assert sentence.strip() == sentence, key
        assert sentence, key
        assert "  " not in sentence, key


def test_thai_sentences_are_thai_and_english_ones_are_not() -> None:
    for key in KEYS:
        if key not in WORDLESS:
            assert re.search("[\u0e01-\u0e5b]", catalogue("th")[key]), key
        if key != "page.thai_without_script":
            assert not re.search("[\u0e00-\u0e7f]", catalogue("en")[key]), key


def test_every_fate_can_be_told_and_asked() -> None:
    for fate in FATES:
        for key in (f"fate.{fate}", f"tell.fate_{fate}", f"headline.fate_{fate}"):
            assert key in KEYS


def test_a_value_in_two_languages_is_given_in_each() -> None:
    told = both("tell.entered", who={"en": "Beria", "th": "เบรียา"})
    assert told["en"].startswith("Beria ")
    assert told["th"].startswith("เบรียา ")


def test_a_value_without_thai_is_given_in_english() -> None:
    assert say("tell.entered", "th", who={"en": "Beria"}).startswith("Beria ")


def test_a_value_that_knows_its_languages_is_asked() -> None:
    who = SimpleNamespace(in_=lambda lang: f"name in {lang}")
    assert say("tell.entered", "th", who=who).startswith("name in th")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert say("tell.shock", "en", title="{who} & {0}") == "{who} & {0}."


def test_an_unknown_sentence_is_named() -> None:
    with pytest.raises(KeyError, match="tell.nothing"):
        say("tell.nothing", "en")


def test_a_missing_value_is_named() -> None:
    with pytest.raises(KeyError, match="who"):
        say("tell.entered", "en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="la"):
        catalogue("la")
