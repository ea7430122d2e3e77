"""The data: rows, labels, splits, published data sets, the cache of features."""
