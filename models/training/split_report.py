"""Runs ``pinna_training.studies.split_report``; see its docstring, or ``--help`` for the options."""
from pinna_training.studies.split_report import main

if __name__ == "__main__":
    main()
