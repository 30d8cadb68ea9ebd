"""A ledger in a notebook: its lists as frames. With the path of a ledger: python docs/notebook.py demo/ledger.db"""

# %% A ledger, and the claims that matter
import sys

import reportedly as r

ledger = r.Ledger(sys.argv[1] if len(sys.argv) > 1 else "demo/ledger.db", make=False)
claims = r.table(ledger.claims(r.Filter(notable=True))).to_pandas()
print(claims[["status", "wording", "last"]].to_string(index=False))

# %% Who takes which side: one row a position
positions = claims.explode("positions").dropna(subset=["positions"])
positions["party"] = positions["positions"].map(lambda p: p["actor"])
positions["stance"] = positions["positions"].map(lambda p: p["stance"])
print(positions.pivot_table(index="party", columns="stance", values="id", aggfunc="count", fill_value=0))

# %% What changed, day by day
changes = r.table(ledger.changes()).to_pandas()
print(changes.groupby(["date", "kind"]).size().tail(10))

# %% The words behind a claim, where they stand
first = ledger.claim(claims["id"].iloc[0])
for statement in first.statements:
    text = ledger.report(statement.report).text
    for words in statement.content:
        assert text[words.start : words.end] == words.exact
        print(f"{statement.said_on} {statement.party.name}: “{words.exact}” ({statement.report})")

# %% Polars and DuckDB take the same table: polars.from_arrow(r.table(ledger.numbers()))
print(r.table(ledger.numbers()).select(["of", "low", "high", "party", "date"]).slice(0, 5))
ledger.close()
