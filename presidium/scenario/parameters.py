"""Which constants does the model have, and within which limits may a scenario set them?

The table lies beside this file (parameters.csv).  Each history draws every constant from its range; a
scenario that names one under `parameters:` replaces the range.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import Field, create_model

from presidium.scenario.part import Part, Written
from presidium.scenario.quantity import Bounds, claimed
from presidium.values import Quantity


@dataclass(frozen=True, slots=True)
class Parameter:
    """One constant: default and legal range in `unit`, section of the model, what it rests on."""

    name: str
    default: float
    low: float
    high: float
    unit: str
    section: int
    rests_on: str


def _read() -> dict[str, Parameter]:
    table = Path(__file__).with_name("parameters.csv").read_text("utf-8")
    return {
        name: Parameter(
            name,
            float(row["default"]),
            float(row["low"]),
            float(row["high"]),
            row["unit"],
            int(row["section"]),
            row["rests_on"],
        )
        for row in csv.DictReader(table.splitlines())
        for name in (row["name"].replace("_", "-"),)
    }


#: Every constant by its name, as a scenario writes it (launch-rate), in the order of the table.
PARAMETERS: dict[str, Parameter] = _read()


def _field(parameter: Parameter) -> Any:
    low, high = parameter.low, parameter.high
    about = f"{parameter.unit}; {parameter.default:g} if not given"
    return (
        Annotated[Quantity | None, claimed(Bounds(low, high, unknown=(low, high)))],
        Field(None, alias=parameter.name, description=about),
    )


_Parameters: type[Part] = create_model(
    "Parameters", __base__=Part, **{name.replace("-", "_"): _field(one) for name, one in PARAMETERS.items()}
)


def _parameters(raw: Any) -> dict[str, Quantity]:
    made = _Parameters.model_validate(raw)
    return {name: getattr(made, name.replace("-", "_")) for name in raw}


ParametersField: TypeAlias = Annotated[
    dict[str, Quantity], Written(_parameters, {"anyOf": []}, (_Parameters,))
]
