"""Template: a clerk's own .docx with tags becomes many documents.

In: a .docx whose paragraphs hold ``{{ 标题 }}``, ``{{p 正文 }}``, ``{%p if 抄送机关 %}``, and a document. Out: the
bytes of a .docx that looks as the template does. The tags are docxtpl's; what docxtpl does for every document is done
once here.

The way of a template: ``opened`` (bytes to parts, or a refusal), ``inert`` (what it may not bring into its documents),
``mail_merge`` (Word's fields for tags), ``reading`` (the parts with tags, these made whole), ``tags``
(what the paragraphs say), ``faults`` (what is wrong with it, in words), ``places`` (which of them the layout places),
``styles`` (named styles that it lacks), ``shape`` (that the tags cannot tear the XML; what a stranger's may do is in
:mod:`gongwen.sandbox`), ``compiled`` (all of it, once). The way of a document: ``vocabulary`` (the names, and what a
template leaves out), ``segments`` (the blocks of a layout by tag), ``pages`` (turned ones), ``values`` (what stands for
each name), ``printing`` (texts joined), ``rendering`` (packed).
``making`` makes the shipped templates, ``checking`` says what is wrong with a clerk's. ``merging`` puts what a template
made into one file for the printer (``shared_parts``).
"""

from gongwen.template.checking import Finding, check_template
from gongwen.template.making import make_template, shipped_template
from gongwen.template.opened import TemplateSource
from gongwen.template.rendering import Template

__all__ = ["Finding", "Template", "TemplateSource", "check_template", "make_template", "shipped_template"]
