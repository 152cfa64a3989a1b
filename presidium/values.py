"""What is a number that is not known exactly, and what is a text in two languages?

Small frozen values, checked once when a scenario is read and trusted afterwards.
"""

from dataclasses import dataclass

from presidium.words import checked_language


@dataclass(frozen=True, slots=True)
class Rival:
    """One claim about a number: it lies somewhere from `low` to `high`, all of it equally likely.

    `weight` says how much the claim is believed, relative to the other rivals of the same number.
    """

    low: float
    high: float
    weight: float = 1.0

    @property
    def middle(self) -> float:
        """Middle of the range, in the unit of the number.

        >>> Rival(0.2, 0.5).middle
        0.35
        """
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as somebody claims it: exact, a range, or two to four rival claims.

    `text` is the claim as written ("0.4 to 0.8"); `hindsight` says that it leans on what came later.

    >>> q = Quantity((Rival(0.2, 0.4, 0.75), Rival(0.8, 1.0, 0.25)), "low, or high")
    >>> q.exact, q.low, q.high, round(q.middle, 3)
    (False, 0.2, 1.0, 0.45)
    """

    rivals: tuple[Rival, ...]
    text: str
    hindsight: bool = False

    @classmethod
    def of(cls, number: float) -> "Quantity":
        """The exact number.

        >>> Quantity.of(0.3).text
        '0.3'
        """
        return cls((Rival(number, number),), f"{number:g}")

    @property
    def exact(self) -> bool:
        """Whether nothing is left to draw."""
        return len(self.rivals) == 1 and self.low == self.high

    @property
    def low(self) -> float:
        """The least that any rival claims."""
        return min(rival.low for rival in self.rivals)

    @property
    def high(self) -> float:
        """The most that any rival claims."""
        return max(rival.high for rival in self.rivals)

    @property
    def middle(self) -> float:
        """Mean of the rivals' middles, by weight: what the number is expected to be."""
        total = sum(rival.weight for rival in self.rivals)
        return sum(rival.weight * rival.middle for rival in self.rivals) / total


@dataclass(frozen=True, slots=True)
class Words:
    """A text in English and, where somebody wrote one, in Thai."""

    en: str
    th: str | None = None

    def in_(self, language: str) -> str:
        """The text in a language ("en" or "th"); English where there is no other.

        Raises UsageError USE673 for another language.

        >>> Words("After Stalin", "หลังสตาลิน").in_("th"), Words("Reform").in_("th")
        ('หลังสตาลิน', 'Reform')
        """
        return self.th if checked_language(language) == "th" and self.th is not None else self.en
