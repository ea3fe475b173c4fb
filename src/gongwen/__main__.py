"""``python -m gongwen``: the command line."""

import sys

from gongwen.cli import main

sys.exit(main())
