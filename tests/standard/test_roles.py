"""Roles: one named style for each part that a paragraph can show."""

from __future__ import annotations

from gongwen.standard.roles import HEADING_ROLES, LEVEL_STYLE_NAMES, RETURNING_ROLES, Role


def test_every_role_has_a_style_name_of_its_own() -> None:
    names = [*(role.value for role in Role), *LEVEL_STYLE_NAMES]
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.startswith("公文") for name in names)


def test_9704_7_3_3_d_four_levels_have_four_styles_of_each_use() -> None:
    assert len(HEADING_ROLES) == len(LEVEL_STYLE_NAMES) == len(RETURNING_ROLES) == 4


def test_a_role_is_found_by_the_name_of_its_style() -> None:
    assert all(Role(role.value) is role and {role.value: role}[role] is role for role in Role)
