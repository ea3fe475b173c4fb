"""How much the server takes, how long it waits and how much it does at once: every limit with its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from gongwen.errors import Fault, GongwenError

__all__ = ["LIMITS", "Limit", "Limits", "RefusedError", "refusal"]

_MB = 1024 * 1024


class Limits(NamedTuple):
    """The figures; :data:`LIMITS` says what each means."""

    body: int = 64 * _MB
    held: int = 384 * _MB
    requests: int = 256
    files: int = 60
    silence: float = 20.0
    receiving: float = 120.0
    answer: float = 60.0
    batches: int = 2

    def to_dict(self) -> dict[str, Any]:
        """The limits by name, for whoever wants to know before asking."""
        return {name: {"value": value, "says": LIMITS[name].says} for name, value in self._asdict().items()}


class Limit(NamedTuple):
    """What a limit bounds, the status of an answer that it refuses, and the fault."""

    says: str
    status: int
    code: str
    message: str
    cure: str


LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "body": Limit(
            "一次请求最多多少字节",
            413,
            "request-too-large",
            "传来的内容太大",
            "把图片压小，或分几次传",
        ),
        "held": Limit(
            "各人同时传来的内容合计最多多少字节",
            503,
            "server-full",
            "这时传来的内容太多，放不下",
            "过几秒再试",
        ),
        "requests": Limit(
            "同时处理多少个请求",
            503,
            "server-busy",
            "这时请求太多",
            "过几秒再试",
        ),
        "files": Limit(
            "一次请求最多几个文件",
            413,
            "too-many-files",
            "一次传的文件太多",
            "分几次传",
        ),
        "silence": Limit(
            "传内容时最多停多少秒",
            408,
            "request-stalled",
            "内容传到一半停住了",
            "检查网络，重新传",
        ),
        "receiving": Limit(
            "传完一次请求最多用多少秒",
            408,
            "request-too-slow",
            "内容传得太慢",
            "换个快的网络，或把内容分小",
        ),
        "answer": Limit(
            "做一件事最多用多少秒",
            503,
            "work-too-long",
            "这份内容太复杂，没有在时限里做完",
            "分成几份；成批的用“批量”",
        ),
        "batches": Limit(
            "同时做几批",
            429,
            "too-many-batches",
            "已有几批在做",
            "等一批做完，或停下一批",
        ),
    }
)


class RefusedError(GongwenError):
    """A request that the server itself refuses; ``status`` is that of the answer."""

    def __init__(self, faults: Any, status: int = 400) -> None:
        super().__init__(faults)
        self.status = status

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.faults, self.status))


def refusal(name: str, limits: Limits) -> RefusedError:
    """What is said to a request that goes beyond a limit.

    >>> print(refusal("body", Limits()))
    传来的内容太大；可用：body，64 MB。处理：把图片压小，或分几次传
    """
    limit, value = LIMITS[name], getattr(limits, name)
    shown = f"{value // _MB} MB" if name in ("body", "held") and value >= _MB else f"{value:g}"
    return RefusedError(Fault(limit.code, limit.message, limit.cure, allowed=f"{name}，{shown}"), limit.status)
