"""The best lawful sequence of roles, by dynamic programming, and how much better it is than the second best.

In: the features of every line. Out: for every line its role, the margin to the best sequence in which the line has
another role, and that other role. Linear in the number of lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from gongwen.recognition.features import Seen
from gongwen.recognition.roles import FOLLOWERS, GATES, GOES_ON, START, Role

__all__ = ["Assigned", "assign"]

_FLOOR = -1e9
_NO_ROLES: frozenset[Role] = frozenset()
# Plain dictionaries: these are asked some hundred times a line. None stands before the first line.
_COSTS: dict[Role | None, dict[Role, float]] = {
    **{role: dict(FOLLOWERS[role]) for role in Role},
    None: dict(FOLLOWERS[START]),
}


class Assigned(NamedTuple):
    """A line's role, the second choice, and the margin between them (large where there is no second)."""

    role: Role
    second: Role | None
    margin: float


@lru_cache(maxsize=4096)
def scores_of(features: tuple[str, ...]) -> dict[Role, float]:
    """What the features of a line say for each role that any of them speaks for; not to be changed by the caller.

    >>> scores = scores_of(("any", "short", "kind at the end", "about"))
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


def assign(seen: Sequence[Seen], *, after: Role | None = None, without: frozenset[Role] = _NO_ROLES) -> list[Assigned]:
    """The role of every line; ``after`` is that of the line before the first, no line has one ``without``."""
    if not seen:
        return []
    emissions = [scores_of(tuple(one.features)) for one in seen]
    if without:
        emissions = [{role: score for role, score in scores.items() if role not in without} for scores in emissions]
    forward = _forward(emissions, after)
    assigned: list[Assigned] = []
    ahead = forward[-1]
    chosen = max(ahead, key=ahead.__getitem__)
    behind: dict[Role, float] = dict.fromkeys(ahead, 0.0)
    for index in range(len(forward) - 1, -1, -1):
        ahead = forward[index]
        best = ahead[chosen] + behind[chosen]
        second, second_best = None, _FLOOR
        for other, value in ahead.items():
            if other is not chosen and value + behind[other] > second_best:
                second, second_best = other, value + behind[other]
        assigned.append(Assigned(chosen, second, best - second_best))
        if index:
            behind = _backward(forward[index - 1], emissions[index], behind)
            chosen = _came_from(forward[index - 1], chosen)
    assigned.reverse()
    return assigned


_UNLAWFUL = 20.0


def _forward(emissions: Sequence[dict[Role, float]], after: Role | None) -> list[dict[Role, float]]:
    """The best that can have come up to each role of each line."""
    forward: list[dict[Role, float]] = []
    previous: Mapping[Any, float] = {after: 0.0}
    for scores in emissions:
        reached: dict[Role, float] = {}
        followers = [(total, _COSTS[before]) for before, total in previous.items()]
        for role, score in scores.items():
            best = _FLOOR
            for total, costs in followers:
                cost = costs.get(role)
                if cost is not None and total - cost > best:
                    best = total - cost
            if best > _FLOOR:
                reached[role] = best + score
        if not reached:  # nothing lawful: go on as text, at a price
            reached[Role.BODY] = max(previous.values()) - _UNLAWFUL
        forward.append(reached)
        previous = reached
    return forward


def _came_from(previous: Mapping[Role, float], role: Role) -> Role:
    """The role of the line before on the best way to a role."""
    lawful = {before: total - _COSTS[before][role] for before, total in previous.items() if role in _COSTS[before]}
    ways = lawful or previous
    return max(ways, key=ways.__getitem__)


def _backward(
    before: Mapping[Role, float], scores: Mapping[Role, float], behind: Mapping[Role, float]
) -> dict[Role, float]:
    """The best that can still come after each role of a line, from the scores of the next one and what comes after."""
    ahead = [(after, value + scores.get(after, -_UNLAWFUL)) for after, value in behind.items()]
    values: dict[Role, float] = {}
    for role in before:
        costs = _COSTS[role]
        best = _FLOOR
        for after, value in ahead:
            cost = costs.get(after)
            if cost is not None and value - cost > best:
                best = value - cost
        values[role] = best
    return values
