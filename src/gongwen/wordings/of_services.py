"""What faults of printing, fixing and serving say in English."""

from __future__ import annotations

__all__ = ["OF_SERVICES"]

OF_SERVICES: dict[str, tuple[str, str]] = {
    # --- pages as PDF and OFD ---
    "bad-font": ("A font file cannot be read, or is no longer there", "Name another file, or install the font anew"),
    "bad-picture": ("A picture cannot be drawn on a page", "Give a PNG or JPEG file that is whole"),
    "large-picture": ("A picture has more dots than a page can show", "Make it smaller, and use it then"),
    "missing-font": ("The machine has no font for a text", "Install one, or name its file (font_files)"),
    "missing-glyph": ("No font of the machine has this character", "Install a font that has it, or name its file"),
    "no-office": ("Pages are measured on what LibreOffice draws, which is not here", "Install LibreOffice"),
    # --- fixing ---
    "strict-document": (
        "The file is in the strict form of Open XML, which is not changed in place",
        "Save it as a usual .docx, or fix it anew",
    ),
    "text-changed": ("Fixing would have changed the text otherwise than said; nothing was written", "Please report it"),
    "would-lose": ("Fixing anew would lose something that the file holds", "Fix it in place"),
    # --- the server ---
    "bad-request": ("The request is not written well", "See /api/docs"),
    "batch-running": ("The batch is being made", "Wait for its end, or cancel it"),
    "foreign-page": ("Pages of other sites may not ask this server", "Name the site with --origin, if it may"),
    "no-register": ("The server was started without a register", "Start it with --register"),
    "no-such-address": ("There is nothing at this address", "See /api/docs"),
    "no-such-batch": ("There is no such batch; it may have been put away", "Start it again"),
    "no-such-file": ("The batch has no such file", "Ask for one of those listed"),
    "no-such-schema": ("There is no schema with this name", "Ask for one of those listed"),
    "not-encoded": ("What was sent is not base64", "Encode the file, or name one inside the folders"),
    "nothing-sent": ("Nothing was sent", "Send the content in the body of the request"),
    "nothing-to-resume": ("There is nothing left to do in this batch", "Take its files"),
    "port-taken": ("The address or port cannot be used", "Choose another one with --port"),
    "request-stalled": ("The content stopped coming half-way", "Send it again"),
    "request-too-large": ("What was sent is too large", "Send less, or raise the limit"),
    "request-too-slow": ("The content came too slowly", "Send it again on a quicker line"),
    "same-picture-name": (
        "Two pictures have the same file name",
        "Rename one of them, and write its new name in the source, too",
    ),
    "server-busy": ("There are too many requests at this moment", "Ask again in a few seconds"),
    "server-full": ("There is no room for more content at this moment", "Ask again in a few seconds"),
    "too-many-batches": ("Several batches are being made already", "Wait until one has ended"),
    "too-many-files": ("Too many files were sent at once", "Send them in several requests"),
    "unknown-host": ("The server does not answer to this name", "Use its own address, or start it with --name"),
    "unreadable-form": ("The form cannot be read", "Send it as multipart/form-data"),
    "work-too-long": ("The work did not end in the time that it may take", "Send less at once"),
    "wrong-method": ("This address is not asked with this method", "See /api/docs"),
    "wrong-token": ("The token is missing or wrong", "Send it as Authorization: Bearer"),
}
