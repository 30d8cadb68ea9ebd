"""Which actor a source is: names and titles, coreference within the report, and the roster."""
