"""The text and its parse as typed values: syntax, classed words, numerals, quotations, boilerplate, spans."""
