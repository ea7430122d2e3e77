"""Figures: scores on the validation split, and labelled folders for measuring the shipped engine."""
