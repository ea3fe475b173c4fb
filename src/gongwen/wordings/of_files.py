"""What faults of files, templates and the command line say in English."""

from __future__ import annotations

__all__ = ["OF_FILES"]

OF_FILES: dict[str, tuple[str, str]] = {
    # --- files and packages ---
    "broken-part": ("A part of the file is damaged or missing", "Open the file in Word or WPS and save it anew"),
    "file-error": ("The system could not read or write a file", "Check the path, its permissions and the disk"),
    "file-exists": ("There is a file with this name already; it was kept", "Use another name, or force"),
    "file-not-found": ("There is no such file", "Check its name and folder"),
    "file-unreadable": ("The file cannot be read", "Check that it is a file, whole, and that you may read it"),
    "incomplete-installation": ("gongwen is not installed whole: its templates are missing", "Install it again"),
    "missing-package": ("A Python package that this needs is not installed", "Run the command named"),
    "not-a-docx": ("This is not a .docx, or it is damaged", "Give a .docx; save it anew from Word or WPS"),
    "suspicious-package": (
        "The file is built in a way no program writes: too large, too deep, or with declarations",
        "Use another file, or save it anew from Word or WPS",
    ),
    # --- templates ---
    "active-content": (
        "The template holds something that acts when it is opened: a link to a file, a macro, a field that fetches",
        "Delete it, and save the template anew",
    ),
    "blank-line": ("A tag alone in its paragraph leaves an empty line", "Write it as a tag of the paragraph: {%p … %}"),
    "cannot-merge": ("These documents cannot be put together into one file", "Use one template for all of them"),
    "control-character": ("There is a character that cannot be seen or printed", "Delete it"),
    "further-name": ("A name in the template is no element of a document", "Give its value, or correct the name"),
    "merge-field": ("A field of a mail merge cannot be filled", "Write a tag in its place"),
    "missing-element": ("The template has no place for an element that its kind must show", "Add the tag"),
    "not-allowed": ("Templates may not use this", "Use names, conditions, loops and the filters listed"),
    "not-alone": ("What stands beside a tag would be lost with it", "Give the tag a paragraph of its own"),
    "nothing-to-merge": ("There are no documents to put together", "Give at least one"),
    "slow-template": (
        "The template can only be filled slowly, one document at a time",
        "Use a table with a fixed number of columns when there are many documents",
    ),
    "template-failed": ("A tag cannot be worked out", "Check its sum and the types of its values"),
    "template-syntax": ("A tag is not written well", "Correct it; the words of the fault itself say how, in Chinese"),
    "too-complex": ("A tag is nested too deep, or too long", "Write it in several steps"),
    "torn-template": (
        "A condition or loop begins and ends in different places and would tear the document",
        "Put both ends into the same place",
    ),
    "tracked-changes": ("The template has tracked changes or comments", "Accept the changes, delete the comments"),
    "unclosed-tag": ("A tag does not end, or does not begin", "Write both of its braces"),
    "unknown-name": ("The template names something that the document does not have", "Use one of the names allowed"),
    "unmatched-tag": ("A tag that opens or closes something has no partner", "Add the partner, or delete the tag"),
    "wrong-braces": ("The braces of a tag are full-width, apart or single", "Write them so: {{ 标题 }}"),
    "wrong-tag": ("A tag has the wrong form for its place", "Write it as said"),
    # --- the command line ---
    "binary-to-terminal": ("A binary file cannot be shown on a terminal", "Give a file name, or a pipe"),
    "extra-argument": ("There is an argument too many", "Delete it"),
    "internal-error": ("An internal error", "Please report it, with the command and its input"),
    "interrupted": ("The work was interrupted", "Start it again; a batch goes on with resume"),
    "missing-argument": ("An argument is missing", "Add it"),
    "missing-command": ("No command was given", "Give one; gongwen --help lists them"),
    "nothing-to-read": ("There are no texts and no Word files in the folder", "Name another folder"),
    "out-of-memory": ("There is not enough memory", "Use one job, or a smaller input"),
    "read-only-file": ("The file may only be read; it was left alone", "Change its permissions, or use another name"),
    "unknown-command": ("There is no such command", "Use one of those listed"),
    "unknown-kind": ("There is no specimen of this kind", "Use one of those listed"),
    "unknown-option": ("There is no such option", "Use one of those listed"),
    "unknown-rule": ("There is no such rule", "gongwen rules lists them"),
    "wrong-argument": ("An argument cannot be used", "Correct it; the words of the fault itself say how, in Chinese"),
    "wrong-arguments": ("These arguments do not go together", "Leave one out, or add what is missing"),
    "wrong-ending": ("The name of the output has no ending that says what it is to be", "End it as listed"),
}
"""Code -> what is wrong, and what to do."""
