"""Placeholder while the room is being built."""


def break_title(
    title: str, breaks: tuple[int, ...], measure: float, *, issuers: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """One line."""
    return (title,)
