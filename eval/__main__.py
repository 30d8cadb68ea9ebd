"""`python -m eval`."""

import sys

from eval.gate import main

sys.exit(main())
