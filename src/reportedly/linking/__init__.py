"""Decisions across reports: pure functions over typed values, one question a file.

`embedding` (what statements are compared by), `index` (which earlier ones are near), `claims` (which say the same),
`stance` (for or against), `agents` (whose act it is), `actors` (who is the same), `origins` (which reports are one
text), `events` (which reports are about one event), `status` (what the positions make of a claim), `forecasts` (what
the outcome is), `numbers` (which exclude each other), `judgements` (what people decided), `scoring` (how good
forecasts were).
"""
