"""The shape of what ``gongwen batch --json`` prints, as types and as JSON Schema.

Two objects: a report of what became of the rows, or the faults alone when nothing was made.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import NotRequired, TypedDict

__all__ = ["FaultData", "PreviewData", "RefusedData", "ReportData", "batch_schema"]

_CLOSED = ConfigDict(extra="forbid")
_Count = Annotated[int, Field(ge=0)]


@with_config(_CLOSED)
class FaultData(TypedDict):
    """一处毛病：代码不变，说明和办法是给人看的中文。"""

    code: Annotated[str, Field(description="毛病的代码，不随版本改变，如 missing-value", pattern="^[a-z]+(-[a-z]+)*$")]
    message: Annotated[str, Field(description="什么毛病")]
    cure: Annotated[str, Field(description="怎么办")]
    field: NotRequired[Annotated[str, Field(description="公文的哪一个要素")]]
    value: NotRequired[Annotated[str, Field(description="写的是什么")]]
    allowed: NotRequired[Annotated[str, Field(description="可以写什么")]]
    file: NotRequired[Annotated[str, Field(description="哪个文件、工作表，或哪个选项")]]
    line: NotRequired[Annotated[int, Field(description="源文件的第几行", ge=1)]]
    row: NotRequired[Annotated[int, Field(description="表的第几行，与表格软件显示的行号相同", ge=1)]]
    column: NotRequired[Annotated[str, Field(description="表的哪一列（列名）")]]


@with_config(_CLOSED)
class PreviewData(TypedDict):
    """--dry-run 时，一行会成为什么。"""

    row: Annotated[int, Field(description="表的第几行", ge=1)]
    name: Annotated[str, Field(description="文件名")]
    number: Annotated[str, Field(description="发文字号，没有的为空")]
    title: Annotated[str, Field(description="标题")]


@with_config(_CLOSED)
class ReportData(TypedDict):
    """各行成了什么：rows = written + unchanged + refused + left。"""

    folder: Annotated[str, Field(description="公文所在的文件夹")]
    rows: Annotated[_Count, Field(description="表里有几行")]
    written: Annotated[_Count, Field(description="这次写出的份数")]
    unchanged: Annotated[_Count, Field(description="早已做好、原样未动的份数")]
    refused: Annotated[_Count, Field(description="有毛病没有做的份数")]
    left: Annotated[_Count, Field(description="还没做的份数：只检查（--dry-run），或中断了")]
    interrupted: Annotated[bool, Field(description="是否中断了；是则加 --resume 接着做")]
    key: Annotated[str, Field(description="靠哪一列认行；空的是靠整行的内容")]
    faults: Annotated[list[FaultData], Field(description="没有做的行和文件各有什么毛病")]
    remarks: Annotated[list[str], Field(description="值得知道的事，不妨碍制发")]
    outputs: Annotated[dict[str, str], Field(description="清单、压缩包等，名称对文件")]
    pages: NotRequired[Annotated[_Count, Field(description="各份公文共有几页（--pages）")]]
    sheets: NotRequired[Annotated[_Count, Field(description="各份双面印一份，共要几张纸（--pages）")]]
    preview: Annotated[list[PreviewData], Field(description="--dry-run 时头几行会成为什么")]


@with_config(_CLOSED)
class RefusedData(TypedDict):
    """什么也没有做：毛病一次列全。"""

    faults: Annotated[list[FaultData], Field(min_length=1)]


def batch_schema() -> dict[str, Any]:
    """The JSON Schema of both objects.

    >>> [variant["$ref"] for variant in batch_schema()["anyOf"]]
    ['#/$defs/ReportData', '#/$defs/RefusedData']
    """
    adapter: TypeAdapter[ReportData | RefusedData] = TypeAdapter(ReportData | RefusedData)
    return {"title": "gongwen batch --json", **adapter.json_schema()}
