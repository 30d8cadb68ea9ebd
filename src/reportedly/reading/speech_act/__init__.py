"""Speech acts: act, polarity, certainty and manner of each statement."""
