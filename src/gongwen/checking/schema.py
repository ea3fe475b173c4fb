"""The shape of what ``gongwen check --format json`` prints, as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import NotRequired, TypedDict

__all__ = ["FaultData", "FileData", "FindingData", "PlaceData", "ReportsData", "check_schema"]

_CLOSED = ConfigDict(extra="forbid")


@with_config(_CLOSED)
class PlaceData(TypedDict):
    """在文件的什么地方。"""

    part: Annotated[str, Field(description="部件，如 word/document.xml、word/footer1.xml")]
    paragraph: NotRequired[Annotated[int, Field(description="部件里的第几段，表格、文本框里的也数", ge=1)]]
    element: NotRequired[Annotated[str, Field(description="这一段是什么要素")]]
    page: NotRequired[Annotated[int, Field(description="第几面；--render 时才有", ge=1)]]
    mm: NotRequired[Annotated[float, Field(description="距这一面上边多少毫米；--render 时才有")]]


@with_config(_CLOSED)
class FindingData(TypedDict):
    """一处不合规定。"""

    rule: Annotated[str, Field(description="规则的编号，用 gongwen rules 编号 看解释")]
    name: Annotated[str, Field(description="规则说什么")]
    severity: Annotated[Literal["必须", "一般", "推荐", "实务"], Field(description="强度")]
    clause: Annotated[str, Field(description="依据的条款")]
    message: Annotated[str, Field(description="哪里不对")]
    text: Annotated[str, Field(description="原文的字句")]
    found: Annotated[str, Field(description="查到的值，没有的为空")]
    required: Annotated[str, Field(description="应有的值，没有的为空")]
    cure: Annotated[str, Field(description="怎么改")]
    place: PlaceData
    fix: Annotated[Literal["safe", "none"], Field(description="能不能由程序改：safe 能")]
    also: NotRequired[Annotated[list[str], Field(description="说同一件事的其他条目")]]
    others: NotRequired[Annotated[list[PlaceData], Field(description="同样的还有哪些段")]]


@with_config(_CLOSED)
class FaultData(TypedDict):
    """文件为什么查不成。"""

    code: str
    message: str
    cure: str


@with_config(_CLOSED)
class FileData(TypedDict):
    """一个文件查出了什么。"""

    file: Annotated[str | None, Field(description="文件的路径")]
    official: Annotated[bool, Field(description="像不像公文；不像的只查各种文字都要守的规则")]
    findings: list[FindingData]
    departures: Annotated[list[FindingData], Field(description="单位自己的版面与标准不同的地方")]
    faults: NotRequired[Annotated[list[FaultData], Field(description="查不成的原因")]]


@with_config(_CLOSED)
class ReportsData(TypedDict):
    """gongwen check 的结果。"""

    version: Annotated[Literal[1], Field(description="这种格式的版本")]
    files: list[FileData]


def check_schema() -> dict[str, Any]:
    """The JSON Schema of a report.

    >>> sorted(check_schema()["properties"])
    ['files', 'version']
    """
    schema = TypeAdapter(ReportsData).json_schema()
    return {**schema, "title": "gongwen check --format json"}
