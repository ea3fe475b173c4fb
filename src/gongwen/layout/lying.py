"""What lies on a sheet that is turned: it keeps to the portrait page's type area, ink and rules alike (9704-8-a).

Lines of text leave half their leading free above and below, so a profile may begin them a little outside the type
area; a table that lies reaches to both ends of its measure with its rules.
"""

from __future__ import annotations

from gongwen.standard import figures
from gongwen.standard.profiles import Profile
from gongwen.standard.units import Length

__all__ = ["lying_margins", "lying_measure"]

_FOOT = figures.PAGE_HEIGHT.value - figures.TYPE_AREA_BOTTOM


def lying_margins(profile: Profile) -> tuple[Length, Length]:
    """The left and the right margin of a lying sheet, which are the portrait page's foot and top."""
    return max(profile.bottom, _FOOT), max(profile.top, figures.TYPE_AREA_TOP)


def lying_measure(profile: Profile) -> Length:
    """How long lines and tables are on a lying sheet.

    >>> from gongwen.standard.profiles import NATIONAL
    >>> round(lying_measure(NATIONAL).mm, 2)
    225.0
    """
    left, right = lying_margins(profile)
    return figures.PAGE_HEIGHT.value - left - right
