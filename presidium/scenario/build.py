"""Does a tree of plain values make a scenario?  Shape, then meaning, then doubts: everything in one pass."""

from typing import Any

from presidium.scenario.checks import CHECKS
from presidium.scenario.doubts import DOUBTS
from presidium.scenario.draft import draft_of
from presidium.scenario.finding import Finding
from presidium.scenario.model import Scenario
from presidium.scenario.storychecks import STORY_CHECKS
from presidium.scenario.worldchecks import WORLD_CHECKS


def build(tree: dict[str, Any], doubts: bool = True) -> tuple[Scenario | None, list[Finding]]:
    """The scenario that a tree describes, and all findings; no scenario if one of them is an error.

    `doubts`: find also what is legal but suspicious.  The scenario's own tree has the sections in the order
    of the model, wherever the files have them.
    """
    order = {section: place for place, section in enumerate(Scenario.model_fields)}
    tree = {section: tree[section] for section in sorted(tree, key=lambda one: order.get(one, len(order)))}
    draft, findings = draft_of(tree)
    if draft is None:
        return None, findings
    checks = (*CHECKS, *WORLD_CHECKS, *STORY_CHECKS, *(DOUBTS if doubts else ()))
    findings += [finding for check in checks for finding in check(draft)]
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    draft.case._tree = tree
    return draft.case, findings
