"""How does a wheel come to carry compiled code?

`make wheel` compiles into a folder and names it in PRESIDIUM_CARRIED; the wheel that is then built takes the
folder in, and its tag says for which Python and platform it is.  Without that variable, and in an editable
installation, the wheel is as any other: for all platforms, and it compiles when it is first used.
"""

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Carried(BuildHookInterface):
    """Puts compiled code beside the modules of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Take the folder in, and tag the wheel."""
        folder = os.environ.get("PRESIDIUM_CARRIED")
        if folder and version == "standard":
            build_data["force_include"][folder] = "presidium/carried"
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
