"""What faults of a document say in English: its 要素 and rules, its source, a pasted text, its page."""

from __future__ import annotations

__all__ = ["OF_DOCUMENTS"]

OF_DOCUMENTS: dict[str, tuple[str, str]] = {
    # --- rules: what a document ought to be ---
    "addressed-to-a-person": (
        "A document to a superior is addressed to an agency, not to a person",
        "Write the name of the agency as recipient",
    ),
    "attachment-not-there": (
        "The text speaks of an attachment that the document does not have",
        "Add the attachment, or correct what the text says",
    ),
    "attachment-without-body": (
        "An attachment has a title and nothing in it",
        "Add what it holds, or say that it is sent apart",
    ),
    "bill-without-signers": ("A bill (议案) names who signed it", "Fill in signers"),
    "copy-number-writing": ("A copy number has six digits", "Write six digits, such as 000017"),
    "half-width-mark": (
        "A half-width punctuation mark stands between Chinese characters",
        "Write the full-width mark",
    ),
    "issuers-in-one": (
        "Several issuing agencies are written as one",
        "Give each issuer as an entry of its own, the lead agency first",
    ),
    "left-to-fill-in": ("Something was left to be filled in", "Fill it in, or delete it"),
    "letter-mark-agencies": (
        "A letter has the mark of the lead agency alone",
        "Keep the lead agency in the mark; the others sign below",
    ),
    "letter-mark-ending": ("The mark of a letter does not end with 文件", "Write the agency's name alone"),
    "missing-body": ("The document has no body", "Add the text"),
    "missing-copy-number": ("A classified document has no copy number", "Fill in copy_number, six digits"),
    "missing-date": ("The document has no date", "Fill in date, such as 2026-03-02"),
    "missing-issuers": ("The document has no issuing agency", "Fill in issuers"),
    "missing-kind": ("The document has no kind (文种)", "Fill in kind, such as 通知"),
    "missing-mark": ("The document has no mark of its issuer", "Fill in issuers or issuer_mark"),
    "missing-number": ("The document has no issuing number", "Fill in number, such as 青政发〔2026〕8号"),
    "missing-signatories": ("The document is not signed", "Fill in signatories, or leave them out to sign as issuers"),
    "missing-signers": ("A document to a superior does not name who signed it", "Fill in signers"),
    "missing-title": ("The document has no title", "Fill in title"),
    "number-of-an-order": ("An order (命令) has an order number", "Write 第12号, without code and year"),
    "number-parts": ("An issuing number has code, year and sequence", "Write all three, such as 青政发〔2026〕8号"),
    "one-recipient": ("A request (请示) goes to one superior agency", "Keep one recipient; the others go into cc"),
    "period-without-secrecy": (
        "A period of secrecy is given without a level of secrecy",
        "Fill in secrecy, or leave secrecy_period out",
    ),
    "period-writing": ("A period of secrecy is written in Arabic figures", "Write it so: 10年, 6个月, 长期"),
    "print-date-without-printer": ("A print date is given without a printing agency", "Fill in printer"),
    "printed-before-signed": ("The print date is before the date of the document", "Correct one of the two dates"),
    "printer-without-print-date": ("A printing agency is given without a print date", "Fill in print_date"),
    "request-sent-down": ("A request (请示) goes to a superior", "Correct the recipient or the kind"),
    "seal-picture-opaque": ("The picture of a seal has a ground of its own", "Make its ground transparent"),
    "seal-picture-shape": ("The picture of a seal shows more than the seal", "Cut the picture to the seal's edge"),
    "seal-without-date": ("A seal lies on the date, and there is none", "Fill in date"),
    "seals-and-signatures": ("Seals and signatories are not the same number", "Give one seal for each signatory"),
    "signers-and-issuers": (
        "A joint document to a superior has one signer for each issuer",
        "Name as many signers as issuers",
    ),
    "title-of-another-kind": ("The title ends with another kind than the document's", "Correct the title or the kind"),
    # --- values of the model ---
    "empty-value": ("A value is empty", "Fill it in, or leave the entry out"),
    "missing-field": ("A required entry is missing", "Fill it in"),
    "not-json": ("This is not valid JSON of the shape that is wanted", "Correct the JSON at the place named"),
    "out-of-range": ("A number is too small or too large", "Give one within the limits named"),
    "too-long": ("A text is too long", "Shorten it"),
    "unknown-block": ("A block of the body has no known type", "Give type: paragraph, section, table or picture"),
    "unknown-field": (
        "An entry has a name that is not known here",
        "Use a name allowed, or delete the entry",
    ),
    "value-not-allowed": ("A value is not one of those allowed", "Use one of those listed"),
    "wrong-type": ("A value is of another type than is wanted here", "Give a value of the type named"),
    "wrong-value": ("A value cannot be used", "Correct it; the words of the fault itself say how, in Chinese"),
    "wrong-writing": ("A value is not written in a way that can be read", "Write it as in the example"),
    # --- source files ---
    "circular-group": ("A group of agencies contains itself", "Take it out of its own list"),
    "duplicate-field": ("An entry is written twice", "Keep one of them"),
    "empty-source": ("The file is empty", "Write the document into it; gongwen new prints a specimen"),
    "file-outside": ("A file named here lies outside the folder of the source", "Move it into that folder"),
    "foreign-docx": ("This .docx was not made by gongwen", "Read it with gongwen.read, or import it"),
    "lone-rule": ("A line --- stands alone, without the title of an attachment", "Delete it, or write the title"),
    "misplaced-field": ("An entry does not belong at this place", "Move it to where it belongs"),
    "no-files": ("Data that was sent in cannot open files", "Send the picture itself, or say where files are (files)"),
    "no-front-matter": (
        "The entries at the head of the source are missing, or do not end",
        "Begin with a line ---, the entries, and a line ---",
    ),
    "no-short-name": ("The unit's file gives no short name (简称)", "Add it to the unit's file"),
    "no-unit": ("An entry takes its value from a unit's file, and none is given", "Give the unit's file, or the value"),
    "no-year": ("The year comes from the date, which is missing or unreadable", "Fill in date"),
    "not-a-picture": ("A picture cannot be used as one", "Give a PNG, JPEG, GIF or BMP file that is whole"),
    "not-one-document": ("There is not exactly one document here", "Give an input that holds one document"),
    "not-text": ("This is not text", "Give a text file, UTF-8 at best"),
    "picture-not-found": ("A picture was not found", "Put it into the folder of the source, or correct its name"),
    "too-deep-heading": ("A heading has more than four levels", "Use at most four #"),
    "too-many-sections": ("There are too many sections of one level to number", "Divide them under further headings"),
    "unclosed-attachment-title": ("The entries of an attachment are not closed", "Add a line --- below them"),
    "uneven-table": ("A row of a table has more or fewer cells than its first row", "Give every row the same cells"),
    "unknown-group": ("There is no group of agencies with this name", "Use one of those in the unit's file"),
    "unknown-profile": ("There is no page profile with this name", "Use one of those listed"),
    "unsupported-yaml": (
        "The head of the source uses YAML not taken here",
        "Write simple entries, name: value",
    ),
    "wrong-encoding": ("The bytes cannot be read as text", "Save the file as UTF-8"),
    "wrong-profile": (
        "An entry of a page profile cannot be used",
        "Correct it; the words of the fault itself say how, in Chinese",
    ),
    "wrong-yaml": ("The head of the source is not written as name: value", "Correct the line named"),
    # --- pasted texts and other people's files ---
    "encrypted-document": ("The file is protected by a password", "Save it without one"),
    "internal-unbalanced": (
        "An internal error: the characters read are not all accounted for",
        "Please report it, with the text",
    ),
    "no-converter": (
        "Old formats (.doc, .wps) are converted by LibreOffice, which is not here",
        "Install LibreOffice, or save the file as .docx",
    ),
    "no-document": ("There is no official document in this file", "Give a file that holds one"),
    "not-converted": ("LibreOffice could not read the file", "Open it in its own program and save it as .docx"),
    "number-jump": ("The numbers of sections jump", "Correct the number, or add what is missing"),
    # --- the page ---
    "table-head-too-high": ("The heading rows of a table take more than half a page", "Shorten its headings"),
    "table-too-wide": (
        "A table is too wide for the page, and may not be laid on its side here",
        "Use fewer columns or shorter texts, or let it be landscape",
    ),
    "too-many-agencies": ("There are more agencies than the page has room for", "Group them under fewer names"),
    "too-many-seals": ("There are more seals than one page holds", "Use fewer seals, or divide the document"),
}
"""Code -> what is wrong, and what to do."""
