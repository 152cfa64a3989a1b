"""Does every sentence exist in both languages, with the same blanks?"""

import re
import string
from pathlib import Path
from types import SimpleNamespace

import pytest

import presidium
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


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Beria", "Beria ขึ้นเป็น"),
        ("เบเรีย", "เบเรีย ขึ้นเป็น"),
    ],
)
def test_a_space_that_is_written_is_not_doubled(who: str, told: str) -> None:
    assert say("tell.entered", "th", who=who).startswith(told)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("ฮังการี", "เกิดความไม่สงบในฮังการี"),
        ("Hungary", "เกิดความไม่สงบใน Hungary"),
        ("3rd Rome", "เกิดความไม่สงบใน 3rd Rome"),
        ("“ฮังการี”", "เกิดความไม่สงบใน“ฮังการี”"),
        ("", "เกิดความไม่สงบใน"),
    ],
)
def test_thai_stands_apart_from_letters_and_figures_of_others(state: str, told: str) -> None:
    assert say("tell.unrest", "th", state=state) == told


MONTHS = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
# Words that say another thing in Thai than was meant, and what stands in their place.
OUTWORN = {
    "ตกจากอำนาจ": "พ้นจากอำนาจ",
    "คณะผู้ปกครอง": "คณะผู้นำ",
    "สามส่วน(?:ล่าง|บน)": "ช่วงหนึ่งในสาม",
    "กรรมการเต็ม|สมาชิกเต็ม(?!ตัว)|สมาชิกเต็มคณะ": "สมาชิกเต็มตัว",
    "กรรมการสำรอง": "สมาชิกสำรอง",
    "เอนไปหา|ไม่อยู่กับใคร": "ฝักใฝ่",
    "ปล่อยไว้ตามลำพัง": "ไม่เข้าแทรกแซง",
    "ถูกให้เกษียณ|อนุมานเอา|ส่งไปไกล": "ถูกปลดให้เกษียณ, อนุมาน, ถิ่นห่างไกล",
    "เหตุกระทบ": "เหตุจากภายนอก",
    "ถ้าหากว่า|เล่นซ้ำ": "จะเป็นอย่างไรถ้า, จำลองซ้ำ",
    "อัตราส่วนความเสี่ยง|ความแปรปรวน": "อัตราส่วนอันตราย, ส่วนเบี่ยงเบนมาตรฐาน",
    "คณะผู้บริหารสูงสุด(?!แห่งสภาโซเวียตสูงสุด)": "คณะเปรซิเดียม",
    "เลขาธิการที่หนึ่ง": "เลขาธิการลำดับที่หนึ่ง",
    "แอลบาเนีย|เยอรมันตะวัน": "แอลเบเนีย, เยอรมนีตะวันออก",
    "KGB|NKVD": "เคจีบี, เอ็นเควีดี",
    "ใน 100(?! ครั้ง)|จาก 100 ของ": "ร้อยละ",
    rf"(?:{MONTHS}) \d{{4}}": "a year with its era",
    r"[^ (“]ๆ": "a space before ๆ",
    r"[ก-๛][A-Za-z0-9]|[A-Za-z0-9][ก-๛]": "a space between Thai and Latin",
    r"\d %": "69%, in prose ร้อยละ 69",
}
PACKAGE = Path(presidium.__file__).parent


def thai_texts() -> dict[str, str]:
    """All Thai that the package brings, by where it stands; quotations of the source keep its spelling."""
    cases = {
        path.name: "\n".join(re.findall(r"\bth: (\"[^\"]*\"|[^,}\n]*)", path.read_text(encoding="utf-8")))
        for path in (PACKAGE / "gallery").glob("*/*.yaml")
    }
    explained = (PACKAGE / "explanations.th.toml").read_text(encoding="utf-8")
    starter = (PACKAGE / "cli" / "starter" / "th.yaml").read_text(encoding="utf-8")
    return {
        "th.toml": "\n".join(catalogue("th").values()),
        "explained": explained,
        "starter": starter,
        **cases,
    }


@pytest.mark.parametrize("outworn", OUTWORN, ids=[f"not {n}" for n in range(len(OUTWORN))])
def test_thai_says_what_is_meant(outworn: str) -> None:
    found = {where: re.findall(outworn, text) for where, text in thai_texts().items()}
    assert {where: words for where, words in found.items() if words} == {}, OUTWORN[outworn]


# What a sentence with blanks must not have.
MISMADE = {
    "a space behind a preposition": (
        r"(?:เมื่อ|ภายใน|ตั้งแต่|ระหว่าง|ใน|และ|หรือ|ถึง) "
        r"\{(?:date|start|end|early|late|middle|on|day|state|pole|crisis|office)\}"
    ),
    "histories counted in แบบ": r"(?:(?:\}|\d) |หนึ่งร้อย|แต่ละ|กี่)แบบ(?!จำลอง)|ใน(?:ทุก)?แบบที่|แบบทั้งหมด",
    "points that may be dots": r"(?:±\{error\}|\{points\}|\{difference\}) จุด(?!ร้อยละ)",
    "a straight quotation mark": '"',
    "a space before the sign of per cent": r"\{(?:share|low|high|mean|real|at|now)\} %",
    "a pronoun for nobody": r"ของเขา(?!$)",
}


@pytest.mark.parametrize("fault", MISMADE)
def test_thai_sentences_are_well_made(fault: str) -> None:
    # Configurations of camps are kinds, not histories.
    kept = {"blocs.tried", "blocs.tried_one", "blocs.minimum"}
    wrong = [key for key in KEYS if key not in kept and re.search(MISMADE[fault], catalogue("th")[key])]
    assert wrong == []


def test_thai_says_that_nobody_has_read_it() -> None:
    for key in ("page.thai_unread", "page.thai_limit"):
        assert "ยังไม่ได้ผ่านการตรวจทานโดยผู้อ่านชาวไทย" in catalogue("th")[key]


def test_a_missing_value_is_named() -> None:
    with pytest.raises(KeyError, match="who"):
        say("tell.entered", "en")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="la"):
        catalogue("la")
