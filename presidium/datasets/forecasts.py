"""What did others forecast, and what came of it?

Archived forecasts, row by row, to score beside one's own.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.source import sources

if TYPE_CHECKING:
    import pandas


def beger_coups(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Yearly coup forecasts for 2011-2020 (Beger): one row a forecast.

    Columns:

        gwcode, year, for_year state (Gleditsch-Ward); last year known; year forecast
        outcome                attempt, coup (successful), failed
        observed, p            what came (missing for 2020), and its forecast chance

    First rows:

        gwcode  for_year outcome  observed        p
             2      2011 attempt         0 0.001646
            20      2011 attempt         0 0.000480

    Known errors: observed is blank for 2020.
    Source: Beger, forecaster2; CC BY 4.0. The file may be had from: github andybega/forecaster2,
    models/output/fcasts.csv at d22e1a7.
    Errors: see `Source.read`.
    """
    return sources()["beger_coups"].read(folder, pinned=pinned)


def beger_coups_2020(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Coup forecasts for 2020 (Beger), without outcomes: one row a state.

    Columns:

        Country, GWcode, Year  state (Gleditsch-Ward), year
        Coup, Failed, Attempt  chances of a successful, a failed, any attempt

    First rows:

              Country  Year     Coup  Attempt
        United States  2020 0.003119 0.004277
               Canada  2020 0.000427 0.001663

    Known errors: Without outcomes.
    Source: Beger, forecaster2; CC BY 4.0. The file may be had from: github andybega/forecaster2,
    forecasts/coups-2020.csv at d22e1a7.
    Errors: see `Source.read`.
    """
    return sources()["beger_coups_2020"].read(folder, pinned=pinned)


def beger_ward_coups_2017(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Coup forecasts for 2017 (Beger and Ward), without outcomes: one row a state.

    Columns:

        gwcode, country, year  state (Gleditsch-Ward), year
        coup_attempt, successful_coup, failed_attempt   chances

    First rows:

         country  year  coup_attempt
         Burundi  2017      0.116302
        Thailand  2017      0.106232

    Known errors: Without outcomes; one state has no name.
    Source: Beger and Ward 2017; no open licence: free for research, cite the authors. The file may be had
    from: github andybega/mireg-blogs, forecasts/coup-forecasts-2017.csv at 99fd6bd.
    Errors: see `Source.read`.
    """
    return sources()["beger_ward_coups_2017"].read(folder, pinned=pinned)


def ward_beger_changes(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Monthly forecasts of irregular change of leaders 2001-2014 (Ward and Beger).

    Columns:

        country, date          state by name; first day of the month
        irr.t                  1 if it came; missing where not coded
        ch.Ensemble            forecast chance in the month
        risk.Ensemble          chance that the state is at risk at all

    First rows:

            country       date  irr.t  ch.Ensemble
        Afghanistan 2001-03-01      0     0.003129
        Afghanistan 2001-04-01      0     0.003335

    Known errors: States by name only. The outcome is wider than an irregular exit in Archigos:
    resignations under protest count.
    Source: Ward and Beger; Beger, Dorff and Ward 2016, International Journal of Forecasting 32(1); no
    open licence: free for research, cite the authors. The file may be had from: github
    andybega/ijf-ilc2014, replication/data/all_preds.rda at 51ebfac.
    Errors: see `Source.read`.
    """
    return sources()["ward_beger_changes"].read(folder, pinned=pinned)


def coupcast_events(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """CoupCast's risk in months with an event of the Cline list 1975-2020: one row an event.

    Columns:

        coup_id, cowcode, country, year, month, day, event_type   the event (Correlates of War)
        leader, government, gov_democracy   as REIGN had them
        pt_suc, pt_attempt     1 if Powell and Thyne have a success, an attempt in the month
        couprisk, pctile_risk  chance in the month; rank among all states in it, to 1.07

    First rows:

            country  year  month  pt_attempt  couprisk
        Afghanistan  1976     11           0  0.011497
        Afghanistan  1978      4           1  0.017000

    Known errors: Only months with an event, so neither a Brier score nor an average precision can be had.
    pctile_risk runs to 1.07.
    Source: One Earth Future, REIGN and CoupCast; no open licence: free for research, cite the authors.
    The file may be had from: github sjwan01/coups, data/merged/coup_data.csv at c25865c (rows with
    pctile_risk, 17 of 66 columns; cut).
    Errors: see `Source.read`.
    """
    return sources()["coupcast_events"].read(folder, pinned=pinned)
