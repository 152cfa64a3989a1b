"""What becomes of the loser?

Six classes, mildest first: kept, demoted (keeps his seat, loses his posts), retired on a pension, expelled
or sent away, jailed, executed.  The principal of the losing side is never simply kept; his class is an
ordered logit on

    x = 6 harshness + 6 F_loser + 2 [blood was shed] - 2 [he only voted wrong]          cuts 0, 1.2, 4.5, 6

Sources: ordered logit, McKelvey and Zavoina (Journal of Mathematical Sociology 4, 1975); that the manner of
exit drives the fate, Goemans, "Which way out?" (Journal of Conflict Resolution 52, 2008).
"""

import math

from presidium.kernel import kernel

#: The classes in order; results and the page use these names.
FATES = ("kept", "demoted", "retired", "expelled", "jailed", "executed")
KEPT, DEMOTED, RETIRED, EXPELLED, JAILED, EXECUTED = range(6)

_SMALL = 2.0**-54


@kernel
def severity(harshness: float, force_share: float, blood_shed: bool, only_voted: bool) -> float:
    """The index x of a loser, in logits.

    >>> severity(0.5, 0.5, False, True)
    4.0
    """
    x = 6.0 * harshness + 6.0 * force_share
    if blood_shed:
        x += 2.0
    if only_voted:
        x -= 2.0
    return x


@kernel
def fate_class(x: float, draw: float) -> int:
    """Class 1 (demoted) to 5 (executed) of a loser with index x, for a uniform draw.

    The latent index is x plus a logistic number; with the draw at its median, x itself is compared with the
    cuts.

    >>> fate_class(0.5, 0.5), fate_class(6.5, 0.5)
    (2, 5)
    """
    u = min(max(draw, _SMALL), 1.0 - _SMALL)
    latent = x + math.log(u / (1.0 - u))
    if latent <= 0.0:
        return DEMOTED
    if latent <= 1.2:
        return RETIRED
    if latent <= 4.5:
        return EXPELLED
    if latent <= 6.0:
        return JAILED
    return EXECUTED
