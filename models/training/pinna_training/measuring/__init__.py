"""Figures: scores on the validation split, and labelled folders that the shipped engine is measured on."""
