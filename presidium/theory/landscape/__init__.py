"""Into which camps do states fall?  The landscape theory of aggregation.

`question` says what is asked and what energy is, `enumeration` tries every configuration of two camps and
`camps` those of several, `descent` finds minima where there are too many to try, `glauber` has the chances of
moves at a temperature, `result` asks the one that fits and says how near each state is to leaving.

Source: Axelrod and Bennett, "A landscape theory of aggregation" (British Journal of Political Science 23,
1993).
"""

from presidium.theory.landscape.descent import settle
from presidium.theory.landscape.glauber import Chain, chain
from presidium.theory.landscape.question import Question
from presidium.theory.landscape.result import Landscape, Margin, Minimum, Pull, landscape

__all__ = ["Chain", "Landscape", "Margin", "Minimum", "Pull", "Question", "chain", "landscape", "settle"]
