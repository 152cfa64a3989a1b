"""What does the flagship case look like in a large run, beside its bands and its negative controls?

    python benchmarks/figures.py [HISTORIES] [SEED]

Everything here is in sample: the case and the starting values were written by people who know how it ended.
"""

import sys

import numpy as np

import presidium
from presidium.judgement.control import control, permuted_positions, permuted_posts, shuffled_ties
from presidium.judgement.outcome import answered
from presidium.judgement.summary import shape
from presidium.scenario.build import build

CASE = "soviet-1953"
CONTROL_HISTORIES = 8_000


def quiet(case: presidium.Scenario) -> presidium.Scenario:
    """The case without any shock or decision."""
    tree = {**case.tree, "whatif": {}, "claims": {}}
    tree["events"] = {name: event for name, event in tree["events"].items() if event["kind"] == "outcome"}
    made, findings = build(tree)
    if made is None:
        raise SystemExit(str(findings[0]))
    return made


def line(name: str, value: str, band: str = "") -> None:
    print(f"{name:<62}{value:>12}   {band}")


def main() -> None:
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1953
    case = presidium.load(CASE)
    run = presidium.simulate(case, histories=histories, seed=seed)
    board, rows = run.board, run.rows
    shares = [{answer.value: answer.probability for answer in asked.answers()} for asked in run.answered]
    figures = shape(board, rows)
    first = max(shares[0], key=shares[0].__getitem__)
    holder = max(shares[1], key=shares[1].__getitem__)
    khrushchev = board.people.index("khrushchev")
    was_first = rows["chief_holder"][:, board.chiefs.index("first-secretary"), 57] == khrushchev
    later = rows["fell"][:, khrushchev] > 57
    print(f"{CASE}, {histories} histories, seed {seed}, digest {case.digest[:12]}")
    line("likeliest of the five heirs to fall first", first, "beria")
    line("  Beria falls first", f"{shares[0]['beria']:.3f}", ".33 to .85")
    line("likeliest first secretary at the end of 1957", holder, "khrushchev")
    line("  its share", f"{shares[1][holder]:.3f}")
    line("Khrushchev falls 1958-64", f"{shares[2]['yes']:.3f}", ".2 to .7")
    line(
        "  of the histories in which he is first secretary at the end of 1957",
        f"{later[was_first].mean():.3f}",
    )
    line("showdowns in a history", f"{figures.showdowns:.2f}", "3 to 7")
    line("plots that struck: share that succeed", f"{figures.success:.3f}", ".35 to .70")
    line("  attacks on the leader", f"{figures.leader_success:.3f}")
    line(
        "  all showdowns, betrayed plots counted as failures",
        f"{rows['showdowns_won'].sum() / rows['showdowns'].sum():.3f}",
    )
    line("exits of full members in a history", f"{figures.exits:.2f}", "7 to 16")
    line("an execution of a full member after 1953", f"{figures.late_execution:.3f}", "under .2")
    calm = presidium.simulate(quiet(case), histories=max(histories // 2, 1), seed=seed)
    line(
        "removal of the leader in a quiet year",
        f"{shape(calm.board, calm.rows).leader_removals:.4f}",
        ".01 to .06",
    )
    bare = run.hindsight()
    blind = {answer.value: answer.probability for answer in bare.other.answered[0].answers()}
    line("Beria falls first, without what is marked hindsight", f"{blind.get('beria', 0.0):.3f}")
    for name, scramble, band in (
        ("ties shuffled", shuffled_ties, "lower by .1"),
        ("posts permuted", permuted_posts, "lower by .25"),
        ("posts and personal resources permuted", permuted_positions, ""),
    ):
        asked = answered(
            board, control(board, scramble, seed, CONTROL_HISTORIES, turns=16), case.questions[0]
        )
        share = float(np.mean(asked.taken == asked.values.index("beria")))
        line(
            f"Beria falls first, {name}",
            f"{share:.3f}",
            f"{band}  (lower by {shares[0]['beria'] - share:.3f})",
        )


if __name__ == "__main__":
    main()
