"""The text of a report and its parse as typed values: syntax, tokens, numerals, quotations, boilerplate, spans."""
