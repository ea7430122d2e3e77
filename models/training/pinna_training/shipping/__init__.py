"""The model that ships: calibration, model folder, card."""
