"""Across reports: pure functions over readings, one question a file.

`gist` (what is it about), `stance` (for or against), `actors` (who is the same),
`origins` (which reports are one text), `claims` (which statements say the same),
`events` (which reports are about one happening), `status` (where everybody stands),
`forecasts` (what became of it), `wording` (which words say it best).
"""
