"""The trained tagger: word features one pass of the encoder a window, labels decoded into spans."""
