"""Who a source is: coreference within the report, names, titles and the roster."""
