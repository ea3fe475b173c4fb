"""The parts of a document besides its body: attachments, seals, the title in a second script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, field_validator, model_validator

from gongwen.errors import packages_needed
from gongwen.model.base import Value
from gongwen.model.body import BlockGiven, Blocks
from gongwen.model.image import ImageFacts, image_facts, shared_picture
from gongwen.model.values import Agencies, AgencyList, DateValue, Day, Line, without_brackets

__all__ = ["Attachment", "IssuedDocument", "Seal", "Title", "Translation", "checked_title", "split_title"]

LONGEST_TITLE = 150
SMALLEST_SEAL_MM, LARGEST_SEAL_MM = 20, 60


def checked_title(text: str) -> str:
    """A title in one line. Raises ``ValueError`` for one that is blank or far too long."""
    stripped = "".join(text.split("\n"))
    if not stripped.strip():
        raise ValueError("标题不能为空")
    if len(stripped) > LONGEST_TITLE:
        raise ValueError(f"标题有 {len(stripped)} 字，超过 {LONGEST_TITLE} 字；请缩短，细节写进正文")
    return stripped


Title = Annotated[Line, AfterValidator(checked_title)]


def split_title(text: str) -> tuple[str, tuple[int, ...]]:
    """A title typed on several lines is one title and the places where its lines break.

    >>> split_title("青山镇人民政府\\n关于做好春耕工作的通知")
    ('青山镇人民政府关于做好春耕工作的通知', (7,))
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    breaks: list[int] = []
    for line in lines[:-1]:
        breaks.append((breaks[-1] if breaks else 0) + len(line))
    return "".join(lines), tuple(breaks)


class TitledValue(Value):
    """A value with a title that may have been typed on several lines."""

    title: Title = Field(description="标题；写成几行时，换行处就是断行处")
    title_breaks: tuple[int, ...] = Field(default=(), description="标题断行处（前面的字数）；空则由程序断行")

    @model_validator(mode="before")
    @classmethod
    def _lines_of_title(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("title"), str) and "\n" in value["title"]:
            title, breaks = split_title(value["title"])
            return {**value, "title": title, "title_breaks": value.get("title_breaks") or breaks}
        return value

    def _kept_beside(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        kept = super()._kept_beside(changes)
        if "title" in changes:
            kept.pop("title_breaks", None)  # they are those of the title before
        return kept

    @field_validator("title_breaks")
    @classmethod
    def _breaks_lie_inside(cls, breaks: tuple[int, ...], info: Any) -> tuple[int, ...]:
        title = info.data.get("title")
        if title is not None and list(breaks) != sorted(set(breaks) & set(range(1, len(title)))):
            raise ValueError(f"断行处应是 1 到 {len(title) - 1} 之间由小到大的数")
        return breaks


class Attachment(TitledValue):
    """附件: a title and blocks like those of the body. Its number follows from its place.

    One without a body is only announced in 附件说明 and has no page. One that is bound ``apart`` carries 发文字号
    before its label and numbers its own pages (9704-7.3.7-g).

    >>> Attachment(title="收购任务分配表", body=["各村任务见表。"]).body[0].text
    '各村任务见表。'
    """

    body: Blocks = Field(default=(), description="附件的正文；空则只列在附件说明里")
    apart: bool = Field(default=False, description="另附：不与正文一起装订")

    if TYPE_CHECKING:

        def __init__(
            self, *, title: str, title_breaks: Sequence[int] = (), body: Sequence[BlockGiven] = (), apart: bool = False
        ) -> None: ...


class IssuedDocument(TitledValue):
    """印发件: the rules, plan or document that a notice issues or forwards, carried after its signature.

    It is no attachment: it has a page of its own, no label, and no line in 附件说明 (WZ-08).

    >>> IssuedDocument(title="秋粮收购办法", remark="（9月1日镇政府会议通过）", body=["第一条 为规范收购。"]).remark
    '9月1日镇政府会议通过'
    """

    remark: Line | None = Field(default=None, description="题注，如 2026年3月1日县人民政府常务会议通过；不写括号")
    recipients: AgencyList = Field(default=(), description="原件的主送机关")
    body: Blocks = Field(min_length=1)
    signatories: AgencyList = Field(default=(), description="原件的署名")
    date: DateValue | None = Field(default=None, description="原件的成文日期")

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            title: str,
            title_breaks: Sequence[int] = (),
            remark: str | None = None,
            recipients: Agencies = (),
            body: Sequence[BlockGiven],
            signatories: Agencies = (),
            date: Day | None = None,
        ) -> None: ...

    @field_validator("remark")
    @classmethod
    def _without_brackets(cls, remark: str | None) -> str | None:
        return without_brackets(remark)


class Seal(Value):
    """印章: a picture of the seal, or only the room to stamp one on paper.

    The agency is the one of the signature at the same place; ``diameter`` is the seal's own, in millimetres.

    >>> Seal(diameter=42).facts is None  # room to stamp one
    True
    """

    name: Line = Field(default="印章", description="图片文件名或说明")
    data: bytes | None = Field(default=None, description="印章图片；空则只留出盖章的位置")
    diameter: float | None = Field(
        default=None, ge=SMALLEST_SEAL_MM, le=LARGEST_SEAL_MM, description="印章直径（毫米）"
    )

    @field_validator("data")
    @classmethod
    def _is_picture(cls, data: bytes | None) -> bytes | None:
        return None if data is None else shared_picture(data)

    @property
    def facts(self) -> ImageFacts | None:
        """Format and size of the picture, if there is one."""
        return None if self.data is None else image_facts(self.data)


class Translation(Value):
    """Title, issuer and date once more in a second script (9704-1-c); the date is written by CLDR for the locale.

    >>> Translation(locale="za", title="Gvanhyi sou haeux", issuer="Sizgiuz Yinzminz Cwngfuj").locale
    'za'
    """

    locale: Line = Field(description="CLDR 语言代码，如 bo（藏文）、mn（蒙古文）、ug（维吾尔文）")
    title: Line = Field(min_length=1)
    issuer: Line = Field(min_length=1)

    @field_validator("locale")
    @classmethod
    def _known_to_cldr(cls, locale: str) -> str:
        with packages_needed():
            from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and only two-script documents need it

        try:
            return str(Locale.parse(locale.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            raise ValueError("不认识的语言代码；藏文写 bo，维吾尔文 ug，蒙古文 mn，彝文 ii，壮文 za") from None
