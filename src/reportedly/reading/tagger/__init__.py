"""The trained tagger: features of words, one pass of the encoder a window, and labels decoded into statements."""
