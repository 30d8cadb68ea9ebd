"""A corpus: reports so many that they are read in shards, by many processes or machines, into a folder of files.

Its inputs are cut into shards, runs of files; the readings of a shard are written in partitions, Parquet files of so
many reports. What is in which partition follows from the inputs alone, so that every engine writes the same files.
"""
