"""Values set on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from gongwen.errors import Fault, InputError

__all__ = ["settings_of"]


def settings_of(settings: Iterable[str]) -> dict[str, str]:
    """The 要素 that ``--set 键=值`` sets, by the name typed. Raises :class:`~gongwen.InputError`.

    >>> settings_of(["印数=40"])
    {'印数': '40'}
    """
    overrides: dict[str, str] = {}
    for setting in settings:
        key, separator, value = setting.partition("=")
        if not separator or not key.strip():
            raise InputError(
                Fault("wrong-arguments", "--set 应写成 键=值", "如 --set 印数=40；值里有空格时加引号", value=setting)
            )
        overrides[key.strip()] = value
    return overrides
