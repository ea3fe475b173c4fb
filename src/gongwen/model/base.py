"""What all values of the model have in common: immutable, strict about names, Chinese about faults."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from typing_extensions import dataclass_transform

from gongwen.errors import InputError
from gongwen.model.faults import faults_of

__all__ = ["Value", "with_valid", "without_plugins"]

_V = TypeVar("_V", bound="Value")


def with_valid(value: _V, **valid: Any) -> _V:
    """A value with other fields that are known to be valid: the quick way of :meth:`Value.evolve`, for a loop of ours.

    >>> from gongwen.model import Paragraph
    >>> with_valid(Paragraph(text="春耕在即。"), text="汛期将至。")
    Paragraph(type='paragraph', text='汛期将至。')
    """
    made = _NEW(value.__class__)
    fields = made.__dict__
    fields |= value.__dict__
    fields |= valid
    _PUT_FIELDS_SET(made, value.__pydantic_fields_set__)
    _PUT_EXTRA(made, None)
    _PUT_PRIVATE(made, None)
    return made


def _unpacked(kind: type[_V], fields: dict[str, Any], given: set[str]) -> _V:
    """A value as it was packed: of what pydantic packs, what differs between two values of ours."""
    made = _NEW(kind)
    made.__dict__.update(fields)
    _PUT_FIELDS_SET(made, given)
    _PUT_EXTRA(made, None)
    _PUT_PRIVATE(made, None)
    return made


# A frozen model takes attributes from nobody; these are the ones that pydantic's own copy sets, set without asking it.
_NEW = object.__new__
_PUT_FIELDS_SET, _PUT_EXTRA, _PUT_PRIVATE = (
    vars(BaseModel)[name].__set__ for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    # pydantic keeps the name of its metaclass private.
    ModelMetaclass = type(BaseModel)


# pydantic asks this module of its own for the plugins of installed packages whenever a class is built.
_LOADER_OF_PLUGINS = "pydantic.plugin._loader"
_NO_PLUGINS = ModuleType(_LOADER_OF_PLUGINS)
vars(_NO_PLUGINS)["get_plugins"] = tuple


@contextmanager
def without_plugins() -> Iterator[None]:
    """What is built meanwhile has no plugins: to look for them, pydantic loads Python's room for e-mail and reads the
    metadata of every installed package, a tenth of the time to a first document. Other people's models get theirs as
    ever."""
    loader = sys.modules.get(_LOADER_OF_PLUGINS)
    sys.modules[_LOADER_OF_PLUGINS] = _NO_PLUGINS
    try:
        yield
    finally:
        if loader is None:
            del sys.modules[_LOADER_OF_PLUGINS]
        else:
            sys.modules[_LOADER_OF_PLUGINS] = loader


# For a checker: every value is frozen, and made by the names of its fields.
@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class _FaultsInChinese(ModelMetaclass):
    """Makes ``Document(...)`` in a script fail with :class:`~gongwen.InputError`, not pydantic's English.

    Only calls from Python come through here; inside a validation pydantic collects the faults itself.
    """

    if not TYPE_CHECKING:  # a checker sees the signature of each class, and so the names that are not there

        def __new__(mcs, *arguments: Any, **named: Any) -> Any:
            with without_plugins():
                return super().__new__(mcs, *arguments, **named)

        def __call__(self, *arguments: Any, **data: Any) -> Any:
            try:
                return super().__call__(*arguments, **data)
            except ValidationError as error:
                raise InputError(faults_of(error)) from None


class Value(BaseModel, metaclass=_FaultsInChinese):
    """Base of the model's types. Making one from unusable data raises :class:`~gongwen.InputError` with all faults."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ser_json_bytes="base64",
        val_json_bytes="base64",
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed for another process, thousands at a time in a batch: half as long as pydantic takes."""
        return _unpacked, (self.__class__, self.__dict__, self.__pydantic_fields_set__)

    def evolve(self: _V, **changes: Any) -> _V:
        """The same value with some fields otherwise, read and checked as a new one is; what follows from them follows.

        Raises :class:`~gongwen.InputError` for unknown names and unusable values, with every fault.

        >>> from gongwen.model import Paragraph
        >>> Paragraph(text="春耕在即。").evolve(text="汛期将至。")
        Paragraph(type='paragraph', text='汛期将至。')
        """
        return self.read({**self._kept_beside(changes), **changes})

    def _kept_beside(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that stay when others change."""
        return {name: value for name, value in self.__dict__.items() if name not in changes}

    def model_copy(self: _V, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> _V:
        """A copy; with an ``update`` it is checked as by :meth:`evolve`, so that no copy is an invalid value."""
        copied = super().model_copy(deep=deep)
        return copied.evolve(**update) if update else copied

    @classmethod
    def read(cls: type[_V], data: Any) -> _V:
        """Make the value from plain data (a mapping as JSON or YAML gives it).

        Raises :class:`~gongwen.InputError` that lists every fault of the data.
        """
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise InputError(faults_of(error)) from None

    @classmethod
    def read_json(cls: type[_V], text: str | bytes) -> _V:
        """Make the value from JSON text. Raises :class:`~gongwen.InputError`."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise InputError(faults_of(error)) from None

    def to_json(self, *, indent: int | None = 2) -> str:
        """The value as JSON: English field names, ISO dates, empty fields left out."""
        return self.model_dump_json(indent=indent, exclude_defaults=False, exclude_none=True)
