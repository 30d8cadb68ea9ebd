"""Attribution: source, cue, contents and relays of each statement, by rules over the parse and by the tagger."""
