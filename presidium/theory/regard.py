"""What does one person think of another, and would he move against a third?

    u[m, i] = b_tie tie[m, i] - b_policy distance(m, i) + b_client [m is i's client]
              - b_fear fear[m, i] - b_blame blame[i]

Ties are in [-1, 1] and need not be mutual.  Fear is i's share of all force, times his ill will toward m,
times the price of losing.  A person's regard of himself is a constant: his tie to himself is 1 and nothing
else enters, or a target burdened with blame would vote against himself.

To put a candidate in a target's place, m weighs u[m, candidate] - u[m, target] against the cost of moving
at all and the candidate's poor standing.  What he then does also depends on what he believes the others
will do.

Source: utility with quantal response (McKelvey and Palfrey, Games and Economic Behavior 10, 1995); the
terms are those of docs/discussion/model.md, "Regard".
"""

from presidium.kernel import kernel


@kernel
def fear(force_share: float, ill_will_tie: float, harshness: float) -> float:
    """How much a person fears another: his share of force, the tie HE feels (-1 to 1), and the price of
    losing.

    >>> fear(0.4, -1.0, 0.5)
    0.2
    """
    return force_share * (1.0 - ill_will_tie) / 2.0 * harshness


@kernel
def regard(
    warmth: float,
    distance: float,
    is_client: bool,
    fear_felt: float,
    blame: float,
    b_tie: float,
    b_policy: float,
    b_client: float,
    b_fear: float,
    b_blame: float,
) -> float:
    """Regard in utils, from tie (-1 to 1), policy distance (0 to 1), client mark, fear (0 to 1) and blame
    (>= 0 mostly).

    >>> regard(0.5, 0.25, True, 0.0, 1.0, 2.0, 2.0, 0.5, 2.0, 1.0)      # 1 - .5 + .5 - 1
    0.0
    """
    own = b_tie * warmth - b_policy * distance - b_fear * fear_felt - b_blame * blame
    if is_client:
        own += b_client
    return own


@kernel
def poor_standing(strength: float, strongest: float) -> float:
    """How far a candidate falls short of the strongest person other than the target, from 0 (he is it) to
    1.

    >>> poor_standing(0.1, 0.4)
    0.75
    """
    if strongest <= 0.0:
        return 0.0
    return 1.0 - strength / strongest
