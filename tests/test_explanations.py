"""Is every error explained in Thai as it is in English?"""

import re

import pytest

from presidium.errors import EXPLANATIONS, explanations

LABELS = {"en": ("Cause", "Example", "Remedy"), "th": ("สาเหตุ", "ตัวอย่าง", "วิธีแก้")}
# What is typed or printed as it stands, in any language: code in back quotes, mappings and lists, options,
# codes of errors, names with a joint inside, numbers.
VERBATIM = re.compile(
    r"`[^`]+`|\{[^{}]*\}|\[[^\[\]]*\]|(?<!\w)--[a-z-]+|\b[A-Z]{3}\d{3}\b|\b\w+(?:[_./]\w+)+\b|\d[\d,.]*\d|\d"
)


def parts(code: str, lang: str) -> tuple[str, str, str, str]:
    """Headline, cause, example and remedy of a code, each without its label and on one line."""
    first, second, third = LABELS[lang]
    form = rf"(.*)\n\n{first}: (.*)\n{second}: (.*)\n{third}: (.*)\n"
    found = re.fullmatch(form, explanations(lang)[code], re.DOTALL)
    assert found, f"{code} has other parts"
    return tuple(" ".join(part.split()) for part in found.groups())  # type: ignore[return-value]


def test_both_languages_explain_the_same_codes_in_the_same_order() -> None:
    assert list(explanations("th")) == list(EXPLANATIONS)


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_a_thai_explanation_has_the_same_four_parts_all_of_them_thai(code: str) -> None:
    headline, cause, example, remedy = parts(code, "th")
    assert len(headline) < 60
    assert all(re.search("[ก-๙]", part) for part in (headline, cause, remedy))  # an example may be code alone
    longest = max(re.findall("[A-Za-z ,]+", VERBATIM.sub("", example)), key=len, default="")
    assert len(longest) < 40, "an English sentence is left"


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_what_is_typed_as_it_stands_stands_in_the_thai_example_and_remedy(code: str) -> None:
    for english, thai in zip(parts(code, "en")[2:], parts(code, "th")[2:], strict=True):
        lost = [piece for piece in VERBATIM.findall(english) if piece not in thai]
        assert lost == []


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_thai_is_plain_text_of_one_line_a_sentence(code: str) -> None:
    text = explanations("th")[code]
    assert not re.search(r"\*[^*]*\*|_[ก-๙]|[ก-๙]_", re.sub("`[^`]*`", "", text)), "italics"
    assert not any(line != line.strip() or "  " in line for line in text.splitlines())
    assert "ํา" not in text  # sara am is one character
    assert not re.search("[\u200b\u00a0\ufeff]|เเ", text)  # no invisible spaces, no two sara e for sara ae
