"""A brief: what the record holds on a matter, each sentence with a footnote to the words; and its bibliography."""
