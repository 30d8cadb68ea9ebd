#!/bin/sh
# What `make demo` shows: one report as a sheet, then a story in a ledger.
set -eu
: "${BIN:?the folder of the virtual environment}" "${LEDGER:?where the ledger goes}"
here=$(dirname "$0")
out=$(dirname "$LEDGER")
mkdir -p "$out"

say() { printf '\n── %s\n\n' "$1"; }

say "One report, read: $here/reports/grain-deal.txt"
"$BIN/reportedly" read "$here/reports/grain-deal.txt" --published 2023-07-17
"$BIN/reportedly" read "$here/reports/grain-deal.txt" --published 2023-07-17 --html "$out/grain-deal.html"

say "All the shipped reports, added to a ledger: $LEDGER"
"$BIN/reportedly" --ledger "$LEDGER" add "$here/ps752.jsonl"

say "What changed, day by day, and why"
"$BIN/reportedly" --ledger "$LEDGER" changes

say "Try next"
cat <<END
  $BIN/reportedly --ledger $LEDGER serve                        the same in the browser (or: make serve)
  $BIN/reportedly --ledger $LEDGER claims --as-of 2020-01-10    what was known the day before the admission
  $BIN/reportedly --ledger $LEDGER search missile               every statement about it
  $BIN/reportedly --ledger $LEDGER forecasts                    what was expected, and the outcomes
  $BIN/reportedly --ledger $LEDGER add $here/reports            add the other sample reports
  $BIN/reportedly read YOUR-REPORT.html                         read a report of your own

The first report is in $out/grain-deal.html, with its statements marked.
END
