"""`python -m eval`, and `python -m eval oracle`."""

import sys

from eval import gate, oracle

sys.exit(oracle.main(sys.argv[2:]) if sys.argv[1:2] == ["oracle"] else gate.main())
