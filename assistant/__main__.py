"""`python -m assistant` is `plan-assistant`."""

import sys

from assistant.cli import main

sys.exit(main())
