"""The best lawful sequence of roles, by dynamic programming, and how much better it is than the second best.

In: the features of every line. Out: for every line its role, the margin to the best sequence in which the line has
another role, and that other role. Linear in the number of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongwen.recognition.features import Seen
from gongwen.recognition.roles import FOLLOWERS, GATES, GOES_ON, START, Role

__all__ = ["Assigned", "assign"]

_FLOOR = -1e9


class Assigned(NamedTuple):
    """A line's role, the second choice, and the margin between them (large where there is no second)."""

    role: Role
    second: Role | None
    margin: float


def scores_of(features: Sequence[str]) -> dict[Role, float]:
    """What the features of a line say for each role that any of them speaks for.

    >>> scores = scores_of(["any", "short", "kind at the end", "about"])
    >>> max(scores, key=scores.get).name
    'TITLE'
    """
    scores: dict[Role, float] = {}
    against: dict[Role, float] = {}
    for name in features:
        for role, weight in GATES[name]:
            if role in scores:
                scores[role] += weight
            elif weight > 0 or name == "any":
                scores[role] = weight + against.pop(role, 0.0)
            else:
                against[role] = against.get(role, 0.0) + weight
    for role, of in GOES_ON.items():
        if role in scores:
            scores[role] += scores[of]
    return scores


def assign(seen: Sequence[Seen]) -> list[Assigned]:
    """The role of every line."""
    if not seen:
        return []
    emissions = [scores_of(one.features) for one in seen]
    forward: list[dict[Role, float]] = []
    came_from: list[dict[Role, Role | None]] = []
    previous: dict[int, float] = {START: 0.0}
    for scores in emissions:
        reached: dict[Role, float] = {}
        origin: dict[Role, Role | None] = {}
        for before, total in previous.items():
            followers = FOLLOWERS[before]
            for role, score in scores.items():
                cost = followers.get(role)
                if cost is None:
                    continue
                value = total + score - cost
                if value > reached.get(role, _FLOOR):
                    reached[role] = value
                    origin[role] = None if before == START else Role(before) if not isinstance(before, Role) else before
        if not reached:  # nothing lawful: go on as text, at a price
            best = max(previous, key=lambda role: previous[role])
            reached[Role.BODY] = previous[best] - _UNLAWFUL
            origin[Role.BODY] = None if best == START else Role(best)
        forward.append(reached)
        came_from.append(origin)
        previous = dict(reached)
    backward = _backward(emissions, forward)
    roles: list[Role] = []
    role: Role | None = max(forward[-1], key=lambda one: forward[-1][one])
    for origin in reversed(came_from):
        assert role is not None
        roles.append(role)
        role = origin[role]
    roles.reverse()
    assigned: list[Assigned] = []
    for chosen, ahead, behind in zip(roles, forward, backward, strict=True):
        best = ahead[chosen] + behind[chosen]
        second, second_best = None, _FLOOR
        for other, value in ahead.items():
            if other is not chosen and value + behind[other] > second_best:
                second, second_best = other, value + behind[other]
        assigned.append(Assigned(chosen, second, best - second_best))
    return assigned


_UNLAWFUL = 20.0


def _backward(emissions: Sequence[dict[Role, float]], forward: Sequence[dict[Role, float]]) -> list[dict[Role, float]]:
    """The best that can still come after each role of each line."""
    behind: list[dict[Role, float]] = [dict.fromkeys(forward[-1], 0.0)]
    for index in range(len(forward) - 2, -1, -1):
        following, scores = behind[-1], emissions[index + 1]
        values: dict[Role, float] = {}
        for role in forward[index]:
            followers = FOLLOWERS[role]
            best = _FLOOR
            for after, value in following.items():
                cost = followers.get(after)
                if cost is not None:
                    total = value + scores.get(after, -_UNLAWFUL) - cost
                    best = max(best, total)
            values[role] = best
        behind.append(values)
    behind.reverse()
    return behind
