"""Runs ``pinna_training.studies.trunk_probe``; see its docstring, or ``--help`` for the options."""
from pinna_training.studies.trunk_probe import main

if __name__ == "__main__":
    main()
