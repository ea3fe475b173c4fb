"""Assistants: the desk as tools of the Model Context Protocol, for programs that speak with people.

In: a tool's arguments: text, or a file by base64, or by a path inside folders that were given at the start. Out: text,
plain data, files by base64 or written into such a folder. What is refused is told with its cure.
"""

from gongwen.assistants.files import Folders
from gongwen.assistants.server import create_server

__all__ = ["Folders", "create_server"]
