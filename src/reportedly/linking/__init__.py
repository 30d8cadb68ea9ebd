"""Decisions across reports: pure functions over typed values, one question a file.

`embedding` (the vectors of statements), `index` (which earlier ones are near), `slots` and `vetoes` (which cannot say
the same), `adjudicator` and `pair_model` (how two relate), `claims` (what is linked), `stance` (for or against),
`agents` (whose act it is), `actors` (who is the same), `origins` (which reports are one text), `events` (which reports
are about one event), `status` (what the positions make of a claim), `forecasts` (what the outcome is), `numbers` (which
exclude each other), `judgements` (what people decided), `scoring` (how good forecasts were).
"""
