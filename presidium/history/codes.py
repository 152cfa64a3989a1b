"""What do the small integers on the board mean?

Codes are fixed: results on disk and golden histories hold them.  Never reuse a number.
"""

#: The month that never comes.
NEVER = 30_000

# Standing in the ruling body.
OUTSIDE, BENCH, CANDIDATE, FULL = range(4)

# How a full membership ended.
NO_FALL, BY_SHOWDOWN, BY_RESHUFFLE = range(3)

# Sides in a showdown.
DEFEND, NEUTRAL, OUST = -1, 0, 1

# Mechanism ids: one word of the address of every draw.
PARAMETER = 1
PERSONAL = 2
AMBITION = 3
STANCE = 4
TIE = 5
TIE_NOISE = 6
WORTH = 7
EFFECT_SIZE = 8
EVENT_CHANCE = 9
LIFETIME = 10
CLIENT_END = 11
DOMAIN_WEIGHT = 12
SALIENCE = 13
SHOCK = 20
DECISION = 21
RESHUFFLE = 30
RESHUFFLE_VOTE = 31
LAUNCH = 40
MISJUDGEMENT = 41
LEAK = 42
MOOD = 50
SIDE = 51
FORCE = 52
FATE = 60
REPRISAL = 61
APPOINTMENT = 70
JOINING_VOTE = 71
ENTRY = 80
WORLD_NUMBER = 14
QUARREL = 82
REPLACEMENT = 83
UNREST = 84
PLEDGE = 85
TROOPS = 86
CRISIS_END = 87
CONTROL_TIES = 90
CONTROL_POSTS = 91
CONTROL_ACTS = 92

# Kinds of effect; from EFFECT_ORTHODOXY on they touch the world outside.
(
    EFFECT_BLAME,
    EFFECT_TIE,
    EFFECT_STANCE,
    EFFECT_HARM,
    EFFECT_HARSHNESS,
    EFFECT_ABSENCE,
    EFFECT_WORTH,
    EFFECT_NEUTRAL,
    EFFECT_CLOSED,
    EFFECT_BUREAU_SIZE,
    EFFECT_ORTHODOXY,
    EFFECT_UNREST,
    EFFECT_TENSION,
    EFFECT_CRISIS,
) = range(14)

# Whom an effect or a guard means, where it is not a person's number.
THE_LEADER, THE_DECIDER, NOBODY = -2, -3, -1

# Holders of a post who are no person: nobody will do this month; somebody whom the scenario does not list.
UNFILLED, UNLISTED = -2, -3

# Kinds of guard.
(
    GUARD_HAPPENED,
    GUARD_NOT_HAPPENED,
    GUARD_HELD_BY,
    GUARD_NOT_HELD_BY,
    GUARD_FILLED,
    GUARD_ABOVE,
    GUARD_BELOW,
    GUARD_QUARREL,
    GUARD_BETWEEN_ABOVE,
    GUARD_BETWEEN_BELOW,
    GUARD_SHARE_ABOVE,
    GUARD_SHARE_BELOW,
    GUARD_AFTER,
) = range(13)

# Kinds of turn in the world outside.
(
    TURN_BEGIN,
    TURN_SIZE,
    TURN_ORTHODOXY,
    TURN_NO_ORTHODOXY,
    TURN_REACH,
    TURN_STRUCTURE,
    TURN_STRUCTURE_ENDS,
    TURN_ACT,
) = range(8)

# Entries of the chronicle: (month, code, a, b, c, d).
LOG_APPOINTED = 1  # person, post, -, -
LOG_JOINED = 2  # person, post, votes for, votes against
LOG_JOIN_REFUSED = 3  # person, post, votes for, votes against
LOG_BETRAYED = 4  # plotter, target, -, -
LOG_SHOWDOWN = 5  # initiator, target, votes for, votes against
LOG_APPEALED = 6  # who appealed, against whom, -, -
LOG_FORCE = 7  # winner, loser, -, -
LOG_REMOVED = 8  # initiator, target, candidate, -
LOG_FAILED = 9  # initiator, target, -, -
LOG_FATE = 10  # person, fate, cause, -
LOG_DROPPED = 11  # person, leader, fate, -
LOG_DROP_REFUSED = 12  # person, leader, -, -
LOG_DIED = 13  # person, age, -, -
LOG_ENTERED = 14  # person, standing (BENCH: left a body made smaller), -, -
LOG_SHOCK = 15  # event, -, -, -
LOG_DECISION = 16  # event, decider, -, -
LOG_BREAK = 17  # pole, pole, -, -
LOG_MENDED = 18  # pole, pole, -, -
LOG_SIDES = 19  # state, pole or -1, -, -
LOG_LEADER_REPLACED = 20  # state, pole, -, -
LOG_UNREST = 21  # client, -, -, -
LOG_TROOPS = 22  # client, leader at home or -1, -, -
LOG_LEFT_ALONE = 23  # client, whether it is lost, -, -
LOG_CRISIS = 24  # crisis, end, -, -
