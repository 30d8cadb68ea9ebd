"""Who said what: source, cue, contents and relays of each statement, by rules over the parse merged with the tagger."""
