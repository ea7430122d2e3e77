"""Runs ``pinna_training.studies.trunk_ablations``; see its docstring, or ``--help`` for the options."""
from pinna_training.studies.trunk_ablations import main

if __name__ == "__main__":
    main()
