"""Once the sides are known: does the motion pass, is it appealed, can it be enforced?

A vote counts if it can be enforced.  The first body votes; the loser may take it to the next body if he
holds the office that convenes it, enough of all force stands with him, and that body's majority is on his
side; what stands in the end is carried out, or resisted, by force (`contest.py`).

    June 1957, as recorded: 7 to 4 against the First Secretary, who convenes the Central Committee, has
    army and police with him, and wins there.

Source: docs/discussion/model.md, "Arenas"; the two stages of June 1957 in Kramer, Cahiers du Monde russe 40
(1999).
"""

from presidium.kernel import kernel
from presidium.theory.contest import enforcement
from presidium.theory.motion import passes


@kernel
def appeal_succeeds(
    holds_convening_office: bool,
    force_with_him: float,
    following_with: float,
    following_against: float,
    convene: float,
    share: float,
    strict: bool,
) -> bool:
    """Does the loser of a vote reverse it in the wider body?

    `force_with_him` is a share of ALL force (neutral force stays in the denominator).

    >>> appeal_succeeds(True, 0.6, 0.7, 0.2, 0.5, 0.5, True)
    True
    >>> appeal_succeeds(True, 0.4, 0.7, 0.2, 0.5, 0.5, True)      # too little force
    False
    """
    if not holds_convening_office or force_with_him < convene:
        return False
    return passes(following_with, following_against, following_with + following_against, share, strict, 0.0)


@kernel
def outcome_chance(
    motion_stands: bool,
    f_for: float,
    f_against: float,
    f_initiator: float,
    f_target: float,
    surprise: float,
    obey: float,
    rho: float,
    mu: float,
) -> float:
    """Chance that the side FOR the motion prevails, whichever way the formal decision went.

    Surprise multiplies the force of those who strike first, the side for the motion.

    >>> outcome_chance(True, 0.5, 0.3, 0.1, 0.3, 1.0, 0.35, 0.5, 2.0)
    1.0
    """
    if motion_stands:
        return enforcement(surprise * f_for, f_against, f_target, obey, rho, mu)
    return 1.0 - enforcement(f_against, surprise * f_for, surprise * f_initiator, obey, rho, mu)
