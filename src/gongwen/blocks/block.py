"""What a layout is made of: paragraphs with their positions, tables and pictures, in the order of the text.

Everything here is immutable and says *where* and *how large*, in lengths and characters; nothing says how a file
format writes it. Annotations are not postponed here: a named tuple would compile each of its hundred fields once more.
"""

from enum import Enum
from typing import NamedTuple, TypeAlias

from gongwen.standard.kinds import Form
from gongwen.standard.profiles import Face, Profile
from gongwen.standard.roles import Role
from gongwen.standard.units import ZERO, Length

__all__ = [
    "CHOSEN_BREAK",
    "LANDSCAPE",
    "OPENING",
    "PLAIN",
    "PORTRAIT",
    "Alignment",
    "Begin",
    "ColophonBlock",
    "ColophonRow",
    "JointMarkBlock",
    "Layout",
    "LayoutBlock",
    "PageRun",
    "PageTurn",
    "ParagraphBlock",
    "PictureBlock",
    "Placement",
    "Rule",
    "Run",
    "SealPlacement",
    "Tab",
    "TableBlock",
]

CHOSEN_BREAK = "\v"
"""A line break that the layout chose; one that the author typed is a line feed."""


class Alignment(str, Enum):
    """How the lines of a paragraph stand between its indents."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFIED = "both"


class Run(NamedTuple):
    """A stretch of text that departs from its paragraph: in typeface, language or spacing.

    ``level`` marks the heading of a numbered section (1–4), which names a character style. ``spread`` is put between
    its characters, so that names of several agencies come out equally wide.
    """

    text: str
    face: Face | None = None
    level: int = 0
    language: str | None = None
    spread: Length | None = None


class Rule(NamedTuple):
    """A line across the paragraph's width; a ``blank`` one only takes its room, for paper that has it already."""

    thickness: Length
    gap: Length = ZERO
    red: bool = False
    blank: bool = False


class Tab(NamedTuple):
    """A tab stop, from the left text margin; text after the tab begins, ends or is centred there."""

    position: Length
    align: Alignment = Alignment.LEFT


class Begin(str, Enum):
    """On which page a run of pages begins."""

    NEXT = "next"
    EVEN = "even"
    ODD = "odd"


class PageRun(NamedTuple):
    """Pages that are set up alike: how they lie, whether they are numbered, on which page they begin.

    ``first_number`` begins the page numbers anew; ``opens`` is the run that begins the document.
    """

    landscape: bool = False
    folio: bool = True
    begin: Begin = Begin.NEXT
    first_number: int | None = None
    opens: bool = False


class HeldRoom(NamedTuple):
    """Room that is held at the foot of the page on which the paragraph's character number ``at`` stands."""

    height: Length
    at: int = 0


class Placement(NamedTuple):
    """Where a paragraph departs from the format of its role; None leaves the role's own value."""

    space_before: Length | None = None
    line: Length | None = None
    left: Length | None = None
    right: Length | None = None
    hanging: Length | None = None
    align: Alignment | None = None
    tabs: tuple[Tab, ...] = ()
    size: Length | None = None
    scale: int | None = None
    rule_above: Rule | None = None
    rule_below: Rule | None = None
    keep_next: bool = False
    widow_control: bool = False
    held_room: HeldRoom | None = None
    page_break: bool = False
    closes: PageRun | None = None
    """The run of pages that ends with this paragraph."""
    break_words: bool = False
    """Whether a line may turn within a word of letters and digits, as one too long to be kept whole."""
    right_to_left: bool = False
    """Whether the paragraph is read from right to left; left and right are those of the page all the same."""


PLAIN = Placement()


class SealPlacement(NamedTuple):
    """A seal behind the text: its square, from the left text margin and from the top of the paragraph it presses."""

    data: bytes
    name: str
    description: str
    left: Length
    top: Length
    width: Length
    height: Length


class ParagraphBlock(NamedTuple):
    """A paragraph: its role, its text, and where it departs from the role's format.

    A run is a plain text where it looks as its paragraph does, and a :class:`Run` where it departs.
    """

    role: Role
    runs: tuple[Run | str, ...]
    placement: Placement = PLAIN
    seals: tuple[SealPlacement, ...] = ()

    @property
    def text(self) -> str:
        """The text of all runs."""
        text = ""
        for run in self.runs:
            text += run if type(run) is str else run[0]
        return text


class PictureBlock(NamedTuple):
    """A picture centred on a line of its own, at the size it is printed."""

    data: bytes
    name: str
    width: Length
    height: Length
    keep_next: bool


class JointMarkBlock(NamedTuple):
    """发文机关标志 of several agencies: names one under the other, equally wide, 文件 at the right of them all.

    ``top`` is the empty space above; ``left`` where the names begin, from the left text margin.
    """

    names: tuple[str, ...]
    spreads: tuple[Length, ...]
    suffix: str
    top: Length
    left: Length
    names_width: Length
    suffix_width: Length
    size: Length
    line: Length


class ColophonRow(NamedTuple):
    """A row of 版记: what it says, how many lines that takes, the rule above it."""

    paragraph: ParagraphBlock
    lines: int
    rule_above: Rule | None


class ColophonBlock(NamedTuple):
    """版记: rows in a box that stands at the foot of the last page and grows upwards with its text (9704-7.4).

    ``height`` is what rows and rules take, ``below`` the room from the last rule to the bottom margin.
    ``placement`` is that of the line without height which holds the box, the last one of its pages.
    """

    rows: tuple[ColophonRow, ...]
    rule_below: Rule | None
    height: Length
    below: Length
    placement: Placement = PLAIN


class TableBlock(NamedTuple):
    """A table as wide as its columns; what its header says is repeated on each page.

    ``typed`` says of each column whether its alignment was asked for or chosen here, ``landscape`` whether the author
    asked for a turned sheet, or for none. ``padding`` stands at the left and right of every cell.

    A row stays whole on its page, but for the ``divisible`` ones, which no page holds. A short table stands
    ``together`` on one page. ``air`` is the height of a blank row without rules above the header, repeated with it, so
    that the uppermost rule of every page is inside the type area. ``head_lines`` and ``row_lines`` say how many lines
    the header and the rows are high.
    """

    columns: tuple[Length, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alignments: tuple[Alignment, ...]
    typed: tuple[bool, ...]
    size: Length
    line: Length
    padding: Length
    head_lines: int
    row_lines: tuple[int, ...]
    divisible: frozenset[int] = frozenset()
    air: Length = ZERO
    keep_next: bool = False
    together: bool = False
    landscape: bool | None = None


class PageTurn(NamedTuple):
    """From here on the pages are set up otherwise. None are left in a finished layout: see ``Placement.closes``."""

    run: PageRun


LayoutBlock: TypeAlias = ParagraphBlock | TableBlock | PictureBlock | JointMarkBlock | ColophonBlock | PageTurn


OPENING = PageRun(opens=True)
"""The pages that most documents have: portrait, numbered, from the first to the last."""

PORTRAIT = PageRun()
LANDSCAPE = PageRun(landscape=True)


class Layout(NamedTuple):
    """A document laid out: blocks from the first line of the first page to 版记, for one profile and form.

    ``first_header`` stands above the text of page one (信函); ``remarks`` say in Chinese what the layout decided;
    ``last_run`` is the set-up of the last pages, of all of them where the pages are never turned.
    """

    profile: Profile
    form: Form
    blocks: tuple[LayoutBlock, ...]
    remarks: tuple[str, ...] = ()
    first_header: tuple[ParagraphBlock, ...] = ()
    last_run: PageRun = OPENING
    preprinted: bool = False
