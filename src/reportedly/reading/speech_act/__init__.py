"""What a source does by saying something: act, polarity, certainty, manner."""
