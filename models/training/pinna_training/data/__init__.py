"""The data set: rows, labels, splits, the published sets, the cache of features."""
