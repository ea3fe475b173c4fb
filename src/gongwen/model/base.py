"""What all values of the model have in common: immutable, strict about names, Chinese about faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from gongwen.errors import InputError
from gongwen.model.faults import faults_of

__all__ = ["Value"]

_V = TypeVar("_V", bound="Value")


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    # pydantic keeps the name of its metaclass private.
    ModelMetaclass = type(BaseModel)


class _FaultsInChinese(ModelMetaclass):
    """Makes ``Document(...)`` in a script fail with :class:`~gongwen.InputError`, not pydantic's English.

    Only calls from Python come through here; inside a validation pydantic collects the faults itself.
    """

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

    def like(self: _V, **valid: Any) -> _V:
        """A copy with other values that are known to be valid; in a loop far quicker than ``model_copy``.

        >>> from gongwen.model import Paragraph
        >>> Paragraph(text="春耕在即。").like(text="汛期将至。")
        Paragraph(type='paragraph', text='汛期将至。')
        """
        made = self.__class__.__new__(self.__class__)
        # A frozen model takes attributes from nobody; these are the ones that pydantic's own copy sets.
        put = object.__setattr__
        put(made, "__dict__", {**self.__dict__, **valid})
        put(made, "__pydantic_fields_set__", self.__pydantic_fields_set__)
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", None)
        return made

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
