"""Which of two coalitions is the more powerful, where doubles cannot tell?"""

from typing import Any

from presidium.kernel import kernel

_DIGIT = 30


@kernel
def exceeds(first: Any, members: Any, second: Any, others: Any) -> bool:
    """Is the sum of `first` over `members` more than that of `second` over `others`?  Exactly.

    `first`, `second`: int64[n, digits], lowest digit first, base 2^30.  `members`, `others`: how many of each
    of the n are in.  Sums of a digit over 200 people stay far below 2^63.

    >>> import numpy as np
    >>> tens, ones = np.array([[0, 1], [3, 0]]), np.ones(2, np.int64)         # 2^30 and 3
    >>> exceeds(tens, ones, tens, ones), exceeds(tens, ones, tens, np.array([1, 0]))
    (False, True)
    """
    carry = 0
    lower = 0
    for k in range(first.shape[1]):
        total = carry
        for i in range(first.shape[0]):
            total += members[i] * first[i, k] - others[i] * second[i, k]
        carry = total >> _DIGIT
        rest = total - (carry << _DIGIT)
        if rest != 0:
            lower = 1
    return carry > 0 or (carry == 0 and lower == 1)
