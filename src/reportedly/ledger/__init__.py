"""The ledger: reports, what was read in them, what people judged, and the record that follows from it.

`ledger.py` is the facade. `linker/` writes what a new report changes; `queries/` reads, one file a list or page;
`transfer/` exports and imports whole ledgers.
"""

from reportedly.ledger.ledger import Ledger as Ledger
